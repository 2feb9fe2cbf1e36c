import { createRequire } from "node:module";
import { createContext, runInContext } from "node:vm";
import type * as jsonpath from "jsonpath-rfc9535";
import { pointerTo } from "../diagnostics/origins.js";

export type Json = jsonpath.JsonValue;

/** The keys and indexes that lead from the root to a value. */
export type JsonPath = readonly (string | number)[];

export interface Selected {
  readonly path: JsonPath;
  readonly pointer: string;
  readonly value: Json;
}

interface Searching {
  readonly exec: typeof jsonpath.exec;
  /** It takes longer to make than most queries take. */
  readonly context: Record<string, unknown>;
}

let searching: Searching | undefined;

/** Made for the first action of an overlay: what it loads takes a hundredth of the largest runs. */
function startSearching(): Searching {
  const { exec } = createRequire(import.meta.url)("jsonpath-rfc9535") as typeof jsonpath; // as typed
  return { exec, context: createContext() as Record<string, unknown> }; // any object of ours
}

/**
 * What a JSONPath (RFC 9535) selects, each value once, in document order; a string says what is wrong
 * with it. Undefined: there was not enough time.
 *
 * @param milliseconds the most that it may take
 */
export function select(
  document: Json,
  expression: string,
  milliseconds: number,
): readonly Selected[] | string | undefined {
  if (milliseconds <= 0) return undefined;
  const { exec, context } = (searching ??= startSearching());
  const found = new Map<string, Selected>();
  const search = () =>
    exec(document, expression, (value, normalized) => {
      const path = normalized.map((key) => (typeof key === "string" ? plainKey(key) : key));
      const pointer = pointerTo("", ...path);
      if (!found.has(pointer)) found.set(pointer, { path, pointer, value });
    });
  try {
    // Several `..` select a value once for each way to it, and a regular expression can take any
    // time: only a script of its own can be stopped from outside, with all that it calls.
    context["search"] = search;
    runInContext("search()", context, { timeout: Math.ceil(milliseconds) });
  } catch (error) {
    return isTimeout(error) ? undefined : problemOf(error, expression);
  } finally {
    // It holds the document.
    delete context["search"];
  }
  return [...found.values()];
}

function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}

/** The parser lists all it would have accepted; where it stopped says more. */
function problemOf(error: unknown, expression: string): string {
  if (!(error instanceof Error)) return String(error);
  // The parser's errors carry the place; their class is not exported.
  const { location } = error as { location?: { readonly start: { readonly offset: number } } };
  if (!location) return error.message;
  const { offset } = location.start;
  return offset >= expression.length
    ? "it ends too early"
    : `${JSON.stringify(expression.slice(offset, offset + 12))} cannot follow ${JSON.stringify(expression.slice(0, offset))}`;
}

/** Undoes the escapes that RFC 9535 section 2.7 asks for in normalized paths. */
function plainKey(key: string): string {
  const escapes: Readonly<Record<string, string>> = {
    b: "\b",
    f: "\f",
    n: "\n",
    r: "\r",
    t: "\t",
  };
  return key.replaceAll(
    /\\(?:u([0-9a-f]{4})|(.))/gs,
    (_, hex: string | undefined, character: string | undefined) =>
      hex === undefined
        ? (escapes[character ?? ""] ?? character ?? "")
        : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** How many items the array has in which a selected value stands; undefined where it stands in an object. */
export function siblingsOf(document: Json, { path }: Selected): number | undefined {
  let value: Json | undefined = document;
  for (const key of path.slice(0, -1)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Array.isArray(value) ? value[Number(key)] : value[key];
  }
  return Array.isArray(value) ? value.length : undefined;
}

/**
 * A copy of the document in which `change` has replaced each selected value, what is inside of a
 * selected value before that value itself; undefined removes.
 */
export function changeSelected(
  document: Json,
  selected: readonly Selected[],
  change: (value: Json, at: Selected) => Json | undefined,
): Json {
  const root: Node = { children: new Map() };
  for (const at of selected) {
    let node = root;
    for (const key of at.path) {
      const child = node.children.get(key) ?? { children: new Map() };
      node.children.set(key, child);
      node = child;
    }
    node.at = at;
  }
  return changed(document, root, change) ?? null;
}

/** The selected paths as a tree, so that one walk changes all of them. */
interface Node {
  readonly children: Map<string | number, Node>;
  at?: Selected;
}

function changed(
  value: Json,
  { children, at }: Node,
  change: (value: Json, at: Selected) => Json | undefined,
): Json | undefined {
  const step = (child: Json, key: string | number): Json | undefined => {
    const node = children.get(key);
    return node ? changed(child, node, change) : child;
  };
  const result = children.size === 0 ? value : mapJson(value, step);
  return at ? change(result, at) : result;
}

function mapJson(value: Json, step: (child: Json, key: string | number) => Json | undefined): Json {
  if (Array.isArray(value)) {
    return value.map(step).filter((child) => child !== undefined);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries: [string, Json][] = [];
  for (const [key, child] of Object.entries(value)) {
    const result = step(child, key);
    if (result !== undefined) entries.push([key, result]);
  }
  return Object.fromEntries(entries);
}
