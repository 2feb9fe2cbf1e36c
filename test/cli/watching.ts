import { spawn } from "node:child_process";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { root } from "./specweld.js";

/** A run that goes on, and what it prints. */
export function watching(folder: string, environment: Readonly<Record<string, string>> = {}) {
  const cli = join(root, "dist/generator/cli.js");
  const child = spawn(process.execPath, [cli, "generate", "--no-format", "--watch"], {
    cwd: folder,
    env: { ...process.env, ...environment },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let text = "";
  let told = () => {};
  const take = (chunk: Buffer) => {
    text += String(chunk);
    told();
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  /** What is printed until it watches again. */
  const run = async (): Promise<string> => {
    const end = "Ctrl-C ends.\n";
    while (!text.includes(end)) {
      // oxlint-disable-next-line no-await-in-loop -- until it is there
      await new Promise<void>((done) => {
        told = done;
      });
    }
    const [first = "", ...rest] = text.split(end);
    text = rest.join(end);
    return first;
  };
  return { run, ended, interrupt: () => child.kill("SIGINT") };
}
