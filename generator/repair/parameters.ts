import { pointerTo } from "../diagnostics/origins.js";
import type { Document, Parameter, Reference, Spec } from "../openapi.js";
import { removeOrigins } from "./move-origins.js";
import { mapOperations, type OperationSite } from "./operations.js";

/** A parameter of an operation, `$ref` followed. */
export interface ParameterSite {
  readonly parameter: Parameter;
  readonly pointer: string;
}

const base = "#/components/parameters/";

/** The parameter itself, through any `$ref`; undefined where it leads nowhere or in a circle. */
export function parameterOf(
  document: Document,
  parameter: Parameter | Reference,
): Parameter | undefined {
  let current: Parameter | Reference | undefined = parameter;
  const seen = new Set<string>();
  while (current && "$ref" in current) {
    const { $ref } = current;
    if (!$ref.startsWith(base) || seen.has($ref)) return undefined;
    seen.add($ref);
    const name = decoded($ref.slice(base.length));
    const parameters: Components = document.components?.parameters ?? {};
    current = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  }
  return current;
}

type Components = Readonly<Record<string, Parameter | Reference>>;

function decoded(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The operation's own parameters that can be followed. */
export function parametersOf(document: Document, site: OperationSite): readonly ParameterSite[] {
  return (site.operation.parameters ?? []).flatMap((item, index) => {
    const parameter = parameterOf(document, item);
    return parameter ? [{ parameter, pointer: pointerTo(site.pointer, "parameters", index) }] : [];
  });
}

/**
 * The spec with each parameter of each operation replaced: `change` gives what stands in its place,
 * or undefined for nothing. A `$ref` for which the same parameter comes back stays a `$ref`.
 */
export function mapParameters(
  spec: Spec,
  change: (site: OperationSite, at: ParameterSite) => Parameter | undefined,
): Spec {
  const removed = new Set<string>();
  const lists = new Map<string, number>();
  const changed = mapOperations(spec, (site) => {
    const list = site.operation.parameters;
    if (!list) return site.operation;
    const array = pointerTo(site.pointer, "parameters");
    const kept: (Parameter | Reference)[] = [];
    for (const [index, item] of list.entries()) {
      const pointer = pointerTo(array, index);
      const parameter = parameterOf(spec.document, item);
      const result = parameter ? change(site, { parameter, pointer }) : item;
      if (result) kept.push(result === parameter ? item : result);
      else removed.add(pointer);
    }
    if (kept.length < list.length) lists.set(array, list.length);
    const isSame = kept.length === list.length && kept.every((item, index) => item === list[index]);
    return isSame ? site.operation : { ...site.operation, parameters: kept };
  });
  if (removed.size === 0) return changed;
  return { ...changed, origins: removeOrigins(spec.origins, removed, lists) };
}
