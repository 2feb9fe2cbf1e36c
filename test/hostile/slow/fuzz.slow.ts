import { expect, test } from "vitest";
import { fuzz } from "../fuzz.js";

const runs = Number(process.env["RUNS"] ?? 5000);
const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);

test("mutated documents give a client that compiles, or findings", async () => {
  const tally = { clients: 0, compiled: 0, refused: 0, slowest: 0 };
  const failures: string[] = [];
  const step = 100;
  for (let done = 0; done < runs; done += step) {
    // oxlint-disable-next-line no-await-in-loop -- one process, one after the other
    const failure = await fuzz(Math.min(step, runs - done), seed + done, tally);
    if (failure !== undefined) {
      failures.push(failure);
      process.stdout.write(`${failure}\n\n`);
    }
  }
  process.stdout.write(
    `${runs} runs from seed ${seed}: ${tally.clients} clients, ${tally.compiled} of them compiled; ` +
      `${tally.refused} refused; the slowest took ${(tally.slowest / 1000).toFixed(1)} s\n`,
  );
  expect(failures).toEqual([]);
});
