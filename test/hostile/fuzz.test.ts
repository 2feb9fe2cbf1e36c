import { expect, test } from "vitest";
import { fuzz } from "./fuzz.js";

test("mutated documents give a client that compiles, or findings", async () => {
  const tally = { clients: 0, compiled: 0, refused: 0, slowest: 0 };
  expect(await fuzz(60, 1, tally)).toBe(undefined);
  expect(tally.clients).toBeGreaterThan(10);
  expect(tally.refused).toBeGreaterThan(5);
}, 120_000);
