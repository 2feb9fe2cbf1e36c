import { enumeration, type Enumeration } from "../enum-values.js";
import type { Schema } from "../openapi.js";
import type { EnumValues, NamedType, Operation } from "./api.js";
import { camelCase, newScope, type Scope } from "./names.js";
import { reservedFunctions, reservedTypes } from "./reserved.js";

/** Type or operation, by its name → the enums that it is or holds. */
export type NamedEnums = ReadonlyMap<string, readonly EnumValues[]>;

/**
 * The enums of types, of their properties, of parameters and of the properties of bodies, each under
 * a name that nothing else in the client has. The types that are enums choose first, and all choose
 * by their names, so that nothing depends on the order of the document.
 */
export function nameEnums(
  types: readonly NamedType[],
  operations: readonly Operation[],
): NamedEnums {
  const holders = [...types, ...operations].map(({ name }) => name);
  const inOperations = operations.flatMap(({ types: declared, streamed }) => [
    ...Object.values(declared),
    ...(streamed ? [streamed.name, streamed.response] : []),
  ]);
  const scope = newScope([...reservedFunctions, ...reservedTypes, ...holders, ...inOperations]);
  const own = types.toSorted(byName).map((type) => [type.name, ownEnum(type, scope)] as const);
  const held = types
    .toSorted(byName)
    .map((type) => [type.name, propertyEnums(type, scope)] as const);
  const taken = operations
    .toSorted(byName)
    .map((operation) => [operation.name, operationEnums(operation, scope)] as const);
  const found = new Map<string, readonly EnumValues[]>();
  for (const [name, enums] of [...own, ...held, ...taken]) {
    if (enums.length > 0) found.set(name, [...(found.get(name) ?? []), ...enums]);
  }
  return found;
}

export function withEnums<T extends { readonly name: string }>(
  holder: T,
  all: NamedEnums,
): T & { readonly enums?: readonly EnumValues[] } {
  const enums = all.get(holder.name);
  return enums ? { ...holder, enums } : holder;
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}

function operationEnums(
  { name, parameters, body }: Operation,
  scope: Scope,
): readonly EnumValues[] {
  const [content, ...others] = body?.contents ?? [];
  // Where bodies of several types can be sent, no one property holds the enum.
  const inBody =
    content && others.length === 0 && content.kind !== "raw" ? propertiesOf(content.schema) : [];
  return [
    ...parameters.flatMap((parameter) =>
      enumInPlace(
        parameter.name,
        parameter.schema,
        parameter.deprecated,
        [name, parameter.in],
        scope,
      ),
    ),
    ...inBody.flatMap(([property, schema]) =>
      enumInPlace(property, schema, false, [name, "body"], scope),
    ),
  ];
}

function ownEnum({ name, schema }: NamedType, scope: Scope): readonly EnumValues[] {
  const found = inside(schema);
  if (!found || found.values.length === 0) return [];
  const isType = enumeration(schema) !== undefined;
  const { values, nullable, closed } = found;
  return [
    {
      name: scope.take(valuesName(name), valuesName(`${name} type`)),
      of: isType && closed ? { kind: "type", nullable } : { kind: "inside" },
      values,
      deprecated: isDeprecated(schema),
    },
  ];
}

function propertyEnums({ name, schema }: NamedType, scope: Scope): readonly EnumValues[] {
  return propertiesOf(schema).flatMap(([property, inner]) =>
    enumInPlace(property, inner, false, [name, "property"], scope),
  );
}

/** An enum that is written in place: one value needs no list. */
function enumInPlace(
  property: string,
  schema: Schema,
  deprecated: boolean,
  [holder, role]: readonly [string, string],
  scope: Scope,
): readonly EnumValues[] {
  const found = inside(schema);
  if (!found || found.values.length < 2) return [];
  return [
    {
      name: scope.take(
        valuesName(`${holder} ${property}`),
        valuesName(`${holder} ${role} ${property}`),
      ),
      of: { kind: "property", name: property },
      values: found.values,
      deprecated: deprecated || isDeprecated(schema),
    },
  ];
}

/** The enum that a schema is, or that the items of its arrays are. */
function inside(schema: Schema): Enumeration | undefined {
  let items = schema;
  while (typeof items === "object" && items.$ref === undefined && items.items !== undefined) {
    items = items.items;
  }
  return enumeration(items);
}

function propertiesOf(schema: Schema): readonly [string, Schema][] {
  return typeof schema === "boolean" || schema.$ref !== undefined
    ? []
    : Object.entries(schema.properties ?? {});
}

function isDeprecated(schema: Schema): boolean {
  return typeof schema === "object" && schema.deprecated === true;
}

function valuesName(words: string): string {
  return camelCase(`${words} values`);
}
