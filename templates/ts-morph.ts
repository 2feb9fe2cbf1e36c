import { createRequire } from "node:module";
import type * as morph from "ts-morph";

/**
 * What is used of ts-morph when it runs. Taken by `require`: to import a module of this size that is
 * not ESM takes twice the time, as Node then reads it once more in search of names.
 */
const required: typeof morph = createRequire(import.meta.url)("ts-morph");

export const { printStructure, StructureKind, VariableDeclarationKind } = required;
