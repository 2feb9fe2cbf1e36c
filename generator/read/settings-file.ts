import type { Document, Pair, YAMLMap } from "yaml";
import {
  diagnostic,
  type Diagnostic,
  type Outcome,
  type Place,
} from "../diagnostics/diagnostic.js";
import { checkSettings, type SettingsLocate } from "./check-settings.js";
import { plainSettings } from "./plain-settings.js";
import { readText } from "./file-bytes.js";
import { bytesOf, defaultLimits } from "../limits.js";
import { yaml } from "../yaml.js";

/** A YAML file of the settings folder, parsed and checked against its JSON Schema. */
export interface SettingsFile {
  /** As the file has it: valid where nothing is reported. Undefined where there is no file or it is empty. */
  readonly value: unknown;
  readonly text: string;
  readonly locate: SettingsLocate;
}

/**
 * Reads one settings file. A file that does not exist is an empty one.
 * `file` is what messages call it, `schema` a file of this package.
 */
export async function readSettingsFile(
  path: string,
  file: string,
  schema: string,
): Promise<Outcome<SettingsFile>> {
  const start: Place = { file, line: 1, column: 1 };
  const absent: SettingsFile = { value: undefined, text: "", locate: () => start };
  let text: string;
  try {
    text = await readText(path, bytesOf(defaultLimits));
  } catch (error) {
    if (isMissing(error)) return { value: absent, diagnostics: [] };
    const reason = error instanceof Error ? error.message : String(error);
    return {
      value: absent,
      diagnostics: [diagnostic("settings-unreadable", `cannot read ${file}: ${reason}`)],
    };
  }
  return await parse(file, text, schema);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

async function parse(file: string, text: string, schema: string): Promise<Outcome<SettingsFile>> {
  const plain = plainSettings(file, text);
  if (plain) {
    const { value, locate } = plain;
    const diagnostics = await checkSettings(value, schema, locate);
    return { value: { value, text, locate }, diagnostics };
  }
  const lines = new (yaml().LineCounter)();
  const document = yaml().parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // Compares each key with all before it; `duplicateKeys` does the same at once.
    uniqueKeys: false,
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const locate = locator(document, placeAt);

  const problems: Diagnostic[] = [
    ...errorsOf(document).map((error) =>
      diagnostic("settings-syntax", syntaxMessage(error.code, error.message), {
        place: placeAt(error.pos[0]),
        hint: syntaxHint(error.code, error.message),
      }),
    ),
    ...taggedNodes(document).map(([offset, tag]) =>
      diagnostic("settings-syntax", `a settings file holds nothing of the kind ${tag}`, {
        place: placeAt(offset),
        hint: "Leave out what begins with an exclamation mark, or quote it.",
      }),
    ),
    ...duplicateKeys(document).map((offset) =>
      diagnostic("settings-syntax", "this key stands twice in the same map; keep one of them", {
        place: placeAt(offset),
      }),
    ),
  ];
  if (problems.length > 0) {
    return { value: { value: undefined, text, locate }, diagnostics: problems };
  }
  // An empty file is one whose content was commented out.
  if (document.contents === null || isEmpty(document.contents)) {
    return { value: { value: undefined, text, locate }, diagnostics: [] };
  }
  let value: unknown;
  try {
    value = document.toJS();
    // Throws where an anchor holds itself.
    JSON.stringify(value);
  } catch (error) {
    const problem = diagnostic("settings-syntax", unfoldingMessage(error), { place: locate("") });
    return { value: { value: undefined, text, locate }, diagnostics: [problem] };
  }
  const diagnostics = await checkSettings(value, schema, locate);
  return { value: { value, text, locate }, diagnostics };
}

/** Where the stack has ended, the parser finds other mistakes that are none. */
function errorsOf({ errors }: Document) {
  const tooDeep = errors.find(({ message }) => isTooDeep(message));
  return tooDeep ? [tooDeep] : errors;
}

function isEmpty(node: unknown): boolean {
  return yaml().isScalar(node) && node.value === null;
}

/** What the engine says of a value that holds itself is for nobody. */
function unfoldingMessage(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return /circular/i.test(reason)
    ? "a value holds itself: in what an anchor (&) names stands an alias (*) of the same name"
    : reason;
}

const plainTags = new Set(["map", "seq", "str", "int", "float", "bool", "null", "merge"]);

/** Where the nodes are that a tag makes anything else of than JSON has: `!!set`, `!!binary`, `!mine`. */
function taggedNodes(document: Document): readonly (readonly [offset: number, tag: string])[] {
  if (document.errors.length > 0) return [];
  const found: (readonly [number, string])[] = [];
  yaml().visit(document, {
    Node: (_, node) => {
      if (yaml().isAlias(node) || node.tag === undefined) return;
      const [, plain = ""] = /^tag:yaml\.org,2002:(.*)$/s.exec(node.tag) ?? [];
      if (!plainTags.has(plain)) found.push([startOf(node) ?? 0, plain || node.tag]);
    },
  });
  return found;
}

/** Where the keys stand that their map has already. */
function duplicateKeys(document: Document): readonly number[] {
  if (document.errors.length > 0) return [];
  const found: number[] = [];
  yaml().visit(document, {
    Map: (_, map) => {
      const known = new Set<unknown>();
      for (const { key } of map.items) {
        if (!yaml().isScalar(key)) continue;
        if (known.has(key.value)) found.push(startOf(key) ?? 0);
        known.add(key.value);
      }
    },
  });
  return found;
}

function syntaxMessage(code: string, message: string): string {
  if (isTooDeep(message)) return "this is nested too deep to be read";
  if (code === "MULTIPLE_DOCS")
    return "a settings file holds one YAML document; a second begins here";
  return `not valid YAML: ${message}`;
}

/** Where the message does not say it already. */
function syntaxHint(code: string, message: string): string | undefined {
  if (code === "MULTIPLE_DOCS" || isTooDeep(message)) return undefined;
  return "Here or in the lines above, a bracket or a quote is not closed, a text with : or # in it\nneeds quotes, or a line is indented otherwise than its neighbours.";
}

/** The parser is recursive, and reports where its stack ends as it does mistakes. */
function isTooDeep(message: string): boolean {
  return /call stack/.test(message);
}

function locator(document: Document, placeAt: (offset: number) => Place): SettingsLocate {
  const indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  return (pointer, part = "entry") => {
    let node: unknown = document.contents;
    let entry = node;
    for (const token of pointer.split("/").slice(1).map(unescaped)) {
      const step = child(node, token, indexes);
      if (!step) break;
      ({ entry } = step);
      node = yaml().isAlias(step.value) ? step.value.resolve(document) : step.value;
    }
    const found = part === "value" && yaml().isScalar(node) ? node : entry;
    return placeAt(startOf(found) ?? 0);
  };
}

/** @param indexes of the maps that have been looked into: there can be a finding for each line */
function child(
  node: unknown,
  token: string,
  indexes: WeakMap<YAMLMap, ReadonlyMap<string, Pair>>,
): { entry: unknown; value: unknown } | undefined {
  if (yaml().isMap(node)) {
    const index = indexes.get(node) ?? indexOf(node);
    indexes.set(node, index);
    const pair = index.get(token);
    return pair && { entry: pair.key, value: pair.value };
  }
  if (yaml().isSeq(node)) {
    const item = node.items[Number(token)];
    return item === undefined ? undefined : { entry: item, value: item };
  }
  return undefined;
}

function indexOf({ items }: YAMLMap): ReadonlyMap<string, Pair> {
  return new Map(
    items.flatMap((pair) =>
      yaml().isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [],
    ),
  );
}

function startOf(node: unknown): number | undefined {
  return yaml().isNode(node) ? node.range?.[0] : undefined;
}

function unescaped(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}
