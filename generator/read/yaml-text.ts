import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";

export type YamlScan =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly offset: number; readonly message: string };

/** How often an anchor may be used, its nested uses multiplied: enough for people, not for a bomb. */
const maxAliasCount = 1000;

/**
 * Parses a YAML 1.2 text by the core schema. Names are strings whatever they look like, dates and
 * tagged values stay text, and `<<` is an ordinary name.
 */
export function scanYaml(text: string): YamlScan {
  try {
    const document = parseYaml(text);
    const [error] = document.errors;
    if (error) return { ok: false, offset: error.pos[0], message: error.message };
    for (const path of textByDefinition) keepText(document, path);
    const value: unknown = document.toJS({ maxAliasCount });
    return { ok: true, value };
  } catch (error) {
    // The parser is recursive, and refuses alias bombs by throwing.
    const message = error instanceof RangeError ? "The YAML is nested too deep." : String(error);
    return { ok: false, offset: 0, message };
  }
}

/**
 * Finds values in a YAML text that is known to parse: where the value at these reference tokens
 * stands (a member stands where its name does), or the nearest one above it.
 */
export function yamlPlaces(text: string): (tokens: readonly string[]) => number {
  const document = parseYaml(text);
  return (tokens) => {
    let node: unknown = document.contents;
    let offset = start(node) ?? 0;
    for (const token of tokens) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === token);
        if (!pair) break;
        offset = start(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(token)];
        if (node === undefined) break;
        offset = start(node) ?? offset;
      } else break;
    }
    return offset;
  };
}

/** `version: 1.10` is meant as it is written and not as the number 1.1. */
const textByDefinition = [["openapi"], ["swagger"], ["info", "version"]];

function keepText(document: Document, path: readonly string[]): void {
  const node = document.getIn(path, true);
  if (isScalar(node) && typeof node.value === "number" && node.source) node.value = node.source;
}

function parseYaml(text: string): Document {
  return parseDocument(text, {
    version: "1.2",
    schema: "core",
    merge: false,
    stringKeys: true,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: "silent",
  });
}

function start(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node)) return undefined;
  return Array.isArray(node.range) ? Number(node.range[0]) : undefined;
}
