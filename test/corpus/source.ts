import { isObject, type JsonObject, listAt, objectAt, valueAt, visit } from "./json.js";

export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** An operation of a source document, and the path or the name of the webhook it stands under. */
export interface SourceOperation {
  readonly at: "paths" | "webhooks";
  readonly path: string;
  readonly method: string;
  readonly item: JsonObject;
  readonly operation: JsonObject;
}

/** The operations and webhooks that a document holds itself: those of a path item given as `$ref` don't count. */
export function operationsOf(document: JsonObject): readonly SourceOperation[] {
  return (["paths", "webhooks"] as const).flatMap((at) =>
    Object.entries(objectAt(document, at)).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const operation = isObject(item) ? item[method] : undefined;
        return isObject(item) && isObject(operation) ? [{ at, path, method, item, operation }] : [];
      }),
    ),
  );
}

/** How many operations and webhooks a document has, however they are written. */
export function countOperations(document: JsonObject): number {
  const followed = (item: unknown): unknown => {
    const ref = isObject(item) ? item["$ref"] : undefined;
    return typeof ref === "string" ? valueAt(document, ref.slice(1)) : item;
  };
  const items = (at: string): JsonObject =>
    Object.fromEntries(
      Object.entries(objectAt(document, at)).map(([path, item]) => [path, followed(item)]),
    );
  return operationsOf({ paths: items("paths"), webhooks: items("webhooks") }).length;
}

/** The operations as a document holds them, each path with what else it says. */
export function itemsOf(
  at: "paths" | "webhooks",
  operations: readonly SourceOperation[],
): Readonly<Record<string, JsonObject>> {
  const items: Record<string, Record<string, unknown>> = {};
  for (const { path, method, item, operation } of operations.filter((each) => each.at === at)) {
    items[path] ??= { ...withoutOperations(item) };
    (items[path] ??= {})[method] = operation;
  }
  return items;
}

/** The path's other fields, shared by its operations. */
export function withoutOperations(item: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([key]) => !methods.includes(key)));
}

/** Security that holds for an operation; undefined where nobody says. The root's is not for webhooks. */
export function securityOf({ at, operation }: SourceOperation, document: JsonObject) {
  return listAt(operation, "security") ?? (at === "paths" ? listAt(document, "security") : []);
}

/** Servers of an operation: the nearest list that has any; the root's are not for webhooks. */
export function serversOf({ at, operation, item }: SourceOperation, document: JsonObject) {
  return [operation, item, at === "paths" ? document : {}]
    .map((holder) => listAt(holder, "servers") ?? [])
    .find((servers) => servers.length > 0);
}

export function tagsOf({ operation }: SourceOperation): readonly string[] {
  return (listAt(operation, "tags") ?? []).filter((tag) => typeof tag === "string");
}

/** The names of the schemes that requirements ask for. */
export function schemesOf(security: readonly unknown[] | undefined): readonly string[] {
  const names = (security ?? [])
    .filter(isObject)
    .flatMap((requirement) => Object.keys(requirement));
  return [...new Set(names)];
}

/**
 * The components that values refer to, directly or through others, as `kind/name` in the order in
 * which one comes across them.
 */
export function componentsUsedBy(
  values: readonly unknown[],
  document: JsonObject,
): readonly (readonly [kind: string, name: string])[] {
  const found = new Map<string, readonly [string, string]>();
  const follow = (value: unknown): void =>
    visit(value, ({ $ref }) => {
      const match = typeof $ref === "string" ? /^#\/components\/([^/]+)\/([^/]+)/.exec($ref) : null;
      const [, kind = "", written = ""] = match ?? [];
      const name = decodeURIComponent(written).replaceAll("~1", "/").replaceAll("~0", "~");
      const held = objectAt(document["components"], kind);
      if (!Object.hasOwn(held, name) || found.has(`${kind}/${name}`)) return;
      found.set(`${kind}/${name}`, [kind, name]);
      follow(held[name]);
    });
  for (const value of values) follow(value);
  return [...found.values()];
}

/** Some components of a document, in the order of their names here. */
export function pickComponents(
  names: readonly (readonly [kind: string, name: string])[],
  document: JsonObject,
): JsonObject {
  const picked: Record<string, Record<string, unknown>> = {};
  for (const [kind, name] of names) {
    const held = objectAt(document["components"], kind);
    if (Object.hasOwn(held, name)) (picked[kind] ??= {})[name] = held[name];
  }
  return picked;
}

/** The document without the components that none of its operations needs, the others in place. */
export function withoutUnused(
  document: JsonObject,
  used: readonly (readonly [kind: string, name: string])[],
): JsonObject {
  const wanted = new Set(used.map(([kind, name]) => `${kind}/${name}`));
  const kinds = Object.entries(objectAt(document, "components")).flatMap(
    ([kind, held]): [string, unknown][] => {
      const kept = Object.entries(isObject(held) ? held : {}).filter(([name]) =>
        wanted.has(`${kind}/${name}`),
      );
      return kept.length > 0 ? [[kind, Object.fromEntries(kept)]] : [];
    },
  );
  const { components: _, ...rest } = document;
  return kinds.length > 0 ? { ...rest, components: Object.fromEntries(kinds) } : rest;
}
