import { execFile } from "node:child_process";
import { access, mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export interface Peer {
  readonly name: string;
  /** Types only, without the functions that call. */
  readonly isTypesOnly?: boolean;
  /** Its command for a document; what it writes is to be at `out`. */
  readonly command: (document: string, out: string) => readonly string[];
}

const folder = fileURLToPath(new URL("../../node_modules/.cache/specweld/bench/", import.meta.url));
const bin = (path: string) => join(folder, "node_modules", path);

const versions = {
  "@hey-api/openapi-ts": "0.99.0",
  oazapfts: "7.5.0",
  "openapi-typescript": "7.13.0",
  orval: "8.38.0",
  prettier: "3.10.1",
  "typed-openapi": "2.2.7",
  typescript: "5.9.3",
};

/** Those of the field that write clients of GitHub's API in seconds. */
export const peers: readonly Peer[] = [
  {
    name: "openapi-typescript",
    isTypesOnly: true,
    command: (document, out) => [bin("openapi-typescript/bin/cli.js"), document, "-o", `${out}.ts`],
  },
  {
    name: "oazapfts",
    command: (document, out) => [bin("oazapfts/dist/cli.js"), document, `${out}.ts`],
  },
  {
    name: "typed-openapi",
    // It takes even an absolute path for one in the folder it is started in.
    command: (document, out) => [
      bin("typed-openapi/bin.js"),
      document,
      "-o",
      `${basename(out)}.ts`,
    ],
  },
  {
    name: "orval",
    command: (document, out) => [
      bin("orval/dist/bin/orval.mjs"),
      "--input",
      document,
      "--output",
      `${out}.ts`,
      "--client",
      "fetch",
    ],
  },
  {
    name: "hey-api",
    command: (document, out) => [bin("@hey-api/openapi-ts/bin/run.js"), "-i", document, "-o", out],
  },
];

/** Formats what a peer has written. */
export function prettier(path: string): readonly string[] {
  const ignored = ["--ignore-path", join(folder, "none"), "--log-level", "error"];
  return [bin("prettier/bin/prettier.cjs"), "--write", ...ignored, path];
}

/** Installs the peers into the cache, from npm, unless they are there. */
export async function installPeers(): Promise<void> {
  const wanted = JSON.stringify(versions);
  const done = join(folder, `installed-${wanted.length}.json`);
  const isDone = await access(done).then(
    () => true,
    () => false,
  );
  if (isDone) return;
  await mkdir(folder, { recursive: true });
  const manifest = JSON.stringify({ private: true, dependencies: versions });
  await writeFile(join(folder, "package.json"), manifest);
  const args = ["install", "--no-audit", "--no-fund", "--no-package-lock"];
  // On Windows npm is a batch file, which only a shell runs.
  const shell = process.platform === "win32";
  await promisify(execFile)("npm", args, { cwd: folder, shell });
  await writeFile(done, manifest);
}
