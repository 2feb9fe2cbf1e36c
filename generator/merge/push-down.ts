import { type Origin, pointerTo } from "../diagnostics/origins.js";
import {
  methods,
  type Method,
  type Operation,
  type Parameter,
  type PathItem,
  type Reference,
  type SecurityRequirement,
} from "../openapi.js";
import type { Shape } from "../structure.js";
import { titleOf } from "./apis.js";
import { isObject } from "./canonical.js";
import { nameIn, type Renamed, withNames } from "./components.js";
import { originIn, type Part } from "./parts.js";
import { valueAt } from "./refs.js";

/** An operation that needs nothing around it: servers, security and shared parameters are its own. */
export interface Entry {
  readonly path: string;
  readonly method: Method;
  readonly operation: Operation;
  readonly origin: Origin;
  readonly file: string;
  /** The API it belongs to; empty where its document doesn't say. */
  readonly title: string;
}

/** What a path says besides its operations. */
export interface PathNote {
  readonly path: string;
  readonly note: PathItem;
  readonly origin: Origin;
}

export interface PushedDown {
  readonly entries: readonly Entry[];
  readonly notes: readonly PathNote[];
}

/**
 * Takes the operations out of a part. A document that holds one operation has at its root the
 * security and servers of that operation, so they belong to it and to no other; parameters and
 * servers of the path belong to it as well. Components get their final names.
 */
export function pushDown(
  part: Part,
  at: "paths" | "webhooks",
  renames: Renamed | undefined,
  parts: readonly Part[],
): PushedDown {
  const entries: Entry[] = [];
  const notes: PathNote[] = [];
  for (const [path, given] of Object.entries(part.document[at] ?? {})) {
    const item = given.$ref === undefined ? given : withoutRef(given, [part, ...parts], 0);
    const pointer = pointerTo("", at, path);
    const note = Object.fromEntries(Object.entries(item).filter(([key]) => !moving.has(key)));
    notes.push({
      path,
      note: renamed(note, "pathItem", renames),
      origin: originIn(part, pointer),
    });
    for (const method of methods) {
      const operation = item[method];
      if (!operation) continue;
      entries.push({
        path,
        method,
        operation: renamed(selfContained(operation, item, part, at), "operation", renames),
        origin: originIn(part, pointerTo(pointer, method)),
        file: part.fragment.file,
        title: titleOf(part.fragment),
      });
    }
  }
  return { entries, notes };
}

const moving = new Set<string>([...methods, "servers", "parameters"]);

/** Rewrites the names of components, those of security schemes included. */
function renameSecurity(
  security: readonly SecurityRequirement[],
  renames: Renamed,
): readonly SecurityRequirement[] {
  return security.map((requirement) =>
    Object.fromEntries(
      Object.entries(requirement).map(([scheme, scopes]) => [
        nameIn(renames, "securitySchemes", scheme),
        scopes,
      ]),
    ),
  );
}

function renamed<T extends object>(value: T, shape: Shape, renames: Renamed | undefined): T {
  if (!renames) return value;
  const rewritten = withNames(value, shape, renames);
  // withNames copies the value and changes nothing but the text of references.
  const result = rewritten as T & { readonly security?: readonly SecurityRequirement[] };
  // A path item has none, whatever a document calls so there.
  if (shape !== "operation" || !result.security) return result;
  return { ...result, security: renameSecurity(result.security, renames) };
}

function selfContained(
  operation: Operation,
  item: PathItem,
  { document }: Part,
  at: "paths" | "webhooks",
): Operation {
  const all = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
  const keys = all.map((parameter) => parameterKey(parameter, document));
  // Printers put the parameters of the path before those of the operation, which override them.
  const last = new Map(keys.map((key, index) => [key, index]));
  const parameters = all.filter((_, index) => last.get(keys[index] ?? "") === index);
  const servers = [operation.servers, item.servers, at === "paths" ? document.servers : undefined];
  const nearest = servers.find((list) => list !== undefined && list.length > 0);
  const security = operation.security ?? (at === "paths" ? document.security : undefined);
  const { parameters: _parameters, servers: _servers, ...rest } = operation;
  return {
    ...rest,
    ...(parameters.length > 0 && { parameters }),
    ...(security && { security }),
    ...(nearest && { servers: nearest }),
  };
}

/** What makes a parameter the same as another one: where it goes and its name. */
export function parameterKey(parameter: Parameter | Reference, document: unknown): string {
  const found = follow(parameter, document);
  return isObject(found) && typeof found["name"] === "string"
    ? `${String(found["in"])} ${String(found["name"])}`
    : JSON.stringify(parameter);
}

/** The value a reference leads to, through others if need be; the reference itself if to nothing. */
export function follow(value: unknown, document: unknown): unknown {
  let found = value;
  for (let steps = 0; steps < 100; steps++) {
    const ref = isObject(found) ? found["$ref"] : undefined;
    if (typeof ref !== "string") return found;
    const target = valueAt(document, ref.slice(1));
    if (target === undefined) return value;
    found = target;
  }
  return value;
}

/**
 * A path item may be a reference to another one, in the first of the parts that has it; what stands
 * beside it comes first.
 */
function withoutRef(item: PathItem, parts: readonly Part[], depth: number): PathItem {
  const { $ref, ...rest } = item;
  if ($ref === undefined) return item;
  const isTarget = ({ document }: Part): boolean => isObject(valueAt(document, $ref.slice(1)));
  const target = valueAt(parts.find(isTarget)?.document, $ref.slice(1));
  if (!isObject(target) || depth > 100) return rest;
  // The reference was checked to lead to a path item by the shape of the place it stands in.
  return { ...withoutRef(target as PathItem, parts, depth + 1), ...rest };
}
