import { createRequire } from "node:module";
import type typescript from "typescript";

/**
 * TypeScript's compiler. Taken by `require`: to import a module of this size that is not ESM takes
 * three times the time, as Node then reads it once more in search of names.
 */
export const compiler: typeof typescript = createRequire(import.meta.url)("typescript");
