import { execFile } from "node:child_process";

export interface Ran {
  /** The exit status; -1 where the process was ended. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** Runs a program of Node in a process of its own, to its end, whatever that is. */
export function runNode(args: readonly string[], folder: string): Promise<Ran> {
  const start = performance.now();
  return new Promise((done) => {
    const options = { cwd: folder, maxBuffer: 1e9, timeout: 600_000 };
    execFile(process.execPath, ["--max-old-space-size=6144", ...args], options, (error, ...out) => {
      const [stdout, stderr] = out;
      const status = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      done({ status, stdout, stderr, seconds: (performance.now() - start) / 1000 });
    });
  });
}
