import { statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { OutputFile } from "../files.js";
import { matcher } from "../write/glob.js";
import { defaultKeep } from "../write/keep.js";
import { hasStaging, listFolder } from "../write/read-folder.js";
import { hashOf } from "../hash.js";
import { type FileHashes, fileHashes, type Marks } from "./hashes.js";
import { type Hashes, inputHashes, referredHash } from "./inputs.js";
import { ownBuild } from "./own-build.js";
import { cachePath, loadRecord, type RunCounts, type RunRecord, saveRecord } from "./record.js";
import type { ReplayRequest } from "./request.js";

/** What a run found and counted, to be told again. */
export interface Replayed {
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: RunCounts;
}

/** A run that reported no error, and after which all files were what they should be. */
export interface FinishedRun extends Replayed {
  readonly referred: readonly string[];
  /** The files of the client package, by their paths in it. */
  readonly held: ReadonlyMap<string, string>;
  /** What it wrote beside it, by absolute paths. */
  readonly beside: readonly OutputFile[];
  readonly keep: readonly string[];
}

export interface Memory {
  /** What the last run told, if this one would read and write the very same bytes. */
  readonly unchanged: Replayed | undefined;
  readonly remember: (run: FinishedRun) => void;
}

/**
 * Compares everything that a run of `generate` would read, and everything it would write, with what
 * the last such run has left in the project's cache.
 */
export function recall(request: ReplayRequest): Memory {
  const began = Date.now();
  const path = cachePath("runs", request);
  const record = path === undefined ? undefined : loadRecord(path);
  const files = fileHashes(record?.marks);
  const inputs = path === undefined ? undefined : inputHashes(request, files);
  if (path === undefined || inputs === undefined)
    return { unchanged: undefined, remember: () => {} };
  const build = ownBuild();
  const isSame =
    record?.build === build && areSame(record.inputs, inputs) && isIntact(record, request, files);
  if (isSame) saveMarks(path, record, files.marks());
  /** Of files that this run has not looked at, since it was clear without that something changed. */
  const outputMarks = ({ held }: FinishedRun): Marks => {
    const paths = [...held.keys()].map((each) => join(request.out, each));
    const known = record?.marks ?? {};
    return Object.fromEntries(
      paths.flatMap((each) => (known[each] ? [[each, known[each]] as const] : [])),
    );
  };
  return {
    unchanged: isSame ? record : undefined,
    remember: (run) => {
      const next = recordOf(run, { build, inputs, began, files });
      if (next) saveRecord(path, { ...next, marks: { ...outputMarks(run), ...next.marks } });
    },
  };
}

/** Files that the last run has written are left alone only since then. */
function saveMarks(path: string, record: RunRecord, marks: Marks): void {
  const paths = Object.keys(marks);
  const isKnown = paths.every((each) => record.marks[each]?.[0] === marks[each]?.[0]);
  if (!isKnown) saveRecord(path, { ...record, marks });
}

function areSame(some: Hashes, others: Hashes): boolean {
  const paths = Object.keys(some);
  return (
    paths.length === Object.keys(others).length &&
    paths.every((path) => some[path] === others[path])
  );
}

/** Whether what references led to is as it was, and the output folder as the run left it. */
function isIntact(
  { referred, outputs, keep }: RunRecord,
  { out }: ReplayRequest,
  files: FileHashes,
): boolean {
  const isOther = ([path, hash]: readonly [string, string]) => referredHash(path, files) !== hash;
  if (Object.entries(referred).some(isOther) || hasStaging(out)) return false;
  const isKept = matcher([...defaultKeep, ...keep]);
  const present = listFolder(out, { isKept, wanted: new Set(Object.keys(outputs)) });
  const others = [...present.keys()].filter((path) => !Object.hasOwn(outputs, path));
  return (
    others.every(isKept) &&
    Object.entries(outputs).every(
      ([path, hash]) => present.get(path) === "file" && files.of(join(out, path)) === hash,
    )
  );
}

/** Undefined where the next run may tell anything else, or something may have changed meanwhile. */
function recordOf(
  { diagnostics, counts, referred, held, beside, keep }: FinishedRun,
  {
    build,
    inputs,
    began,
    files,
  }: {
    readonly build: string;
    readonly inputs: Hashes;
    readonly began: number;
    readonly files: FileHashes;
  },
): RunRecord | undefined {
  if (referred.some((path) => changedSince(path, began))) return undefined;
  const written = beside.filter(({ path, text }) => inputs[path] !== hashOf(text));
  // The places of findings in it have moved.
  const isTold = diagnostics.some(({ place, related = [] }) =>
    [place, ...related.map((other) => other.place)].some(
      (at) => at && written.some(({ path }) => basename(path) === basename(at.file)),
    ),
  );
  if (isTold) return undefined;
  return {
    build,
    inputs: { ...inputs, ...hashesOf(written.map(({ path, text }) => [path, text] as const)) },
    referred: Object.fromEntries(referred.map((path) => [path, referredHash(path, files)])),
    outputs: hashesOf(held),
    marks: files.marks(),
    keep,
    diagnostics,
    counts,
  };
}

function hashesOf(texts: Iterable<readonly [string, string]>): Hashes {
  return Object.fromEntries([...texts].map(([path, text]) => [path, hashOf(text)]));
}

/** A file that came by being renamed keeps its time of writing, but not this one. */
function changedSince(path: string, began: number): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  return status !== undefined && status.ctimeMs >= began;
}
