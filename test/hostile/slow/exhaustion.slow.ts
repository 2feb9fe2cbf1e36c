import { expect, test } from "vitest";
import { slow } from "./exhausting.js";
import { generateBounded } from "../exhaustion.js";

test("each is refused, or done, in 2 GB and two minutes", async () => {
  const found = await generateBounded(slow, { megabytes: 2048, seconds: 120 }, (done) => {
    process.stdout.write(
      `${done.seconds.toFixed(1).padStart(6)} s  ${done.name}  ${done.errors.join(", ")}\n`,
    );
  });
  const outcomes = Object.fromEntries(
    found.map(({ name, errors, bare }) => [name, [...errors, ...bare]]),
  );
  const wanted = Object.entries(slow).map(([name, { refused = [] }]) => [name, refused]);
  expect(outcomes).toEqual(Object.fromEntries(wanted));
});
