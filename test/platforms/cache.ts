import { execFile } from "node:child_process";
import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../cli/specweld.js";

const run = promisify(execFile);

/** A folder for packages that are no dependencies: each has its own tree of them. */
export function cached(name: string): string {
  return join(root, "node_modules/.cache/specweld", name);
}

/** Installs packages into the cache, from npm, unless they are there. */
export async function installCached(
  name: string,
  packages: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = cached(name);
  const manifest = JSON.stringify({ private: true, dependencies: packages }, null, 2);
  const done = join(folder, `installed-${Buffer.from(JSON.stringify(packages)).length}.json`);
  const isDone = await access(done).then(
    () => true,
    () => false,
  );
  if (isDone) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), manifest);
  await run("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"], { cwd: folder });
  await writeFile(done, manifest);
}
