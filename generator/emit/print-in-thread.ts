import { parentPort } from "node:worker_threads";
import type { Api } from "../model/api.js";
import { print } from "./print.js";
import type { Printed } from "./printing-thread.js";

// What the thread of printing-thread.ts runs: one model comes in, its files go out.
parentPort?.once("message", (api: Api) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- no window
  parentPort?.postMessage(printed(api));
});

function printed(api: Api): Printed {
  try {
    return { files: [...print(api)] };
  } catch (failure) {
    return { failure };
  }
}
