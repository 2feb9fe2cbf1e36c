import type { PrintingThread } from "../emit/printing-thread.js";
import type { Reading } from "../read/reading.js";

/** What the runs of one process share. */
export interface Session {
  /** The thread that prints; started when it is first asked for, as it loads what is large. */
  readonly printing: () => Promise<PrintingThread>;
  /** What is kept of the documents, where there will be another run. */
  readonly reading?: Reading;
  readonly end: () => Promise<void>;
}

/** @param reading where the process goes on, and runs again */
export function startSession(reading?: Reading): Session {
  let thread: Promise<PrintingThread> | undefined;
  return {
    printing: () => (thread ??= start(reading !== undefined)),
    ...(reading && { reading }),
    end: async () => (await thread)?.end(),
  };
}

async function start(goesOn: boolean): Promise<PrintingThread> {
  const thread = await import("../emit/printing-thread.js");
  return thread.startPrinting(goesOn);
}
