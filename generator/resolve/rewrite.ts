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
  return parameters.reduce<ResolvedSchemaObject>((result, parameter) => {
    const base = result["x-extends"];
    const { property } = parameter;
    const own = result.properties;
    const properties = own &&
      Object.hasOwn(own, property) && {
        properties: {
          ...own,
          [property]: placeMarker(own[property] ?? true, parameter, rewriting),
        },
      };
    return {
      ...result,
      ...properties,
      ...(base && { "x-extends": passToBase(base, parameter, rewriting) }),
    };
  }, schema);
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

/** The base of a component with the component's own parameter as its argument. */
function passToBase(
  base: ResolvedSchemaObject,
  parameter: TypeParameter,
  rewriting: Rewriting,
): ResolvedSchemaObject {
  const name = referenceName(base);
  const parameters = (name !== undefined && rewriting.envelopes.get(name)) || [];
  const index = parameters.findIndex(({ property }) => property === parameter.property);
  const inherited = parameters[index];
  if (!inherited) return base;
  const given = base["x-type-arguments"] ?? [];
  const before = parameters.map((each, position) => given[position] ?? each.default);
  const argument =
    inherited.at === parameter.at
      ? { "x-type-parameter": parameter.property }
      : placeMarker(before[index] ?? true, parameter, rewriting);
  return { ...base, "x-type-arguments": before.with(index, argument) };
}

function describeWith(schema: ResolvedSchemaObject, source: SchemaObject): ResolvedSchemaObject {
  return { ...schema, ...annotations(source) };
}
