import type { Diagnostic } from "../../generator/diagnostics/diagnostic.js";
import { merge } from "../../generator/merge/merge.js";
import type { Fragment, Spec } from "../../generator/openapi.js";
import { readFragments } from "../../generator/read/fragments.js";
import { type Files, folderWith } from "../cli/specweld.js";

export interface Welded {
  readonly fragments: readonly Fragment[];
  readonly document: Spec["document"];
  readonly diagnostics: readonly Diagnostic[];
  readonly seconds: number;
}

/** Reads and merges a folder that holds just these files. */
export async function weldFiles(files: Files): Promise<Welded> {
  return await weldFolder(await folderWith(files), ".");
}

/** Reads and merges an input of a folder. */
export async function weldFolder(folder: string, input: string): Promise<Welded> {
  const start = performance.now();
  const read = await readFragments([input], folder);
  const { value, diagnostics } = merge(read.value);
  return {
    fragments: read.value,
    document: value.document,
    diagnostics: [...read.diagnostics, ...diagnostics],
    seconds: (performance.now() - start) / 1000,
  };
}
