import { on } from "node:events";
import { Worker } from "node:worker_threads";
import type { OutputFile } from "../files.js";
import type { Api } from "../model/api.js";
import { type Print, printHere } from "./print-here.js";

export interface PrintingThread {
  readonly print: Print;
  /** Ends it where it has not been given anything to print, and waits until it has ended. */
  readonly end: () => Promise<void>;
}

/** What the thread is asked for. */
export interface ToPrint {
  readonly api: Api;
  /** The paths of the files. */
  readonly wanted: readonly string[];
}

/** What the thread tells: that it is loaded; then one file after the other, that it is done, or a failure. */
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
 */
export function startPrinting(): PrintingThread {
  const thread = new Worker(new URL("./print-in-thread.js", import.meta.url), { resourceLimits });
  const ended = new Promise<void>((done) => void thread.once("exit", () => done()));
  const isReady = new Promise<boolean>((tell) => {
    thread.once("message", () => tell(true));
    thread.once("error", () => tell(false));
  });
  let isPrinting = false;
  return {
    print: async function* (api, wanted) {
      // What keeps the thread from it may not keep this one.
      if (!(await isReady)) return yield* printHere(api, wanted);
      isPrinting = true;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window
      thread.postMessage({ api, wanted } satisfies ToPrint);
      for await (const [told] of on(thread, "message", { close: ["exit"] })) {
        // As print-in-thread.ts tells it.
        const printed = told as Printed;
        if (printed.kind === "failed") throw printed.failure;
        if (printed.kind === "done") return;
        if (printed.kind === "file") yield printed.file;
      }
      throw new Error("The thread that prints has ended before it was done.");
    },
    end: async () => {
      if (!isPrinting) await thread.terminate();
      await ended;
    },
  };
}
