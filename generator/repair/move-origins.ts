import { addTo } from "../group.js";
import { pointerTo, type Origin, type Origins } from "../diagnostics/origins.js";

/** The origin of any value: that of the nearest unit above it, and the way down from there. */
export function originOf(origins: Origins, pointer: string): Origin | undefined {
  for (let end = pointer.length; end >= 0; end = pointer.lastIndexOf("/", end - 1)) {
    const origin = origins.get(pointer.slice(0, end));
    if (origin) return { ...origin, pointer: origin.pointer + pointer.slice(end) };
    if (end === 0) break;
  }
  return undefined;
}

/**
 * The origins after values were replaced: those of `replaced` (pointer → new origin) hold for all
 * that is inside of them.
 */
export function replaceOrigins(origins: Origins, replaced: Origins): Origins {
  const result = new Map(origins);
  // Of the prefixes of a pointer, only those can be replaced that are as long as one that is.
  const lengths = [...new Set([...replaced.keys()].map(({ length }) => length))];
  for (const pointer of origins.keys()) {
    const isReplaced = lengths.some(
      (length) =>
        (pointer.length === length || pointer[length] === "/") &&
        replaced.has(pointer.slice(0, length)),
    );
    if (isReplaced) result.delete(pointer);
  }
  for (const [pointer, origin] of replaced) result.set(pointer, origin);
  return result;
}

/**
 * The origins after values were removed. `arrays` names the arrays that lost items, with the length
 * they had: what stood behind a lost item has moved up, and keeps its origin.
 */
export function removeOrigins(
  origins: Origins,
  removed: ReadonlySet<string>,
  arrays: ReadonlyMap<string, number>,
): Origins {
  const indexes = new Map(
    [...arrays].map(([array, length]) => [array, newIndexes(array, length, removed)] as const),
  );
  const moved = (pointer: string): string | undefined => {
    let [from, to] = ["", ""];
    for (const token of pointer.split("/").slice(1)) {
      const index = indexes.get(from)?.get(token);
      from += `/${token}`;
      to += `/${index ?? token}`;
      if (removed.has(from)) return undefined;
    }
    return to;
  };
  const result = new Map<string, Origin>();
  for (const [array, tokens] of indexes) {
    for (const [token, index] of tokens) {
      const source = `${array}/${token}`;
      const target = token === String(index) ? undefined : moved(source);
      const origin = target === undefined ? undefined : originOf(origins, source);
      if (target !== undefined && origin) result.set(target, origin);
    }
  }
  for (const [pointer, origin] of origins) {
    const target = moved(pointer);
    if (target !== undefined) result.set(target, origin);
  }
  return result;
}

/**
 * The origins after arrays were built anew: `arrays` names, for each of their items, the pointer it
 * had before, in this array or in another.
 */
export function moveOrigins(
  origins: Origins,
  arrays: ReadonlyMap<string, readonly string[]>,
): Origins {
  const targets = new Map<string, string[]>();
  const result = new Map<string, Origin>();
  for (const [array, sources] of arrays) {
    for (const [index, source] of sources.entries()) {
      const target = pointerTo(array, index);
      const origin = source === target ? undefined : originOf(origins, source);
      if (origin) result.set(target, origin);
      addTo(targets, source, target);
    }
  }
  for (const [pointer, origin] of origins) {
    const around = prefixes(pointer);
    const source = around.find((prefix) => targets.has(prefix)) ?? pointer;
    for (const target of targets.get(source) ?? []) {
      result.set(target + pointer.slice(source.length), origin);
    }
    const isReplaced = around.some((prefix) => prefix !== pointer && arrays.has(prefix));
    if (!isReplaced) result.set(pointer, origin);
  }
  return result;
}

/** For each item that stays, the index it had and the one it gets. */
function newIndexes(
  array: string,
  length: number,
  removed: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const kept = Array.from({ length }, (_, index) => String(index)).filter(
    (token) => !removed.has(`${array}/${token}`),
  );
  return new Map(kept.map((token, index) => [token, index]));
}

/** The pointer and those of everything around it. */
function prefixes(pointer: string): readonly string[] {
  const ends = [...pointer.matchAll(/\//g)].map(({ index }) => index);
  return [...ends.map((end) => pointer.slice(0, end)), pointer];
}
