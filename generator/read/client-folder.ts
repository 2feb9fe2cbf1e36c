import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { OutputFile } from "../files.js";

/** Whether a file of a client package says what the client is: its modules and its documents. */
export function isOfClient(path: string): boolean {
  return path === "openapi.json" || path === "package.json" || /^src\/.*\.ts$/.test(path);
}

/** A client package, another file, or a folder of something else. */
export type AtPath =
  | { readonly kind: "client"; readonly files: readonly OutputFile[] }
  | { readonly kind: "file" | "nothing" };

/** What stands at a path. Undefined where nothing does. */
export async function readClient(path: string): Promise<AtPath | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return { kind: "file" };
  if (!found?.isDirectory()) return undefined;
  const own = await filesOf(path, ["openapi.json", "package.json"]);
  const inSource = await readdir(join(path, "src"), { recursive: true }).catch(() => []);
  const modules = inSource
    .map((name) => `src/${name.replaceAll("\\", "/")}`)
    .filter(isOfClient)
    .toSorted();
  const files = [...own, ...(await filesOf(path, modules))];
  const isClient = files.some((file) => file.path !== "package.json");
  return isClient ? { kind: "client", files } : { kind: "nothing" };
}

/** The changelog of a client package, which is no part of what the client is. */
export async function readChangelog(folder: string): Promise<OutputFile> {
  const path = join(folder, "CHANGELOG.md");
  return { path, text: await readFile(path, "utf8").catch(() => "") };
}

async function filesOf(folder: string, paths: readonly string[]): Promise<OutputFile[]> {
  const read = paths.map(async (path) => {
    const text = await readFile(join(folder, path), "utf8").catch(() => undefined);
    return text === undefined ? [] : [{ path, text }];
  });
  return (await Promise.all(read)).flat();
}
