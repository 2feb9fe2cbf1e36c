import type { Place } from "../diagnostics/diagnostic.js";
import type { Locate } from "../diagnostics/origins.js";
import { countMembers, type JsonNode, scanJson } from "./json-text.js";
import type { SourceText } from "./source-text.js";
import { scanYaml, yamlPlaces } from "./yaml-text.js";

export type Format = "json" | "yaml" | "unknown";

/** A parsed text, or the first mistake in it. */
export type Parsed =
  | { readonly ok: true; readonly value: unknown; readonly locate: Locate }
  | { readonly ok: false; readonly message: string; readonly place: Place };

/** How deep values may be nested: several times what documents written by people reach. */
const maxDepth = 500;

/**
 * How many values a text may unfold to through its aliases. Written out, each takes a character and
 * more, so that only what repeats itself several times over comes near.
 */
function maxSize({ text }: SourceText): number {
  return Math.max(500_000, 4 * text.length);
}

/** Parses a JSON or YAML text. What begins with a brace is JSON, unless it is known to be YAML. */
export function parse(source: SourceText, format: Format): Parsed {
  const { text } = source;
  if (!/^\s*[{[]/.test(text)) return parseYaml(source);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const yaml = format === "json" ? undefined : parseYaml(source);
    if (yaml?.ok) return yaml;
    const scan = scanJson(text);
    const { offset, message } = scan.ok ? { offset: 0, message: "This is not JSON." } : scan.error;
    return { ok: false, message, place: source.placeAt(offset) };
  }
  const measured = measure(value, maxSize(source));
  if (typeof measured === "string") return tooBig(source, measured);
  if (measured.members !== countMembers(text)) {
    const scan = scanJson(text);
    if (scan.ok && scan.duplicate) {
      const { message, offset } = scan.duplicate;
      return { ok: false, message, place: source.placeAt(offset) };
    }
  }
  return { ok: true, value, locate: locator(source, jsonPlaces) };
}

function parseYaml(source: SourceText): Parsed {
  const scan = scanYaml(source.text);
  if (!scan.ok) return { ok: false, message: scan.message, place: source.placeAt(scan.offset) };
  const measured = measure(scan.value, maxSize(source));
  if (typeof measured === "string") return tooBig(source, measured);
  return { ok: true, value: scan.value, locate: locator(source, yamlPlaces) };
}

function tooBig(source: SourceText, message: string): Parsed {
  return { ok: false, message, place: source.placeAt(0) };
}

/** Counts the members of a value's objects; the reason where the value cannot be worked with. */
function measure(root: unknown, most: number): { readonly members: number } | string {
  const stack: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  let members = 0;
  let size = 0;
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { value, depth } = item;
    if (typeof value !== "object" || value === null) continue;
    if (depth > maxDepth) return `The document is nested more than ${maxDepth} levels deep.`;
    const children: readonly unknown[] = Object.values(value);
    if (!Array.isArray(value)) members += children.length;
    size += children.length;
    if (size > most) {
      return `The document unfolds to more than ${most} values: its aliases repeat too much.`;
    }
    for (const child of children) stack.push({ value: child, depth: depth + 1 });
  }
  return { members };
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
