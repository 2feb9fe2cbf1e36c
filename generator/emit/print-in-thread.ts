import { parentPort } from "node:worker_threads";
import { keepCompiled } from "../one-run.js";
import type { Printed, ToPrint } from "./printing-thread.js";

keepCompiled();
// TypeScript comes with it, and is what there is to compile.
const { print } = await import("./print.js");

// What the thread of printing-thread.ts runs: one model comes in, its files go out.
parentPort?.once("message", ({ api, wanted }: ToPrint) => {
  try {
    for (const file of print(api, wanted)) tell({ kind: "file", file });
    tell({ kind: "done" });
  } catch (failure) {
    tell({ kind: "failed", failure });
  }
});

tell({ kind: "ready" });

function tell(printed: Printed): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window
  parentPort?.postMessage(printed);
}
