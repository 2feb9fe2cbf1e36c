import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type Case, changeOne } from "./cases.js";
import { median } from "./goal.js";

/**
 * How long a run of `--watch` takes by its own word, in seconds, where one fragment has changed: the
 * median of some, after a first run and one change.
 */
export async function watchedSeconds(
  cli: string,
  folder: string,
  changing: Awaited<ReturnType<Case["prepare"]>>,
  rounds: number,
): Promise<number> {
  const child = spawn(process.execPath, [cli, "generate", "--out", "watched", "--watch"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  try {
    const seconds: number[] = [];
    let runs = 0;
    for await (const line of createInterface({ input: child.stderr })) {
      const told = / in (\d+\.\d) s$/.exec(line);
      if (told) seconds.push(Number(told[1]));
      if (!line.endsWith("Ctrl-C ends.")) continue;
      runs += 1;
      if (seconds.length < runs) throw new Error(`Run ${runs} of --watch has found errors.`);
      if (runs === rounds + 2) break;
      await changeOne(changing, 10_000 + runs);
    }
    return median(seconds.slice(2));
  } finally {
    child.kill("SIGINT");
    await ended;
  }
}
