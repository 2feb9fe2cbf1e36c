import { pointerTo } from "../diagnostics/origins.js";
import { define } from "../map-values.js";
import type { Json } from "./json-path.js";

export interface Merged {
  readonly value: Json;
  /** Pointer into the document → pointer into the update, for each value that is new or replaced. */
  readonly changed: ReadonlyMap<string, string>;
  /** Where the two do not fit. */
  readonly conflicts: readonly Conflict[];
}

export interface Conflict {
  readonly pointer: string;
  readonly target: Json;
  readonly update: Json;
}

/**
 * Merges an update into the value at `pointer`, as OpenAPI Overlay 1.1 section 4.4.3 asks: objects
 * recursively, arrays by concatenation, primitives by replacement, and into a selected array also
 * a single entry. Overlay 1.0 leaves more open; the same rules serve for it.
 */
export function mergeUpdate(target: Json, update: Json, pointer: string): Merged {
  const changed = new Map<string, string>();
  const conflicts: Conflict[] = [];
  if (Array.isArray(target) && !Array.isArray(update)) {
    changed.set(pointerTo(pointer, target.length), "");
    return { value: [...target, update], changed, conflicts };
  }
  const value = merge({ target, update, pointer, source: "" }, changed, conflicts);
  return { value, changed, conflicts };
}

function merge(
  at: {
    readonly target: Json;
    readonly update: Json;
    readonly pointer: string;
    readonly source: string;
  },
  changed: Map<string, string>,
  conflicts: Conflict[],
): Json {
  const { target, update, pointer, source } = at;
  if (isObject(target) && isObject(update)) {
    // V8 copies a record much faster than it makes one of entries.
    const result = { ...target };
    for (const [key, value] of Object.entries(update)) {
      const below = { pointer: pointerTo(pointer, key), source: pointerTo(source, key) };
      const existing = Object.hasOwn(result, key) ? result[key] : undefined;
      if (existing === undefined) {
        changed.set(below.pointer, below.source);
        define(result, key, value);
      } else {
        const merged = merge({ target: existing, update: value, ...below }, changed, conflicts);
        define(result, key, merged);
      }
    }
    return result;
  }
  if (Array.isArray(target) && Array.isArray(update)) {
    for (const index of update.keys()) {
      changed.set(pointerTo(pointer, target.length + index), pointerTo(source, index));
    }
    return [...target, ...update];
  }
  if (isPrimitive(target) && isPrimitive(update)) {
    changed.set(pointer, source);
    return update;
  }
  conflicts.push({ pointer, target, update });
  return target;
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPrimitive(value: Json): boolean {
  return typeof value !== "object" || value === null;
}
