import { getHeapStatistics } from "node:v8";
import type { Document, YAMLMap } from "yaml";
import { tooDeep } from "../measure.js";
import type { Limits } from "../settings.js";
import { yaml } from "../yaml.js";

export type YamlScan = { readonly ok: true; readonly value: unknown } | Problem;

interface Problem {
  readonly ok: false;
  readonly offset: number;
  readonly message: string;
  /** The limit that the text exceeds, where nothing else is wrong with it. */
  readonly limit?: keyof Limits;
}

/**
 * Parses a YAML 1.2 text by the core schema. Names are strings whatever they look like, dates and
 * tagged values stay text, and `<<` is an ordinary name.
 */
export function scanYaml(text: string, limits: Limits): YamlScan {
  if (text.length * heapPerCharacter > getHeapStatistics().heap_size_limit) {
    const message = `The YAML is too large for the memory that Node has; NODE_OPTIONS=--max-old-space-size=${Math.ceil((text.length * heapPerCharacter) / 1e6)} gives it more.`;
    return { ok: false, offset: 0, message };
  }
  try {
    const document = parseYaml(text);
    const [error] = document.errors;
    if (error) {
      const offset = error.pos[0];
      // The parser is recursive, and reports where its stack ends as it does mistakes.
      if (/call stack/.test(error.message)) {
        return { ok: false, offset, message: tooDeep(limits), limit: "depth" };
      }
      return { ok: false, offset, message: error.message };
    }
    for (const path of textByDefinition) keepText(document, path);
    const work: Work = { anchors: new Map(), limits, problem: undefined };
    const value = valueOf(document.contents, 0, work);
    return work.problem ?? { ok: true, value };
  } catch (error) {
    if (!(error instanceof RangeError)) return { ok: false, offset: 0, message: String(error) };
    return { ok: false, offset: 0, message: tooDeep(limits), limit: "depth" };
  }
}

/** What the parser needs of memory for a text; measured, and rounded up. */
const heapPerCharacter = 50;

interface Work {
  /** What anchors stand for: a name may be used again. */
  readonly anchors: Map<string, unknown>;
  readonly limits: Limits;
  problem: Problem | undefined;
}

/**
 * A node as a value. Aliases are the value itself, not copies. Unlike the library's own conversion,
 * which looks through the document for each alias, it takes one step for each node.
 */
function valueOf(node: unknown, depth: number, work: Work): unknown {
  if (work.problem) return undefined;
  if (yaml().isAlias(node)) {
    if (work.anchors.has(node.source)) return work.anchors.get(node.source);
    return failed(node, `There is no anchor &${node.source} before this.`, work);
  }
  if (yaml().isScalar(node)) {
    if (node.anchor !== undefined) work.anchors.set(node.anchor, node.value);
    return node.value;
  }
  if (depth > work.limits.depth) return failed(node, tooDeep(work.limits), work, "depth");
  if (yaml().isSeq(node)) {
    const list: unknown[] = [];
    if (node.anchor !== undefined) work.anchors.set(node.anchor, list);
    for (const item of node.items) list.push(valueOf(item, depth + 1, work));
    return list;
  }
  return yaml().isMap(node) ? objectOf(node, depth, work) : null;
}

function objectOf(node: YAMLMap, depth: number, work: Work): object {
  const object = {};
  if (node.anchor !== undefined) work.anchors.set(node.anchor, object);
  for (const { key, value } of node.items) {
    const name = String(valueOf(key, depth + 1, work) ?? "");
    if (Object.hasOwn(object, name)) {
      failed(key, `The name ${JSON.stringify(name)} is here twice.`, work);
    }
    // Assigned, a member of the name "__proto__" would be none.
    Object.defineProperty(object, name, {
      value: valueOf(value, depth + 1, work),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return object;
}

function failed(node: unknown, message: string, work: Work, limit?: keyof Limits): undefined {
  work.problem ??= { ok: false, offset: start(node) ?? 0, message, ...(limit && { limit }) };
}

/**
 * Finds values in a YAML text that is known to parse: where the value at these reference tokens
 * stands (a member stands where its name does), or the nearest one above it.
 */
export function yamlPlaces(text: string): (tokens: readonly string[]) => number {
  const document = parseYaml(text);
  const targets = aliasTargets(document);
  return (tokens) => {
    let node: unknown = document.contents;
    let offset = start(node) ?? 0;
    for (const token of tokens) {
      if (yaml().isAlias(node)) node = targets.get(node);
      if (yaml().isMap(node)) {
        const pair = node.items.find(
          ({ key }) => yaml().isScalar(key) && String(key.value) === token,
        );
        if (!pair) break;
        offset = start(pair.key) ?? offset;
        node = pair.value;
      } else if (yaml().isSeq(node)) {
        node = node.items[Number(token)];
        if (node === undefined) break;
        offset = start(node) ?? offset;
      } else break;
    }
    return offset;
  };
}

/** What each alias stands for; the library looks through the document for each of them. */
function aliasTargets(document: Document): ReadonlyMap<unknown, unknown> {
  const anchors = new Map<string, unknown>();
  const targets = new Map<unknown, unknown>();
  yaml().visit(document, {
    Alias: (_, alias) => void targets.set(alias, anchors.get(alias.source)),
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

/** `version: 1.10` is meant as it is written and not as the number 1.1. */
const textByDefinition = [["openapi"], ["swagger"], ["info", "version"]];

function keepText(document: Document, path: readonly string[]): void {
  const node = document.getIn(path, true);
  if (yaml().isScalar(node) && typeof node.value === "number" && node.source)
    node.value = node.source;
}

function parseYaml(text: string): Document {
  return yaml().parseDocument(text, {
    version: "1.2",
    schema: "core",
    merge: false,
    stringKeys: true,
    // Compares each name with all before it; `objectOf` does the same at once.
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: "silent",
  });
}

function start(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node)) return undefined;
  return Array.isArray(node.range) ? Number(node.range[0]) : undefined;
}
