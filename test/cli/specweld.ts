import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, "dist/generator/cli.js");

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a person would, in the given folder. */
export function specweld(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [cli, ...args],
      // One that hangs is ended, and fails its test.
      { cwd: folder, env: { ...process.env, ...environment }, maxBuffer: 1e9, timeout: 300_000 },
      (error, stdout, stderr) =>
        done({
          status: error === null ? 0 : typeof error.code === "number" ? error.code : NaN,
          stdout,
          stderr,
        }),
    );
  });
}

export type Files = Readonly<Record<string, string>>;

/** A folder that holds the files, gone after the test. */
export async function folderWith(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "specweld-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** All files below a folder, by their path in it. */
export async function filesIn(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
  return Object.fromEntries(
    await Promise.all(
      paths.map(async (path) => [path, await readFile(join(folder, path), "utf8")]),
    ),
  );
}

/** The specs of this repository: a real page, and the settings beside it. */
export async function joySpecs(): Promise<Files> {
  const files = await filesIn(join(root, "specs"));
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`specs/${path}`, text]));
}
