import type { Place } from "../diagnostics/diagnostic.js";
import { type Locate, pointerTo } from "../diagnostics/origins.js";
import type { Limits } from "../settings.js";
import { countMembers, type JsonNode, scanJson } from "./json-text.js";
import type { SourceText } from "./source-text.js";
import { scanYaml, tooDeep, yamlPlaces } from "./yaml-text.js";

export type Format = "json" | "yaml" | "unknown";

/** A parsed text, or the first mistake in it. */
export type Parsed =
  | { readonly ok: true; readonly value: unknown; readonly locate: Locate }
  | {
      readonly ok: false;
      readonly message: string;
      readonly place: Place;
      /** The limit that it exceeds, where nothing else is wrong with it. */
      readonly limit?: keyof Limits;
    };

/**
 * How many values a text may unfold to through its aliases. Written out, each takes a character and
 * more, so that only what repeats itself several times over comes near.
 */
function maxSize({ text }: SourceText, { values }: Limits): number {
  return Math.min(values, Math.max(500_000, 4 * text.length));
}

/** Parses a JSON or YAML text. What begins with a brace is JSON, unless it is known to be YAML. */
export function parse(source: SourceText, format: Format, limits: Limits): Parsed {
  const { text } = source;
  if (!/^\s*[{[]/.test(text)) return parseYaml(source, limits);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const yaml = format === "json" ? undefined : parseYaml(source, limits);
    if (yaml?.ok) return yaml;
    const scan = scanJson(text);
    const { offset, message } = scan.ok ? { offset: 0, message: "This is not JSON." } : scan.error;
    return { ok: false, message, place: source.placeAt(offset) };
  }
  const locate = locator(source, jsonPlaces);
  const measured = measure(value, maxSize(source, limits), limits);
  if ("limit" in measured) return tooBig(measured, locate);
  if (measured.members !== countMembers(text)) {
    const scan = scanJson(text);
    if (scan.ok && scan.duplicate) {
      const { message, offset } = scan.duplicate;
      return { ok: false, message, place: source.placeAt(offset) };
    }
  }
  return { ok: true, value, locate };
}

function parseYaml(source: SourceText, limits: Limits): Parsed {
  const scan = scanYaml(source.text, limits);
  if (!scan.ok) {
    const { message, offset, limit } = scan;
    return { ok: false, message, place: source.placeAt(offset), ...(limit && { limit }) };
  }
  const locate = locator(source, yamlPlaces);
  const measured = measure(scan.value, maxSize(source, limits), limits);
  if ("limit" in measured) return tooBig(measured, locate);
  return { ok: true, value: scan.value, locate };
}

function tooBig({ limit, message, at }: Excess, locate: Locate): Parsed {
  const keys: string[] = [];
  for (let way = at; way; way = way.up) if (way.key !== undefined) keys.unshift(way.key);
  return { ok: false, message, place: locate(pointerTo("", ...keys)), limit };
}

interface Excess {
  readonly limit: keyof Limits;
  readonly message: string;
  readonly at: Way | undefined;
}

/** The way from the root to a value. */
interface Way {
  readonly key?: string;
  readonly up?: Way;
}

/** Counts the members of a value's objects, or says what of it cannot be worked with. */
function measure(
  root: unknown,
  most: number,
  limits: Limits,
): { readonly members: number } | Excess {
  const stack: { value: Readonly<Record<string, unknown>>; depth: number; at: Way }[] = [];
  if (isNested(root)) stack.push({ value: root, depth: 0, at: {} });
  let members = 0;
  let size = 0;
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { value, depth, at } = item;
    if (depth > limits.depth) return { limit: "depth", message: tooDeep(limits), at };
    const isList = Array.isArray(value);
    let count = 0;
    // Of what a parser gives, all that is enumerable is its own; a list of entries takes more time.
    for (const key in value) {
      count += 1;
      const child = value[key];
      if (isNested(child)) stack.push({ value: child, depth: depth + 1, at: { key, up: at } });
      else if (typeof child === "string" && child.length > limits.text) {
        return { limit: "text", message: tooLong(child), at: { key, up: at } };
      }
      if (key.length > limits.text) return { limit: "text", message: tooLong(key), at };
    }
    if (!isList) members += count;
    size += count;
    if (count > limits.members) {
      const message = `Here are ${count} values in one ${isList ? "list" : "object"}.`;
      return { limit: "members", message, at };
    }
    if (size > most) {
      const isAll = most === limits.values;
      const message = isAll
        ? `The document has more than ${most} values.`
        : `The document unfolds to more than ${most} values: its aliases repeat too much.`;
      return { limit: "values", message, at: undefined };
    }
  }
  return { members };
}

function tooLong({ length }: string): string {
  return `Here is a text of ${length} characters.`;
}

function isNested(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Places are seldom asked for, so the text is read again only then, and once. */
function locator(
  source: SourceText,
  places: (text: string) => (tokens: readonly string[]) => number,
): Locate {
  let find: ((tokens: readonly string[]) => number) | undefined;
  return (pointer) => {
    find ??= places(source.text);
    const tokens = pointer.split("/").slice(1);
    return source.placeAt(
      find(tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))),
    );
  };
}

function jsonPlaces(text: string): (tokens: readonly string[]) => number {
  const scan = scanJson(text);
  return (tokens) => {
    let node: JsonNode | undefined = scan.ok ? scan.root : undefined;
    let offset = node?.offset ?? 0;
    for (const token of tokens) {
      node = node?.children?.get(token);
      if (!node) break;
      offset = node.offset;
    }
    return offset;
  };
}
