import type { Place } from "../diagnostics/diagnostic.js";
import { type Locate, pointerTo } from "../diagnostics/origins.js";
import type { Limits } from "../settings.js";
import { countMembers, type JsonNode, scanJson } from "./json-text.js";
import type { SourceText } from "./source-text.js";
import { type Excess, measure } from "../measure.js";
import { scanYaml, yamlPlaces } from "./yaml-text.js";

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
