import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { fuzz, sourcesUpTo, type Tally } from "../fuzz.js";

const runs = Number(process.env["RUNS"] ?? 5000);
const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
/** In a process of their own, which is ended where it takes too long or too much. */
const runsTogether = 100;
const mostMinutes = 20;
const mostMegabytes = 1024;

/**
 * Mutates real documents and pages, larger ones than the tests do, and tells what crashes, hangs, takes
 * too much memory, is refused without a reason or gives code that does not compile: `RUNS=5000 SEED=1
 * npm run test:fuzz`. The status is 1 where anything does.
 */
async function main(): Promise<void> {
  const total: Tally = { clients: 0, compiled: 0, refused: 0, slowest: 0 };
  const failures: string[] = [];
  for (let done = 0; done < runs; done += runsTogether) {
    const count = Math.min(runsTogether, runs - done);
    // oxlint-disable-next-line no-await-in-loop -- one after the other, for their times to mean something
    const { failure, tally } = await apart(count, seed + done);
    total.clients += tally.clients;
    total.compiled += tally.compiled;
    total.refused += tally.refused;
    total.slowest = Math.max(total.slowest, tally.slowest);
    if (failure !== undefined) {
      failures.push(failure);
      process.stdout.write(`${failure}\n\n`);
    }
  }
  process.stdout.write(
    `${runs} runs from seed ${seed}: ${total.clients} clients, ${total.compiled} of them compiled; ` +
      `${total.refused} refused; the slowest took ${(total.slowest / 1000).toFixed(1)} s; ${failures.length} failed\n`,
  );
  if (failures.length > 0) process.exitCode = 1;
}

interface Batch {
  readonly failure?: string;
  readonly tally: Tally;
}

function apart(count: number, from: number): Promise<Batch> {
  const args = [`--max-old-space-size=${mostMegabytes}`, fileURLToPath(import.meta.url)];
  const environment = { RUNS: `${count}`, SEED: `${from}`, BATCH: "1" };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { env: { ...process.env, ...environment }, timeout: mostMinutes * 60_000, maxBuffer: 1e8 },
      (error, stdout, stderr) => {
        const tally: Tally = { clients: 0, compiled: 0, refused: 0, slowest: 0 };
        if (!error) return resolve(JSON.parse(stdout) as Batch); // what `batch` wrote
        const why = error.killed ? `took more than ${mostMinutes} minutes` : stderr.slice(-2000);
        return resolve({ failure: `${count} runs from seed ${from}: ${why}`, tally });
      },
    );
  });
}

async function batch(): Promise<void> {
  const tally: Tally = { clients: 0, compiled: 0, refused: 0, slowest: 0 };
  const failure = await fuzz(runs, seed, tally, sourcesUpTo(300_000));
  process.stdout.write(JSON.stringify({ failure, tally }));
}

await (process.env["BATCH"] === undefined ? main() : batch());
