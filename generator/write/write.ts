import { existsSync, readFileSync, realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import type { OutputFile } from "../files.js";
import { checkPaths } from "./check-paths.js";
import { reasonOf } from "./errors.js";
import { matcher } from "./glob.js";
import { defaultKeep } from "./keep.js";
import { manifestPath, parseManifest, printManifest } from "./manifest.js";
import { hasStaging, readFolder, type Entry } from "./read-folder.js";
import { commit, type Step } from "./transaction.js";
import { inTurn } from "./turn.js";

export interface WritePlan {
  /** The output folder; is made where it does not exist. */
  readonly out: string;
  /** Everything the folder is to hold, with paths relative to it. */
  readonly files: readonly OutputFile[];
  /** Files elsewhere that change together with it, with absolute paths. */
  readonly beside?: readonly OutputFile[];
  /** Absolute paths of files elsewhere that an interrupted run of another kind may have changed. */
  readonly restores?: readonly string[];
  /** Globs of files in the folder that are somebody else's: they are not touched. */
  readonly keep: readonly string[];
  /** Only says what would be done. */
  readonly check: boolean;
  /** How long another run that writes to the folder is waited for, in milliseconds. */
  readonly patience?: number;
}

export interface Written {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** What the folder is to hold, by path: what was given, and the list of it. */
  readonly held: ReadonlyMap<string, string>;
}

/**
 * Makes the output folder hold the files: all of them or, where anything is wrong, none. Only files
 * that differ are written, and only files that an earlier run wrote are removed. Paths in the result
 * are as given in the plan, sorted.
 */
export async function write(plan: WritePlan): Promise<Outcome<Written>> {
  const unsafe = checkPaths(plan.files.map(({ path }) => path));
  if (unsafe.length > 0) return refused(unsafe);
  try {
    const changes = plan.check ? changesOf(plan) : await change(plan);
    if ("problems" in changes) return refused(changes.problems);
    return { value: changes.summary, diagnostics: [] };
  } catch (error) {
    return refused([cannotWrite(shownFolder(plan.out), error)]);
  }
}

/** Where nothing is to be changed, the folder is not even touched. */
async function change(plan: WritePlan): Promise<Changes | Problems> {
  const { out, patience = 10_000 } = plan;
  if (!hasStaging(out)) {
    const changes = changesOf(plan);
    if (!("problems" in changes) && changes.steps.length === 0) return changes;
  }
  const beside = [...(plan.beside ?? []).map(({ path }) => path), ...(plan.restores ?? [])];
  return inTurn({ out, beside: beside.map(targetOf), patience }, (staging) => {
    const changes = changesOf(plan);
    if (!("problems" in changes) && changes.steps.length > 0) commit(out, staging, changes.steps);
    return changes;
  });
}

interface Changes {
  readonly steps: readonly Step[];
  readonly summary: Written;
}

interface Problems {
  readonly problems: readonly Diagnostic[];
}

function changesOf(plan: WritePlan): Changes | Problems {
  const beside = (plan.beside ?? []).map(besideFile);
  const isSomebodyElses = matcher(plan.keep);
  const files = plan.files.filter(({ path }) => !isSomebodyElses(path));
  const wanted = withManifest(files);
  const isKept = matcher([...defaultKeep, ...plan.keep]);
  const present = readFolder(plan.out, { isKept, wanted: new Set(wanted.keys()) });
  const manifest = parseManifest(present.get(manifestPath)?.content?.toString());
  const shown = shownFolder(plan.out);
  if (!manifest) return { problems: [brokenManifest(shown)] };

  const blocked = links(wanted, present, shown);
  const foreign = foreignFiles({ wanted, present, manifest, isKept, out: shown });
  if (blocked.length + foreign.length > 0) return { problems: [...blocked, ...foreign] };

  const removed = [...manifest]
    .filter((path) => present.get(path)?.kind === "file" && !wanted.has(path))
    .filter((path) => !isSomebodyElses(path))
    .toSorted();
  const written = [...wanted].filter(([path, text]) => !holds(present.get(path)?.content, text));
  const besides = changedBeside(beside);
  return {
    steps: [
      ...removed.map((path): Step => ({ kind: "remove", target: resolve(plan.out, path) })),
      ...written.map(([path, text]): Step => ({
        kind: "write",
        target: resolve(plan.out, path),
        text,
        replaces: present.has(path),
      })),
      ...besides.map(({ step }) => step),
    ],
    summary: {
      written: [...written.map(([path]) => path), ...besides.map(({ path }) => path)].toSorted(),
      removed,
      unchanged: wanted.size + beside.length - written.length - besides.length,
      held: wanted,
    },
  };
}

function withManifest(files: readonly OutputFile[]): ReadonlyMap<string, string> {
  const paths = [...files.map(({ path }) => path), manifestPath];
  return new Map([
    ...files.map(({ path, text }) => [path, text] as const),
    [manifestPath, printManifest(paths)],
  ]);
}

/** By bytes: text that is not well-formed Unicode does not come back as it was. */
function holds(content: Buffer | undefined, text: string): boolean {
  return content?.equals(Buffer.from(text)) ?? false;
}

interface Beside extends OutputFile {
  /** Where the file is a link, what it points to is changed. */
  readonly target: string;
}

function besideFile(file: OutputFile): Beside {
  return { ...file, target: targetOf(file.path) };
}

function targetOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

function changedBeside(
  files: readonly Beside[],
): readonly { readonly path: string; readonly step: Step }[] {
  return files.flatMap(({ path, text, target }) => {
    const before = existsSync(target) ? readFileSync(target) : undefined;
    const step: Step = { kind: "write", target, text, replaces: before !== undefined };
    return holds(before, text) ? [] : [{ path, step }];
  });
}

function links(
  wanted: ReadonlyMap<string, string>,
  present: ReadonlyMap<string, Entry>,
  out: string,
): readonly Diagnostic[] {
  const blocking = [...present].filter(
    ([path, { kind }]) => kind === "link" && isInTheWay(path, wanted),
  );
  return blocking.map(([link]) =>
    diagnostic(
      "symbolic-link",
      `${out}/${link} is a symbolic link; nothing is written through it`,
      {
        hint: "Remove the link.",
      },
    ),
  );
}

/** Whether something is to be written at the path or below it. */
function isInTheWay(path: string, wanted: ReadonlyMap<string, string>): boolean {
  return [...wanted.keys()].some((other) => other === path || other.startsWith(`${path}/`));
}

const foreignShown = 10;

function foreignFiles(given: {
  readonly wanted: ReadonlyMap<string, string>;
  readonly present: ReadonlyMap<string, Entry>;
  readonly manifest: ReadonlySet<string>;
  readonly isKept: (path: string) => boolean;
  readonly out: string;
}): readonly Diagnostic[] {
  const foreign = [...given.present]
    .filter(([path, { kind, content }]) => {
      if (kind === "file" && given.manifest.has(path)) return false;
      if (kind === "link" && isInTheWay(path, given.wanted)) return false;
      // A file that already is what it should be can be adopted without loss.
      const wanted = given.wanted.get(path);
      return wanted === undefined
        ? !given.isKept(path)
        : path !== manifestPath && !holds(content, wanted);
    })
    .map(([path]) => path)
    .toSorted();
  const shown = foreign.slice(0, foreignShown).map((path) =>
    diagnostic("foreign-file", `${given.out}/${path} was not written by specweld`, {
      hint: "Move it out of the output folder, or list it under output.keep in client.yaml.",
    }),
  );
  const more = foreign.length - shown.length;
  if (more === 0) return shown;
  // Findings are printed in the order of their messages: this one comes after the files.
  const message = `${given.out}/… and ${more} more files were not written by specweld`;
  const hint = "Is it the right folder? --out names another one.";
  return [...shown, diagnostic("foreign-file", message, { hint })];
}

/** As a person would name it: from where they are, if it is there. */
function shownFolder(out: string): string {
  const way = relative(process.cwd(), out);
  return way === "" || way.startsWith("..") || isAbsolute(way) ? out : way.split(sep).join("/");
}

function brokenManifest(out: string): Diagnostic {
  return diagnostic("broken-manifest", `${out}/${manifestPath} is not a list of files`, {
    hint: `Restore it from version control. Or empty ${out} and run again.`,
  });
}

function cannotWrite(out: string, error: unknown): Diagnostic {
  return diagnostic("cannot-write", `cannot write to ${out}: ${reasonOf(error)}`);
}

function refused(diagnostics: readonly Diagnostic[]): Outcome<Written> {
  return { value: { written: [], removed: [], unchanged: 0, held: new Map() }, diagnostics };
}
