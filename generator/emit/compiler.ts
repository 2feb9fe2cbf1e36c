import { createRequire, Module } from "node:module";
import type * as morph from "ts-morph";

const require = createRequire(import.meta.url);

/**
 * TypeScript's compiler, which is ts-morph's own copy of it. Taken by `require`: to import a module of
 * this size that is not ESM takes three times the time, as Node then reads it once more in search of
 * names.
 */
export const { ts: compiler } = require("ts-morph") as typeof morph; // as it is typed

/**
 * Requires a module, and what it requires, with `compiler` as its `typescript`. A second compiler
 * would take a quarter of a second to load and 50 MB, and its nodes would be none to the first.
 */
export function requireWithCompiler(path: string): unknown {
  const own = require.resolve("typescript");
  const before = require.cache[own];
  require.cache[own] = Object.assign(new Module(own), { exports: compiler, loaded: true });
  try {
    return require(path);
  } finally {
    if (before) require.cache[own] = before;
    else delete require.cache[own];
  }
}
