import type { Place } from "./diagnostic.js";

/** Finds the place of the value at a JSON pointer (RFC 6901) inside one source document. */
export type Locate = (pointer: string) => Place;

/** Where a value of a welded document comes from: a source document, and the pointer inside it. */
export interface Origin {
  readonly locate: Locate;
  readonly pointer: string;
}

/** JSON pointer into the welded document → origin. Holds whole units (an operation, a component). */
export type Origins = ReadonlyMap<string, Origin>;

/**
 * The place of the value at `pointer` of a welded document: through the nearest unit above it that
 * has an origin. Undefined only where nothing above it came from a file.
 */
export function placeOf(origins: Origins, pointer: string): Place | undefined {
  for (let end = pointer.length; end >= 0; end = pointer.lastIndexOf("/", end - 1)) {
    const origin = origins.get(pointer.slice(0, end));
    if (origin) return origin.locate(origin.pointer + pointer.slice(end));
    if (end === 0) break;
  }
  return undefined;
}

/** Appends reference tokens to a JSON pointer, escaped as RFC 6901 section 3 asks. */
export function pointerTo(base: string, ...tokens: readonly (string | number)[]): string {
  let pointer = base;
  for (const token of tokens) pointer += `/${escaped(String(token))}`;
  return pointer;
}

/** Pointers are made by the million, and next to none of their tokens has anything to escape. */
function escaped(token: string): string {
  if (!token.includes("/") && !token.includes("~")) return token;
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}
