import { on } from "node:events";
import { Worker } from "node:worker_threads";
import type { OutputFile } from "../files.js";
import type { Api } from "../model/api.js";
import { type Print, printHere } from "./print-here.js";

export interface PrintingThread {
  readonly print: Print;
  /** Ends it where it has not told all, and waits until it has ended. */
  readonly end: () => Promise<void>;
}

/** What the thread is told when it begins. */
export interface Beginning {
  readonly goesOn: boolean;
}

/** What the thread is asked for. */
export interface ToPrint {
  readonly api: Api;
  /** The paths of the files. */
  readonly wanted: readonly string[];
}

/** What the thread tells: that it is loaded; then one file after the other, and how it ended. */
export type Printed =
  | { readonly kind: "ready" }
  | { readonly kind: "file"; readonly file: OutputFile }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly failure: unknown };

/** What it makes lives long or not at all: more room for the young would only be more memory. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/**
 * Starts a thread that loads TypeScript and the templates while documents are still being read, and
 * that prints the model when it is given one, and ends. For GitHub's API it saves a second of six.
 *
 * @param goesOn does not end, as there will be other models
 */
export function startPrinting(goesOn = false): PrintingThread {
  const thread = new Worker(new URL("./print-in-thread.js", import.meta.url), {
    resourceLimits,
    workerData: { goesOn } satisfies Beginning,
  });
  // Where a run fails before there is anything to print, it must not wait for it.
  thread.unref();
  const ended = new Promise<void>((done) => void thread.once("exit", () => done()));
  // It may fail before it is given anything, when nobody waits for what it tells.
  const failed = new AbortController();
  thread.on("error", (failure) => failed.abort(failure));
  thread.once("exit", () => failed.abort(new Error("The thread that prints has ended.")));
  const isReady = new Promise<boolean>((tell) => {
    thread.once("message", () => tell(true));
    failed.signal.addEventListener("abort", () => tell(false));
  });
  let hasToldAll = false;
  return {
    print: async function* (api, wanted) {
      thread.ref();
      hasToldAll = false;
      // What keeps the thread from it may not keep this one.
      if (!(await isReady) || failed.signal.aborted) return yield* printHere(api, wanted);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window
      thread.postMessage({ api, wanted } satisfies ToPrint);
      for await (const printed of toldBy(thread, failed.signal)) {
        hasToldAll = printed.kind !== "file";
        if (printed.kind === "failed") throw printed.failure;
        if (printed.kind === "file") yield printed.file;
        else return;
      }
    },
    end: async () => {
      thread.ref();
      if (goesOn || !hasToldAll) await thread.terminate();
      await ended;
    },
  };
}

/** @throws what the signal is given, as it is */
async function* toldBy(
  thread: Worker,
  signal: AbortSignal,
): AsyncGenerator<Printed, void, undefined> {
  try {
    // As print-in-thread.ts tells it.
    for await (const [told] of on(thread, "message", { signal })) yield told as Printed;
  } catch (error) {
    throw error instanceof Error && error.name === "AbortError" ? error.cause : error;
  }
}
