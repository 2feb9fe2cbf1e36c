import { createRequire } from "node:module";
import type ts from "typescript";

/**
 * TypeScript's compiler. Taken by `require`: to import a module of this size that is not ESM takes
 * three times the time, as Node then reads it once more in search of names.
 */
export const compiler = createRequire(import.meta.url)("typescript") as typeof ts; // as it is typed
