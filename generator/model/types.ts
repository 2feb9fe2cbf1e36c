import type { Document, ResolvedSchemaObject, Schema } from "../openapi.js";
import type { NamedType, TypeParameter } from "./api.js";
import { newScope, pascalCase, type Scope } from "./names.js";
import { reservedTypes } from "./reserved.js";

/**
 * The names of the component schemas' types, and the scope they stand in. Functions begin in lower case
 * and types in capitals; only a `_`, before a digit, is both, and first come the functions.
 */
export function nameComponents(
  document: Document,
  functions: readonly string[],
): {
  readonly names: ReadonlyMap<string, string>;
  readonly scope: Scope;
} {
  const scope = newScope([...reservedTypes, ...functions.filter((name) => name.startsWith("_"))]);
  // Sorted, so that which of two clashing names gets the number does not depend on the document;
  // a name that needs no change keeps it.
  const names = new Map(
    Object.keys(document.components?.schemas ?? {})
      .toSorted()
      .toSorted((a, b) => Number(pascalCase(b) === b) - Number(pascalCase(a) === a))
      .map((wireName) => [
        wireName,
        scope.take(pascalCase(wireName), `${pascalCase(wireName)}Model`),
      ]),
  );
  return { names, scope };
}

/**
 * The component schemas as types, in the order of the document. One that is not in `names` was made
 * of inline objects: its name is its own, and `places` says where it stands.
 */
export function modelTypes(
  document: Document,
  names: ReadonlyMap<string, string>,
  places: ReadonlyMap<string, readonly string[]>,
): readonly NamedType[] {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const nameOf = (wireName: string) => names.get(wireName) ?? wireName;
  const taken = newScope([...schemas.map(([wireName]) => nameOf(wireName)), ...reservedTypes]);
  return schemas.map(([wireName, schema]) => {
    const standsAt = places.get(wireName);
    return {
      name: nameOf(wireName),
      wireName,
      parameters: modelParameters(schema, taken),
      schema,
      ...(standsAt && { places: standsAt }),
    };
  });
}

/** A parameter is named after its property, or `Item` where it is the one type of items. */
function modelParameters(schema: Schema, taken: Scope): readonly TypeParameter[] {
  const resolved: ResolvedSchemaObject = typeof schema === "object" ? schema : {};
  const parameters = resolved["x-type-parameters"] ?? [];
  const itemTypes = parameters.filter(({ at }) => at === "items").length;
  const scope = newScope([], taken);
  return parameters.map(({ property, at, default: byDefault }) => {
    const words = pascalCase(property);
    const name = at === "property" ? words : itemTypes === 1 ? "Item" : `${words}Item`;
    return { name: scope.take(name, `T${name}`), property, default: byDefault };
  });
}
