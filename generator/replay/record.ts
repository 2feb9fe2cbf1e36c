import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { hashOf } from "./hashes.js";
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

/** Where the records of a project are: with its other caches, or nowhere if it has no packages. */
export function recordPath(request: ReplayRequest): string | undefined {
  for (let folder = request.root; ; folder = dirname(folder)) {
    const packages = join(folder, "node_modules");
    if (statSync(packages, { throwIfNoEntry: false })?.isDirectory()) {
      const { root, specs, settings = "", out, format } = request;
      const key = hashOf(JSON.stringify([root, specs, settings, out, format]));
      return join(packages, ".cache/specweld/runs", `${key}.json`);
    }
    if (dirname(folder) === folder) return undefined;
  }
}

/** Gives undefined where there is none, or where what is there is not whole. */
export function loadRecord(path: string): RunRecord | undefined {
  try {
    const text = readFileSync(path, "utf8");
    const end = text.indexOf("\n");
    if (hashOf(text.slice(end + 1)) !== text.slice(0, end)) return undefined;
    // The checksum tells that it is what `saveRecord` wrote; of which version, `build` tells.
    return JSON.parse(text.slice(end + 1)) as RunRecord;
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written is none: nothing else depends on it. */
export function saveRecord(path: string, record: RunRecord): void {
  const text = JSON.stringify(record);
  const staged = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(staged, `${hashOf(text)}\n${text}`);
    renameSync(staged, path);
  } catch {
    rmSync(staged, { force: true });
  }
}
