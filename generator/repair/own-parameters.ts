import type { Outcome } from "../diagnostics/diagnostic.js";
import { pointerTo } from "../diagnostics/origins.js";
import type { Document, Parameter, Reference, Spec } from "../openapi.js";
import { moveOrigins } from "./move-origins.js";
import { mapOperations, type OperationSite } from "./operations.js";
import { parameterOf } from "./parameters.js";

/**
 * Gives every operation the parameters of its path item, in front of its own, and leaves none at
 * the path item. Of two with the same `name` and `in` the later one stays: an operation's own
 * overrides the path item's (OpenAPI 3.1 section 4.8.9.1).
 */
export function ownParameters(spec: Spec): Outcome<Spec> {
  const moved = new Map<string, readonly string[]>();
  const changed = mapOperations(spec, (site) => {
    const all = parametersIn(spec.document, site);
    const last = new Map(all.map((listed) => [listed.key, listed]));
    const own = all.filter((listed) => last.get(listed.key) === listed);
    const list = site.operation.parameters ?? [];
    if (own.length === list.length && own.every(({ item }, index) => item === list[index])) {
      return site.operation;
    }
    moved.set(
      pointerTo(site.pointer, "parameters"),
      own.map(({ pointer }) => pointer),
    );
    return { ...site.operation, parameters: own.map(({ item }) => item) };
  });
  const paths = Object.entries(changed.document.paths).map(([path, item]) => {
    const { parameters: _, ...rest } = item;
    return [path, rest] as const;
  });
  const document = { ...changed.document, paths: Object.fromEntries(paths) };
  const origins = moveOrigins(spec.origins, moved);
  return { value: { ...changed, document, origins }, diagnostics: [] };
}

interface Listed {
  readonly item: Parameter | Reference;
  readonly pointer: string;
  readonly key: string;
}

function parametersIn(document: Document, site: OperationSite): readonly Listed[] {
  const listed = (list: readonly (Parameter | Reference)[] | undefined, base: string): Listed[] =>
    (list ?? []).map((item, index) => ({
      item,
      pointer: pointerTo(base, "parameters", index),
      key: keyOf(document, item),
    }));
  return [
    ...listed(document.paths[site.path]?.parameters, pointerTo("/paths", site.path)),
    ...listed(site.operation.parameters, site.pointer),
  ];
}

/** What makes a parameter the same as another one: header names ignore case (RFC 9110). */
function keyOf(document: Document, item: Parameter | Reference): string {
  const parameter = parameterOf(document, item);
  if (!parameter) return JSON.stringify(item);
  const { in: location, name } = parameter;
  return `${location} ${location === "header" ? name.toLowerCase() : name}`;
}
