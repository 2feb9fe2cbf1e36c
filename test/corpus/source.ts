import { isObject, type JsonObject, listAt, objectAt, visit } from "./json.js";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** An operation of a source document, and the path it stands under. */
export interface SourceOperation {
  readonly path: string;
  readonly method: string;
  readonly item: JsonObject;
  readonly operation: JsonObject;
}

export function operationsOf(document: JsonObject): readonly SourceOperation[] {
  return Object.entries(objectAt(document, "paths")).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = isObject(item) ? item[method] : undefined;
      return isObject(item) && isObject(operation) ? [{ path, method, item, operation }] : [];
    }),
  );
}

/** The path's other fields, shared by its operations. */
export function withoutOperations(item: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([key]) => !methods.includes(key)));
}

/** Security that holds for an operation; undefined where nobody says. */
export function securityOf({ operation }: SourceOperation, document: JsonObject) {
  return listAt(operation, "security") ?? listAt(document, "security");
}

/** Servers of an operation: the nearest list that has any. */
export function serversOf({ operation, item }: SourceOperation, document: JsonObject) {
  return [operation, item, document]
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
