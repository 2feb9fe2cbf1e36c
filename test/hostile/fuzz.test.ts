import { expect, test } from "vitest";
import { fuzz, sourcesUpTo } from "./fuzz.js";

const runs = 60;
const seed = 1;

test(`${runs} mutated documents from seed ${seed} give a client that compiles, or findings`, async () => {
  const tally = { clients: 0, compiled: 0, refused: 0, slowest: 0 };
  expect(await fuzz(runs, seed, tally, sourcesUpTo(60_000))).toBe(undefined);
  expect(tally.clients + tally.refused).toBe(runs);
  expect(tally.clients).toBeGreaterThan(10);
  expect(tally.refused).toBeGreaterThan(5);
}, 120_000);
