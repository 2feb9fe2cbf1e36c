import { differences, factsOf } from "./facts.js";
import { isObject, type JsonObject } from "./json.js";
import { filesOf, type Platform, shuffled } from "./pages.js";
import { countOperations, operationsOf } from "./source.js";
import { type Welded, weldFiles } from "./weld.js";

export interface Verdict {
  /** The operations and webhooks that the platform prints. */
  readonly operations: number;
  /** Those that it has no page for. */
  readonly leftOut: number;
  readonly fragments: number;
  /** The size of the pages. */
  readonly bytes: number;
  /** How long reading and merging the pages took. */
  readonly seconds: number;
  /** Where the pieces, merged again, differ from the document they were made of. */
  readonly differences: readonly string[];
  readonly welded: Welded;
}

/**
 * Splits a document as a platform prints it, merges the pieces, and compares: each operation and
 * each component has to be there as it was, nothing new may be reported, and the bytes may depend
 * neither on the order of the pieces nor on the files they stand in, nor on there being pieces.
 */
export async function judge(
  document: JsonObject,
  platform: Platform,
  seeds: readonly number[],
): Promise<Verdict> {
  const reduced = platform.reduce(document);
  const pages = platform.split(reduced);
  const files = filesOf(pages);
  const whole = await weldFiles({ "api.json": JSON.stringify(reduced) });
  const welded = await weldFiles(files);
  const source = onlyDocument(whole);
  const found = [
    ...differences(factsOf(source, source), factsOf(asJson(welded.document), source)),
    ...reportedOnlyBy(welded, whole),
    ...(textOf(welded) === textOf(whole) ? [] : ["the bytes differ from those of the whole"]),
  ];
  for (const seed of seeds) {
    const other = await weldFiles(shuffled(pages, seed));
    if (textOf(other) !== textOf(welded)) found.push(`other bytes in another order: ${seed}`);
  }
  const operations = operationsOf(reduced).length;
  return {
    operations,
    leftOut: countOperations(document) - operations,
    fragments: welded.fragments.length,
    bytes: Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    seconds: welded.seconds,
    differences: found,
    welded,
  };
}

/** The document as it was read, before merging has touched it. */
function onlyDocument({ fragments }: Welded): JsonObject {
  return asJson(fragments[0]?.document);
}

function asJson(document: unknown): JsonObject {
  return isObject(document) ? document : {};
}

function textOf({ document }: Welded): string {
  return JSON.stringify(document);
}

function reportedOnlyBy(pieces: Welded, whole: Welded): readonly string[] {
  const known = new Set(whole.diagnostics.map(({ code }) => code));
  return pieces.diagnostics
    .filter(({ code }) => !known.has(code))
    .map(({ code, message }) => `reported: ${code}: ${message}`);
}
