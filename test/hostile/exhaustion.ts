import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../cli/specweld.js";
import type { Exhausting } from "./exhausting-bounds.js";

export interface Bounds {
  readonly megabytes: number;
  readonly seconds: number;
}

/** What came of one case: the codes of its errors, each once. */
export interface Bounded {
  readonly name: string;
  readonly errors: readonly string[];
  /** Errors that say neither a place nor what to do. */
  readonly bare: readonly string[];
  readonly seconds: number;
}

/** Runs in the process that has the bounds: one line of JSON for each folder, as soon as it is done. */
const program = `
const { generate } = await import(process.argv[1]);
for (const folder of process.argv.slice(2)) {
  const start = performance.now();
  const request = { inputs: ["specs"], root: folder, out: folder + "/generated", check: false, format: true };
  const { diagnostics } = await generate(request);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  console.log(JSON.stringify({
    errors: [...new Set(errors.map(({ code }) => code))],
    bare: errors.filter(({ place, hint }) => place === undefined && hint === undefined).map(({ message }) => message),
    seconds: (performance.now() - start) / 1000,
  }));
}`;

/**
 * Makes the clients of cases, one after the other in a process of their own, with so much memory, and
 * so much time for each. Ends with the first that is beyond that.
 */
export async function generateBounded(
  cases: Readonly<Record<string, Exhausting>>,
  { megabytes, seconds }: Bounds,
  onDone: (done: Bounded) => void = () => undefined,
): Promise<readonly Bounded[]> {
  const folder = await mkdtemp(join(tmpdir(), "specweld-exhaustion-"));
  try {
    const names = Object.keys(cases);
    for (const [index, { files }] of Object.values(cases).entries()) {
      const specs = join(folder, String(index), "specs");
      await mkdir(specs, { recursive: true });
      for (const [name, text] of Object.entries(files())) await writeFile(join(specs, name), text);
    }
    const pipeline = pathToFileURL(join(root, "dist/generator/pipeline.js")).href;
    const child = spawn(process.execPath, [
      `--max-old-space-size=${megabytes}`,
      "--input-type=module",
      "--eval",
      program,
      pipeline,
      ...names.map((_, index) => join(folder, String(index))),
    ]);
    const found: Bounded[] = [];
    let stderr = "";
    let stdout = "";
    let timer = setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const lines = (stdout + text).split("\n");
      stdout = lines.pop() ?? "";
      for (const line of lines) {
        clearTimeout(timer);
        timer = setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
        const done = {
          name: names[found.length] ?? "",
          ...(JSON.parse(line) as Omit<Bounded, "name">),
        };
        found.push(done);
        onDone(done);
      }
    });
    const ended = await new Promise((done) => {
      child.on("close", (status, signal) => done(signal ?? status));
    });
    clearTimeout(timer);
    if (ended !== 0) {
      throw new Error(
        `${names[found.length]} ended with ${String(ended)}: ${stderr.slice(0, 2000)}`,
      );
    }
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
