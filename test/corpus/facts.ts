import { isObject, type JsonObject, listAt, objectAt, valueAt } from "./json.js";
import {
  componentsUsedBy,
  operationsOf,
  schemesOf,
  securityOf,
  serversOf,
  type SourceOperation,
  withoutOperations,
} from "./source.js";

/** What a document says, one text for each of its units: `GET /pets`, `schemas/Pet`, `info`. */
export type Facts = ReadonlyMap<string, string>;

/**
 * Takes a document of OpenAPI 3.1 apart: each operation with the parameters, security and servers
 * that hold for it, wherever they are written, and each component that an operation leads to.
 * References that lead to none of the components that `source` has count as what they lead to:
 * merging makes components of what is referred to inside of `paths`.
 */
export function factsOf(document: JsonObject, source: JsonObject): Facts {
  const operations = operationsOf(document);
  const whole: Whole = { document, source, open: [] };
  const facts = new Map<string, string>([["info", text(document["info"], whole)]]);
  for (const operation of operations) {
    const { at, method, item } = operation;
    const path = at === "paths" ? operation.path : `${at}/${operation.path}`;
    facts.set(`${method.toUpperCase()} ${path}`, text(selfContained(operation, document), whole));
    const { parameters: _, servers: __, ...note } = withoutOperations(item);
    facts.set(path, text(note, whole));
  }
  for (const tag of listAt(document, "tags") ?? []) {
    if (isObject(tag)) facts.set(`tags/${String(tag["name"])}`, text(tag, whole));
  }
  const items = operations.map(({ item }) => item);
  const schemes = operations.flatMap((operation) => schemesOf(securityOf(operation, document)));
  const used = [
    ...componentsUsedBy(items, document),
    ...schemes.map((name) => ["securitySchemes", name] as const),
  ];
  for (const [kind, name] of used) {
    if (!hasComponent(source, kind, name) || !hasComponent(document, kind, name)) continue;
    facts.set(`${kind}/${name}`, text(objectAt(document["components"], kind)[name], whole));
  }
  return facts;
}

/** The units that are only in one of the documents, or say something else in each. */
export function differences(wanted: Facts, found: Facts): readonly string[] {
  const units = [...new Set([...wanted.keys(), ...found.keys()])].toSorted();
  return units.flatMap((unit) => {
    const [want, got] = [wanted.get(unit), found.get(unit)];
    if (want === got) return [];
    if (want === undefined) return [`${unit}: only in the merged document`];
    if (got === undefined) return [`${unit}: missing`];
    const at = [...want].findIndex((character, index) => character !== got[index]);
    const around = (said: string): string => said.slice(Math.max(0, at - 60), at + 60);
    return [`${unit}: wanted …${around(want)}…, got …${around(got)}…`];
  });
}

function selfContained(source: SourceOperation, document: JsonObject): JsonObject {
  const own = listAt(source.operation, "parameters") ?? [];
  const shared = listAt(source.item, "parameters") ?? [];
  const overridden = own.map((parameter) => keyOf(parameter, document));
  const others = shared.filter((parameter) => !overridden.includes(keyOf(parameter, document)));
  const { tags, ...operation } = source.operation;
  return {
    ...operation,
    tags: tags ?? [],
    parameters: [...others, ...own],
    security: securityOf(source, document) ?? [],
    servers: serversOf(source, document) ?? [],
  };
}

function keyOf(parameter: unknown, document: JsonObject): string {
  const ref = isObject(parameter) ? parameter["$ref"] : undefined;
  const found = typeof ref === "string" ? valueAt(document, ref.slice(1)) : parameter;
  return isObject(found)
    ? `${String(found["in"])} ${String(found["name"])}`
    : JSON.stringify(parameter);
}

interface Whole {
  readonly document: JsonObject;
  readonly source: JsonObject;
  /** The references that are being replaced by what they lead to, the outermost first. */
  readonly open: readonly string[];
}

/** The JSON of a value; the order of fields says nothing, that of properties does. */
function text(value: unknown, whole: Whole, isProperties = false): string {
  if (Array.isArray(value)) return `[${value.map((child) => text(child, whole)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "";
  const { $ref } = value;
  if (typeof $ref === "string") return reference(value, decodeURIComponent($ref), whole);
  const keys = isProperties ? Object.keys(value) : Object.keys(value).toSorted();
  const members = keys.map((key) => {
    const child = key === "discriminator" ? withPointers(value[key]) : value[key];
    return `${JSON.stringify(key)}:${text(child, whole, key === "properties" && !isProperties)}`;
  });
  return `{${members.join()}}`;
}

function reference(value: JsonObject, ref: string, whole: Whole): string {
  const { $ref: _, ...siblings } = value;
  const beside = text(siblings, whole);
  const [, kind = "", name = ""] = /^#\/components\/([^/]+)\/([^/]+)/.exec(ref) ?? [];
  const target = valueAt(whole.document, ref.slice(1));
  if (target === undefined || hasComponent(whole.source, kind, unescaped(name))) {
    return `${ref}${beside}`;
  }
  const depth = whole.open.length - whole.open.indexOf(ref);
  if (whole.open.includes(ref)) return `up ${depth}${beside}`;
  return text(target, { ...whole, open: [...whole.open, ref] }) + beside;
}

function hasComponent(document: JsonObject, kind: string, name: string): boolean {
  return Object.hasOwn(objectAt(document["components"], kind), name);
}

function unescaped(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** A mapping may give the name of a schema for the reference to it. */
function withPointers(discriminator: unknown): unknown {
  if (!isObject(discriminator) || !isObject(discriminator["mapping"])) return discriminator;
  const members = Object.entries(discriminator["mapping"]).map(([value, target]) => {
    const isName = typeof target === "string" && !/[/#]/.test(target);
    return [value, isName ? `#/components/schemas/${target}` : target];
  });
  return { ...discriminator, mapping: Object.fromEntries(members) };
}
