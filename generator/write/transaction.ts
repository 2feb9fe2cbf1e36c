import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { hashOf } from "../hash.js";
import { reasonOf } from "./errors.js";
import { isInside } from "./is-inside.js";
import { manifestPath } from "./manifest.js";

/** One change. `target` is absolute. */
export type Step =
  | { readonly kind: "remove"; readonly target: string }
  | {
      readonly kind: "write";
      readonly target: string;
      readonly text: string;
      /** Whether there is a file at the target now. */
      readonly replaces: boolean;
    };

/*
 * All or nothing, whatever happens in between:
 *
 *   1. New contents are written to a staging folder in the output folder. Nothing else has changed.
 *   2. A journal, which lists the steps, is put into the staging folder.
 *   3. Each step is done by renaming: the old file into the staging folder, the new one out of it.
 *   4. The journal is deleted: from here on it has all happened. The staging folder is deleted.
 *
 * A failure, or the next run after a crash, finds either no journal and deletes the staging folder,
 * or a journal and takes the steps back. What is in the staging folder tells which steps were done,
 * so taking back can itself be interrupted and done again.
 */

const stagingName = /^\.specweld-staging-(\d+)$/;

export function isStaging(name: string): boolean {
  return stagingName.test(name);
}

/** The folder in which a process has what it is about to change. */
export function stagingFor(out: string, pid: number): string {
  return join(out, `.specweld-staging-${pid}`);
}

/** The process whose staging folder has the name; undefined: it is none. */
export function ownerOf(name: string): number | undefined {
  const pid = stagingName.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** Does all steps or, if it throws, none. @param staging an empty folder */
export function commit(out: string, staging: string, steps: readonly Step[]): void {
  try {
    stage(out, staging, steps);
    perform(out, staging, steps);
    rmSync(join(staging, "journal.json"));
  } catch (error) {
    undoAfter(error, out, staging);
    throw new Error(`${reasonOf(error)}; nothing was changed`, { cause: error });
  }
  try {
    rmSync(staging, { recursive: true, force: true });
  } catch {
    // All is done; the next run deletes it.
  }
}

function undoAfter(failure: unknown, out: string, staging: string): void {
  try {
    undo(out, staging);
  } catch (error) {
    const reason = `${reasonOf(failure)}; undoing it failed too: ${reasonOf(error)}`;
    throw new Error(`${reason}; run again to restore what was there`, { cause: error });
  }
}

/**
 * Takes back what an interrupted run has done to the output folder, if its staging folder is there.
 *
 * @param beside the absolute paths outside of the output folder that a run may change
 */
export function takeBack(
  { out, beside }: { readonly out: string; readonly beside: readonly string[] },
  staging: string,
): void {
  // Its journal must not reach anything of others, nor may that be one of others.
  if (lstatSync(staging, { throwIfNoEntry: false })?.isSymbolicLink()) throw notOurs(staging);
  for (const { target } of readJournal(out, staging) ?? []) {
    if (!beside.includes(target) && !isOfClient(out, target)) throw notOurs(staging);
  }
  undo(out, staging);
}

/**
 * Whether a run can have had a file there. What comes with a checkout can be anywhere in it but in
 * hidden folders such as `.git`, which hold what is executed: its journal must not reach further.
 * `GIT~1` is what Windows calls `.git` as well.
 */
function isOfClient(out: string, target: string): boolean {
  const path = relative(out, target);
  const isPlain = path.split(/[\\/]/).every((name) => !/^\.|~|\0/.test(name));
  return (isPlain || path === manifestPath) && isInside(out, target);
}

function stage(out: string, staging: string, steps: readonly Step[]): void {
  for (const [index, step] of steps.entries()) {
    if (step.kind === "write") {
      forTarget(step, () => writeFileSync(join(staging, `new-${index}`), step.text));
    }
  }
  const journal = steps.map((step): Journaled => ({
    target: relative(out, step.target),
    creates: step.kind === "write" && !step.replaces,
    ...(step.kind === "write" && { makes: hashOf(step.text) }),
  }));
  writeFileSync(join(staging, "journal.tmp"), JSON.stringify(journal));
  renameSync(join(staging, "journal.tmp"), join(staging, "journal.json"));
}

function perform(out: string, staging: string, steps: readonly Step[]): void {
  const numbered = [...steps.entries()];
  for (const [index, step] of numbered) {
    if (step.kind === "remove") {
      forTarget(step, () => move(step.target, join(staging, `old-${index}`)));
    }
  }
  for (const [, step] of numbered) {
    if (step.kind === "remove") removeEmptyFolders(out, dirname(step.target));
  }
  for (const [index, step] of numbered) {
    if (step.kind !== "write") continue;
    forTarget(step, () => {
      if (step.replaces) move(step.target, join(staging, `old-${index}`));
      mkdirSync(dirname(step.target), { recursive: true });
      move(join(staging, `new-${index}`), step.target);
    });
  }
}

function undo(out: string, staging: string): void {
  const journal = readJournal(out, staging);
  if (journal) {
    const staged = new Set(namesIn(staging));
    const failures: unknown[] = [];
    for (const [index, step] of [...journal.entries()].toReversed()) {
      try {
        const { target, creates } = step;
        const isReplaced = staged.has(`old-${index}`);
        const isMade = creates && !staged.has(`new-${index}`);
        if ((!isReplaced && !isMade) || !isAsLeft(step)) continue;
        if (isReplaced) {
          mkdirSync(dirname(target), { recursive: true });
          move(join(staging, `old-${index}`), target);
        } else {
          rmSync(target, { force: true });
          removeEmptyFolders(out, dirname(target));
        }
      } catch (error) {
        // What can be taken back is; the journal stays for the rest.
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    rmSync(join(staging, "journal.json"));
  }
  rmSync(staging, { recursive: true, force: true });
}

interface Journaled {
  readonly target: string;
  readonly creates: boolean;
  /** The hash of what is written there. */
  readonly makes?: string | undefined;
}

/**
 * Whether nobody but the run has been at the target. What somebody has put there since stays, nor can a
 * journal that came with a checkout name it; the run that takes this one back writes all anew.
 */
function isAsLeft({ target, makes }: Journaled): boolean {
  const found = lstatSync(target, { throwIfNoEntry: false });
  if (!found) return true;
  return makes !== undefined && found.isFile() && hashOf(readFileSync(target)) === makes;
}

function readJournal(out: string, staging: string): readonly Journaled[] | undefined {
  const path = join(staging, "journal.json");
  if (!existsSync(path)) return undefined;
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (!Array.isArray(content)) throw new TypeError("it is no list");
    return content.map(({ target, creates, makes }: Record<string, unknown>) => ({
      target: resolve(out, String(target)),
      creates: creates === true,
      makes: typeof makes === "string" ? makes : undefined,
    }));
  } catch {
    throw notOurs(staging);
  }
}

/** The folder may have come with a checkout. */
function notOurs(staging: string): Error {
  return new Error(`${staging} was not left by specweld; delete it`);
}

/** Renames, or copies where the two are on different file systems. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    copyFileSync(from, `${to}.part`);
    renameSync(`${to}.part`, to);
    removeOr(from, () => rmSync(to));
  }
}

/** A copy of what cannot be removed is taken back: what is staged tells which steps were done. */
function removeOr(path: string, takeBackCopy: () => void): void {
  try {
    rmSync(path);
  } catch (error) {
    takeBackCopy();
    throw error;
  }
}

/** Removes a folder of the output folder if it is empty, and those above it that become so. */
function removeEmptyFolders(out: string, folder: string): void {
  let current = folder;
  while (current.startsWith(`${resolve(out)}/`) || current.startsWith(`${resolve(out)}\\`)) {
    try {
      rmdirSync(current);
    } catch {
      return;
    }
    current = dirname(current);
  }
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}

/** Names the file a failure is about: the system's message names the one in the staging folder. */
function forTarget({ target }: Step, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw new Error(`${target}: ${reasonOf(error)}`, { cause: error });
  }
}
