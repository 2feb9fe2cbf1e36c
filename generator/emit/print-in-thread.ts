import { parentPort } from "node:worker_threads";
import type { Api } from "../model/api.js";
import { print } from "./print.js";
import type { Printed } from "./printing-thread.js";

// What the thread of printing-thread.ts runs: one model comes in, its files go out.
parentPort?.once("message", (api: Api) => {
  try {
    for (const file of print(api)) tell({ kind: "file", file });
    tell({ kind: "done" });
  } catch (failure) {
    tell({ kind: "failed", failure });
  }
});

function tell(printed: Printed): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window
  parentPort?.postMessage(printed);
}
