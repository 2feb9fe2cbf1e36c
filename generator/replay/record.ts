import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { hashOf } from "../hash.js";
import type { Marks } from "./hashes.js";
import type { Hashes } from "./inputs.js";
import type { ReplayRequest } from "./request.js";

/** What is kept of a run. Hashes stand for all it took in and for all it gave. */
export interface RunRecord {
  readonly build: string;
  readonly inputs: Hashes;
  /** What references in documents led to, by absolute path. */
  readonly referred: Hashes;
  /** The files of the client package, by their paths in it. */
  readonly outputs: Hashes;
  /** The hashes of files that are still the same if they look the same. */
  readonly marks: Marks;
  /** The setting `output.keep`. */
  readonly keep: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: RunCounts;
}

/** What the last lines of a run tell, besides what it has written. */
export interface RunCounts {
  readonly fragments: number;
  readonly operations: number;
  readonly schemas: number;
  /** Files of the client package, and beside it. */
  readonly files: number;
  /** Whether a settings folder was read. */
  readonly hasSettings: boolean;
}

/** Where a request's file of a kind is: with the project's other caches, or nowhere if it has no packages. */
export function cachePath(kind: string, request: ReplayRequest): string | undefined {
  for (let folder = request.root; ; folder = dirname(folder)) {
    const packages = join(folder, "node_modules");
    if (statSync(packages, { throwIfNoEntry: false })?.isDirectory()) {
      const { root, specs, settings = "", out, format } = request;
      const key = hashOf(JSON.stringify([root, specs, settings, out, format]));
      return join(packages, ".cache/specweld", kind, `${key}.json`);
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/** Gives undefined where there is none, or where what is there is not whole. */
export function loadRecord(path: string): RunRecord | undefined {
  const text = loadChecked(path);
  // The checksum tells that it is what `saveRecord` wrote; of which version, `build` tells.
  return text === undefined ? undefined : (JSON.parse(text) as RunRecord);
}

export function saveRecord(path: string, record: RunRecord): void {
  saveChecked(path, JSON.stringify(record));
}

/** A text that was saved, if it is there as it was. */
export function loadChecked(path: string): string | undefined {
  try {
    const text = readFileSync(path, "utf8");
    const end = text.indexOf("\n");
    const content = text.slice(end + 1);
    return hashOf(content) === text.slice(0, end) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written is none: nothing else depends on it. */
export function saveChecked(path: string, text: string): void {
  const staged = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(staged, `${hashOf(text)}\n${text}`);
    renameSync(staged, path);
  } catch {
    removeIfThere(staged);
  }
}

/** The folder may be no folder, or not be there. */
function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What cannot be removed was not written.
  }
}
