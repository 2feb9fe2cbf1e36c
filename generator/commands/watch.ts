import { setTimeout as wait } from "node:timers/promises";
import { settingsFiles } from "../read/settings-names.js";
import { newReading } from "../read/reading.js";
import { inputMarks } from "../replay/inputs.js";
import { type GenerateOptions, requestOf, runGenerate } from "./generate.js";
import { type Session, startSession } from "./session.js";
import { beginAgain, say } from "./terminal.js";

/** How often inputs are looked at, in milliseconds: what people save is seen at once, and costs little. */
const pause = 300;

/**
 * `specweld generate --watch`: generates now, and again whenever a document or a setting has changed,
 * come or gone, until it is interrupted; a run that has begun comes to its end. Findings, errors too,
 * are shown and waited upon. Gives the exit status: 0, or 2 where the input cannot be watched.
 *
 * Files are looked at, and not waited for: that holds on every file system, for files that editors
 * replace, and for folders that come later.
 */
export async function runWatch(options: GenerateOptions): Promise<number> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupt);
  const session = startSession(newReading());
  return runAgain(options, session, interrupted.signal).finally(session.end);
}

async function runAgain(
  options: GenerateOptions,
  session: Session,
  interrupted: AbortSignal,
): Promise<number> {
  for (;;) {
    const before = stateOf(options);
    if (!before) {
      process.stderr.write(`${options.specs} cannot be watched: it is no folder and no file.\n`);
      return 2;
    }
    // oxlint-disable no-await-in-loop -- one run after the other
    await runGenerate(options, session);
    const known = withOwn(before, stateOf(options));
    if (!interrupted.aborted) say(`Watching ${options.specs}; Ctrl-C ends.\n`);
    const isChanged = await changed(options, known, interrupted);
    // oxlint-enable no-await-in-loop
    if (!isChanged) return 0;
    beginAgain();
  }
}

type State = ReadonlyMap<string, string>;

function stateOf(options: GenerateOptions): State | undefined {
  return inputMarks(requestOf(options));
}

/** A run writes the names that it gave; all else that has changed meanwhile is for the next one. */
function withOwn(before: State, after: State | undefined): State {
  const isOwn = (path: string) => path.endsWith(settingsFiles.names);
  return new Map(
    [...before].map(([path, mark]) => [path, isOwn(path) ? markIn(after, path) : mark]),
  );
}

function markIn(state: State | undefined, path: string): string {
  return state?.get(path) ?? "";
}

/** Waits for a change that has come to rest; false where it is interrupted. */
async function changed(
  options: GenerateOptions,
  known: State,
  signal: AbortSignal,
): Promise<boolean> {
  for (let last: State = known; ;) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      await wait(pause, undefined, { signal });
    } catch {
      return false;
    }
    // A folder that is being replaced is not there for a moment.
    const current = stateOf(options) ?? last;
    if (areSame(current, last) && !areSame(current, known)) return true;
    last = current;
  }
}

function areSame(some: State, others: State): boolean {
  return some.size === others.size && [...some].every(([path, mark]) => others.get(path) === mark);
}
