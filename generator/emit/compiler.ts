import { createRequire, Module } from "node:module";
import type * as morph from "ts-morph";

const require = createRequire(import.meta.url);

/**
 * TypeScript's compiler, which is ts-morph's own copy of it. Taken by `require`: to import a module of
 * this size that is not ESM takes three times the time, as Node then reads it once more in search of
 * names.
 */
export const { ts: compiler } = require("ts-morph") as typeof morph; // as it is typed

/** Requires a module, and what it requires, with others in place of some that it would require. */
export function requireWith(path: string, others: Readonly<Record<string, unknown>>): unknown {
  const own = require.resolve(path);
  const { resolve } = createRequire(own);
  const before = new Map<string, NodeJS.Module | undefined>();
  try {
    for (const [name, exports] of Object.entries(others)) {
      const file = resolve(name);
      before.set(file, require.cache[file]);
      require.cache[file] = Object.assign(new Module(file), { exports, loaded: true });
    }
    return require(own);
  } finally {
    for (const [file, module] of before) {
      if (module) require.cache[file] = module;
      else delete require.cache[file];
    }
  }
}
