import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What a command took, with all processes of Node that it started. */
export interface Spent {
  readonly seconds: number;
  /** Of the processor: other work on the machine does not count. */
  readonly cpu: number;
  /** The most that one process had. */
  readonly megabytes: number;
}

const hook = `if (require("node:worker_threads").isMainThread) process.once("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require("node:fs").appendFileSync(process.env.BENCH_SPENT, (userCPUTime + systemCPUTime) / 1e6 + " " + maxRSS / 1024 + "\\n");
});
`;

/** Runs a program of Node to its end, which has to be a good one. */
export async function spend(args: readonly string[], folder: string): Promise<Spent> {
  const told = join(folder, "spent.txt");
  const script = join(folder, "spent.cjs");
  await writeFile(script, hook);
  await rm(told, { force: true });
  const start = performance.now();
  await new Promise<void>((done, fail) => {
    // By the environment, so that it holds for processes which the program starts as well.
    const env = {
      ...process.env,
      BENCH_SPENT: told,
      CI: "1",
      NODE_OPTIONS: `--require ${JSON.stringify(script)}`,
    };
    const options = { cwd: folder, env, maxBuffer: 1e9 };
    execFile(process.execPath, [...args], options, (error, out, errors) => {
      if (error === null) done();
      else fail(new Error(`${args.join(" ")}: ${out.slice(-1000)}${errors.slice(-1000)}`));
    });
  });
  const seconds = (performance.now() - start) / 1000;
  const lines = (await readFile(told, "utf8")).trim().split("\n");
  const processes = lines.map((line) => line.split(" ").map(Number));
  return {
    seconds,
    cpu: processes.reduce((sum, [cpu = 0]) => sum + cpu, 0),
    megabytes: Math.max(...processes.map(([, megabytes = 0]) => megabytes)),
  };
}

/** One command after the other. */
export async function spendAll(
  commands: readonly (readonly string[])[],
  folder: string,
): Promise<Spent> {
  let all: Spent = { seconds: 0, cpu: 0, megabytes: 0 };
  for (const args of commands) {
    const { seconds, cpu, megabytes } = await spend(args, folder);
    all = {
      seconds: all.seconds + seconds,
      cpu: all.cpu + cpu,
      megabytes: Math.max(all.megabytes, megabytes),
    };
  }
  return all;
}

export function medians(all: readonly Spent[]): Spent {
  const of = (field: keyof Spent) => {
    const values = all.map((each) => each[field]).toSorted((a, b) => a - b);
    return values[Math.floor(values.length / 2)] ?? NaN;
  };
  return { seconds: of("seconds"), cpu: of("cpu"), megabytes: of("megabytes") };
}
