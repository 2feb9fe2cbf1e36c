import { parentPort, workerData } from "node:worker_threads";
import { keepCompiled } from "../keep-compiled.js";
import type { Beginning, Printed, ToPrint } from "./printing-thread.js";

keepCompiled();
// TypeScript comes with it, and is what there is to compile.
const { print } = await import("./print.js");

// What the thread of printing-thread.ts runs: one model comes in, its files go out.
const printAll = ({ api, wanted }: ToPrint): void => {
  try {
    for (const file of print(api, wanted)) tell({ kind: "file", file });
    tell({ kind: "done" });
  } catch (failure) {
    tell({ kind: "failed", failure });
  }
};

const { goesOn } = workerData as Beginning; // as startPrinting gives it
if (goesOn) parentPort?.on("message", printAll);
else parentPort?.once("message", printAll);

tell({ kind: "ready" });

function tell(printed: Printed): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window
  parentPort?.postMessage(printed);
}
