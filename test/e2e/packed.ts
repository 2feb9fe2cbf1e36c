import { execFile } from "node:child_process";
import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../cli/specweld.js";

const run = promisify(execFile);

export interface Packed {
  readonly tarball: string;
  /** What is in it. */
  readonly paths: readonly string[];
}

/** Packs the committed client into the folder, from a copy: what the build leaves is not left there. */
export async function packClient(folder: string): Promise<Packed> {
  const copy = await copyOfClient(folder);
  const pack = await run("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: copy,
    env: withTools,
  });
  await rm(copy, { recursive: true });
  // What npm prints after the output of `prepack`.
  const [tarball] = JSON.parse(pack.stdout.slice(pack.stdout.search(/^\[/m))) as [
    { filename: string; files: readonly { path: string }[] },
  ];
  return {
    tarball: join(folder, tarball.filename),
    paths: tarball.files.map(({ path }) => path),
  };
}

/** Installs it into the project in the folder, without a registry. */
export async function installPacked({ tarball }: Packed, folder: string): Promise<void> {
  const flags = ["--offline", "--no-audit", "--no-fund"];
  await run("npm", ["install", ...flags, tarball], { cwd: folder });
}

export async function copyOfClient(folder: string): Promise<string> {
  const copy = join(folder, "package");
  await cp(join(root, "generated"), copy, {
    recursive: true,
    filter: (path) => !/\/(node_modules|dist)$/.test(path),
  });
  return copy;
}

/** The environment in which the client's own scripts find the compiler. */
export const withTools = {
  ...process.env,
  PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"]}`,
};

/** The examples of the README and the reference, in the order in which they are read. */
export async function examplesIn(folder: string, pages: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(pages.map((page) => readFile(join(folder, page), "utf8")));
  return texts.flatMap((text) =>
    [...text.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, code = ""]) => code),
  );
}
