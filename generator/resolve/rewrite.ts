import type { ResolvedSchemaObject, Schema, SchemaObject, TypeParameter } from "../openapi.js";
import { compose, extension, type Rewriting } from "./compose.js";
import { membersOf, referenceName } from "./flatten.js";
import { annotations, asObject } from "./keywords.js";
import { mapResolvedSubschemas } from "./map-schemas.js";

/** Writes a schema that stands inside another place without `allOf`. */
export function rewriteSchema(schema: Schema, rewriting: Rewriting): Schema {
  if (typeof schema === "boolean") return schema;
  if (isMarker(schema)) return schema;
  const members = membersOf(schema);
  if (schema.allOf === undefined && members.length < 2) return rewriteInside(schema, rewriting);
  const resolved = compose(members, rewriting);
  return rewriteInside(describeWith(resolved, schema), rewriting);
}

/** Writes a component without `allOf`, as an extension of its base where that says it best. */
export function rewriteComponent(name: string, schema: Schema, rewriting: Rewriting): Schema {
  const parameters = rewriting.envelopes.get(name) ?? [];
  if (typeof schema === "boolean") return schema;
  const members = membersOf(schema);
  const plain = schema.allOf === undefined && members.length < 2;
  const resolved = plain ? schema : (extension(members, rewriting) ?? compose(members, rewriting));
  const described = describeWith(resolved, schema);
  const written = rewriteInside(withParameters(described, parameters, rewriting), rewriting);
  if (parameters.length === 0) return written;
  const defaults = parameters.map((parameter) => ({
    ...parameter,
    default: rewriteSchema(parameter.default, rewriting),
  }));
  return { ...written, "x-type-parameters": defaults };
}

function rewriteInside(schema: ResolvedSchemaObject, rewriting: Rewriting): ResolvedSchemaObject {
  return mapResolvedSubschemas(schema, (inner) => rewriteSchema(inner, rewriting));
}

function isMarker(schema: ResolvedSchemaObject): boolean {
  return schema["x-type-parameter"] !== undefined;
}

/** Puts the markers of a component's own type parameters where its uses replace it. */
function withParameters(
  schema: ResolvedSchemaObject,
  parameters: readonly TypeParameter[],
  rewriting: Rewriting,
): ResolvedSchemaObject {
  if (parameters.length === 0) return schema;
  const byProperty = new Map(parameters.map((parameter) => [parameter.property, parameter]));
  const { properties, "x-extends": base } = schema;
  const marked = Object.entries(properties ?? {}).map(([name, own]): [string, Schema] => {
    const parameter = byProperty.get(name);
    return [name, parameter ? placeMarker(own, parameter, rewriting) : own];
  });
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(marked) }),
    ...(base && { "x-extends": passToBase(base, byProperty, rewriting) }),
  };
}

function placeMarker(
  schema: Schema,
  { property, at }: TypeParameter,
  { override }: Rewriting,
): ResolvedSchemaObject {
  const marker: ResolvedSchemaObject = { "x-type-parameter": property };
  const replaced = override.dereference(asObject(schema));
  return at === "items"
    ? { ...replaced, items: marker }
    : { ...annotations(asObject(schema)), ...marker };
}

/** The base of a component with the component's own parameters as its arguments. */
function passToBase(
  base: ResolvedSchemaObject,
  byProperty: ReadonlyMap<string, TypeParameter>,
  rewriting: Rewriting,
): ResolvedSchemaObject {
  const name = referenceName(base);
  const inherited = (name !== undefined && rewriting.envelopes.get(name)) || [];
  if (!inherited.some(({ property }) => byProperty.has(property))) return base;
  const given = base["x-type-arguments"] ?? [];
  const passed = inherited.map((each, index): Schema => {
    const before = given[index] ?? each.default;
    const parameter = byProperty.get(each.property);
    if (!parameter) return before;
    return each.at === parameter.at
      ? { "x-type-parameter": parameter.property }
      : placeMarker(before, parameter, rewriting);
  });
  return { ...base, "x-type-arguments": passed };
}

function describeWith(schema: ResolvedSchemaObject, source: SchemaObject): ResolvedSchemaObject {
  return { ...schema, ...annotations(source) };
}
