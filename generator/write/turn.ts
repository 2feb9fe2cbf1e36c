import { mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isRunningSince } from "./process.js";
import { ownerOf, stagingFor, takeBack } from "./transaction.js";

export interface Turn {
  readonly out: string;
  /** The absolute paths outside of it that a run may have changed. */
  readonly beside: readonly string[];
  /** How long another run is waited for, in milliseconds. */
  readonly patience: number;
}

/**
 * Does the work while no other run is at work in the output folder, and after what runs that were cut
 * off have left there is taken back. The work is given its own staging folder, which is empty. Throws
 * where another run is still at work when the patience ends.
 *
 * Each run makes its staging folder first and looks for others then, so that of two at once at least
 * one sees the other, and gives way.
 */
export async function inTurn<T>(turn: Turn, work: (staging: string) => T): Promise<T> {
  const { out, patience } = turn;
  const last = performance.now() + patience;
  const staging = stagingFor(out, process.pid);
  for (;;) {
    const made = announce(turn, staging);
    const others = stagingsIn(out).filter((name) => ownerOf(name) !== process.pid);
    const running = others.find((name) => isAtWork(out, name));
    if (running === undefined) {
      try {
        for (const name of others) takeBack(turn, join(out, name));
        return work(staging);
      } catch (error) {
        removeIfEmpty(staging);
        if (made !== undefined) removeMade(out, made);
        throw error;
      } finally {
        removeIfEmpty(staging);
      }
    }
    removeIfEmpty(staging);
    if (performance.now() > last) {
      const place = join(out, running);
      throw new Error(
        `process ${ownerOf(running)} is writing to it; wait for it, or delete ${place}`,
      );
    }
    // Two that give way to each other come back at different times.
    // oxlint-disable-next-line no-await-in-loop -- until it is this run's turn
    await wait(20 + (process.pid % 40));
  }
}

/** Gives the first folder that it had to make for the output folder, if any. */
function announce(turn: Turn, staging: string): string | undefined {
  const made = mkdirSync(turn.out, { recursive: true });
  // An earlier process had the same number.
  takeBack(turn, staging);
  mkdirSync(staging);
  return made;
}

function stagingsIn(out: string): readonly string[] {
  return readdirSync(out)
    .filter((name) => ownerOf(name) !== undefined)
    .toSorted();
}

function isAtWork(out: string, name: string): boolean {
  const pid = ownerOf(name);
  const changed = statSync(join(out, name), { throwIfNoEntry: false })?.mtimeMs;
  return pid !== undefined && changed !== undefined && isRunningSince(pid, changed);
}

/** Removes the folders that were made, unless another run is in them by now. */
function removeMade(out: string, made: string): void {
  const highest = resolve(made);
  for (let folder = resolve(out); folder.length >= highest.length; folder = dirname(folder)) {
    removeIfEmpty(folder);
  }
}

/** One that holds something is taken back by the next run. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is gone, or still needed.
  }
}
