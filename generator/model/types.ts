import type { Document, ResolvedSchemaObject, Schema } from "../openapi.js";
import type { NamedType, TypeParameter } from "./api.js";
import { newScope, pascalCase, type Scope } from "./names.js";
import { reservedTypes } from "./reserved.js";

/** The component schemas as types, in the order of the document; also gives the scope they stand in. */
export function modelTypes(document: Document): {
  readonly types: readonly NamedType[];
  readonly scope: Scope;
} {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const scope = newScope(reservedTypes);
  // Sorted, so that which of two clashing names gets the number does not depend on the document;
  // a name that needs no change keeps it.
  const names = new Map(
    schemas
      .map(([wireName]) => wireName)
      .toSorted()
      .toSorted((a, b) => Number(pascalCase(b) === b) - Number(pascalCase(a) === a))
      .map((wireName) => [
        wireName,
        scope.take(pascalCase(wireName), `${pascalCase(wireName)}Model`),
      ]),
  );
  const taken = [...names.values(), ...reservedTypes];
  const types = schemas.map(([wireName, schema]) => ({
    name: names.get(wireName) ?? wireName,
    wireName,
    parameters: modelParameters(schema, taken),
    schema,
  }));
  return { types, scope };
}

/** A parameter is named after its property, or `Item` where it is the one type of items. */
function modelParameters(schema: Schema, taken: readonly string[]): readonly TypeParameter[] {
  const resolved: ResolvedSchemaObject = typeof schema === "object" ? schema : {};
  const parameters = resolved["x-type-parameters"] ?? [];
  const itemTypes = parameters.filter(({ at }) => at === "items").length;
  const scope = newScope(taken);
  return parameters.map(({ property, at, default: byDefault }) => {
    const words = pascalCase(property);
    const name = at === "property" ? words : itemTypes === 1 ? "Item" : `${words}Item`;
    return { name: scope.take(name, `T${name}`), property, default: byDefault };
  });
}
