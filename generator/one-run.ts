import { setFlagsFromString } from "node:v8";

/**
 * Flags by V8's major version, as they have other names in others: one that is not known there is told
 * on stderr. Those of Node 20 to 25 were tried.
 */
const flagsOf: Readonly<Record<string, string>> = {
  11: "--interrupt-budget=500000",
  12: "--invocation-count-for-turbofan=20000",
  13: "--invocation-count-for-turbofan=20000",
  14: "--invocation-count-for-turbofan=20000",
};

/**
 * Has V8 expect that the program runs once, for a few seconds. What it optimizes by its own rules takes
 * the processor from what waits for it, and has hardly run when all is done: GitHub's API took 4.6 s,
 * and 4.0 so. A heap that grows by halves is collected more often, mostly in threads beside the run: of
 * 310 MB 270 are left.
 */
export function expectOneRun(): void {
  const optimizeLater = flagsOf[process.versions.v8.split(".", 1).join()];
  if (optimizeLater === undefined) return;
  setFlagsFromString(optimizeLater);
  setFlagsFromString("--heap-growing-percent=50");
}
