import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "../hash.js";
import { ownBuild } from "./own-build.js";
import { cachePath, loadChecked, saveChecked } from "./record.js";
import type { ReplayRequest } from "./request.js";

/** The files of the client that runs have made, as long as they are in its folder as they were made. */
export interface KnownFiles {
  readonly find: (path: string, key: () => string) => string | undefined;
  readonly findPrinted: (path: string, printed: string) => string | undefined;
  readonly keep: (
    path: string,
    made: { readonly key: string; readonly printed: string; readonly text: string },
  ) => void;
  /** Keeps what this run has asked for, for the next one. */
  readonly save: () => void;
}

/** What a file was made of, the hash of what the templates printed, and that of the file. */
type Known = readonly [key: string, printed: string, text: string];

/**
 * The files that the last run for the same request has made, if this program, prettier in it, is what it
 * was then. Where a page has changed, only what is made of it is made again. The project's cache has
 * nothing but their hashes: the files themselves are in the client's folder.
 */
export function recallFiles(request: ReplayRequest): KnownFiles {
  const path = cachePath("files", request);
  const build = ownBuild();
  let loaded: ReadonlyMap<string, Known> | undefined;
  const before = () => (loaded ??= path === undefined ? new Map() : load(path, build));
  const used = new Map<string, Known>();
  let isNew = false;
  return {
    find: (file, key) => {
      const known = before().get(file);
      if (!known || known[0] !== key()) return undefined;
      const text = fileWith(known[2], join(request.out, file));
      if (text !== undefined) used.set(file, known);
      return text;
    },
    findPrinted: (file, printed) => {
      const known = before().get(file);
      if (known?.[1] !== hashOf(printed)) return undefined;
      return fileWith(known[2], join(request.out, file));
    },
    keep: (file, { key, printed, text }) => {
      used.set(file, [key, hashOf(printed), hashOf(text)]);
      isNew = true;
    },
    save: () => {
      if (path === undefined || (!isNew && used.size === before().size)) return;
      saveChecked(path, JSON.stringify({ build, files: [...used] }));
    },
  };
}

/** The text of a file, if it is what the hash says. */
function fileWith(hash: string, path: string): string | undefined {
  try {
    // A pipe would be waited for.
    if (!lstatSync(path).isFile()) return undefined;
    const text = readFileSync(path, "utf8");
    return hashOf(text) === hash ? text : undefined;
  } catch {
    return undefined;
  }
}

function load(path: string, build: string): ReadonlyMap<string, Known> {
  const text = loadChecked(path);
  if (text === undefined) return new Map();
  // The checksum tells that it is whole; whether this version wrote it, `build` tells.
  const saved = JSON.parse(text) as { build?: unknown; files?: unknown } | null;
  if (saved?.build !== build || !Array.isArray(saved.files)) return new Map();
  return new Map(saved.files.filter(isFile));
}

function isFile(value: unknown): value is readonly [string, Known] {
  if (!Array.isArray(value) || !Array.isArray(value[1])) return false;
  return [value[0], ...value[1]].every((each) => typeof each === "string") && value[1].length === 3;
}
