import { readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isUrl } from "../read/is-url.js";
import { settingsFiles } from "../read/settings-names.js";
import { manifestPath } from "../write/manifest.js";
import { absent, type FileHashes } from "./hashes.js";
import type { ReplayRequest } from "./request.js";

/** Absolute path → hash: of everything that a run may look at before it knows what is in it. */
export type Hashes = Readonly<Record<string, string>>;

/**
 * The files in the folder of the documents, and the settings. Of a file that can be no document only
 * the name counts. Undefined where that cannot be told: of URLs, and of patterns.
 */
export function inputHashes(request: ReplayRequest, files: FileHashes): Hashes | undefined {
  const paths = inputPaths(request);
  return paths && Object.fromEntries(paths.map((file) => [file, inputHash(file, files)]));
}

/**
 * What tells, without a look into it, that a file is another one, by its path; empty where there is none.
 * Undefined while there is nothing to look at.
 */
export function inputMarks(request: ReplayRequest): ReadonlyMap<string, string> | undefined {
  const paths = inputPaths(request);
  return paths && new Map(paths.map((path) => [path, markOf(path)]));
}

function markOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.size} ${found.mtimeMs}` : "";
}

/** The absolute paths of the documents and of the settings, of those too that may come to be. */
function inputPaths({ root, specs, settings, out }: ReplayRequest): readonly string[] | undefined {
  if (isUrl(specs)) return undefined;
  const path = resolve(root, specs);
  const isFolder = folderAt(path);
  if (isFolder === undefined) return undefined;
  const files = isFolder ? filesIn(path, out) : [path];
  const folder = settings === undefined ? isFolder && path : resolve(root, settings);
  const own =
    folder === false ? [] : Object.values(settingsFiles).map((name) => join(folder, name));
  return [...files, ...own];
}

/** A reference is followed to where links lead, so that counts as well. */
export function referredHash(path: string, files: FileHashes): string {
  try {
    return `${realpathSync(path)} ${files.of(path)}`;
  } catch {
    return absent;
  }
}

function folderAt(path: string): boolean | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return true;
  return found?.isFile() ? false : undefined;
}

/** What has an ending that no document has is never opened. */
function inputHash(path: string, files: FileHashes): string {
  const name = path.slice(dirname(path).length + 1);
  const isOpened = !name.includes(".") || /\.(?:md|mdx|markdown|txt|json|ya?ml)$/i.test(name);
  return isOpened ? files.of(path) : "name only";
}

/** As the stage read goes through a folder: neither `node_modules` nor what begins with a dot. */
function filesIn(folder: string, out: string): readonly string[] {
  if (folder === out) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === "node_modules" || path === out) return [];
    if (entry.name.startsWith(".") && entry.name !== manifestPath) return [];
    return entry.isDirectory() ? filesIn(path, out) : [path];
  });
}
