import type { Discriminator, Document, Schema, SchemaObject } from "../openapi.js";
import { mappedValues, ownValue } from "./discriminator-values.js";
import type { Budget } from "./budget.js";
import { basesOf, membersOf, referenceName, type Schemas } from "./flatten.js";
import { annotations, asObject, isMergeableObject, typesOf, without } from "./keywords.js";
import { mapSchemas, mapSubschemas } from "./map-schemas.js";
import { separateBases } from "./separate-bases.js";

/**
 * Makes discriminated unions of what a discriminator tells apart (OpenAPI 3.1, 4.8.25): a base that
 * others extend becomes the union of them, and in each member of a union the discriminating property
 * allows only the values that mean this member.
 */
export function resolveDiscriminators(document: Document, budget: Budget): Document {
  const separated = separateBases(document, budget);
  const schemas = separated.components?.schemas ?? {};
  const meanings = collectMeanings(separated, schemas);
  if (meanings.size === 0) return separated;
  const narrowed = Object.entries(schemas).map(([name, schema]): [string, Schema] => [
    name,
    narrow(schema, meanings.get(name), schemas),
  ]);
  return {
    ...separated,
    components: { ...separated.components, schemas: Object.fromEntries(narrowed) },
  };
}

/** Component → discriminating property → the values that mean this component. */
type Meanings = Map<string, Map<string, Set<string>>>;

function collectMeanings(document: Document, schemas: Schemas): Meanings {
  const meanings: Meanings = new Map();
  const collect = (schema: Schema): Schema => {
    if (typeof schema === "boolean") return schema;
    const { discriminator } = schema;
    const union = schema.oneOf ?? schema.anyOf;
    if (discriminator && union) {
      for (const { name, values } of membersByValue(union, discriminator, schemas)) {
        const byProperty = meanings.get(name) ?? new Map<string, Set<string>>();
        const known = byProperty.get(discriminator.propertyName) ?? new Set();
        for (const value of values) known.add(value);
        byProperty.set(discriminator.propertyName, known);
        meanings.set(name, byProperty);
      }
    }
    return mapSubschemas(schema, collect, "");
  };
  mapSchemas(document, collect);
  return meanings;
}

function membersByValue(
  union: readonly Schema[],
  discriminator: Discriminator,
  schemas: Schemas,
): readonly { readonly name: string; readonly values: readonly string[] }[] {
  const mapped = mappedValues(discriminator, schemas);
  return union.flatMap((member) => {
    const name = referenceName(member);
    if (name === undefined || !Object.hasOwn(schemas, name)) return [];
    return [{ name, values: mapped.get(name) ?? [ownValue(name, schemas)] }];
  });
}

function narrow(
  schema: Schema,
  meanings: ReadonlyMap<string, ReadonlySet<string>> | undefined,
  schemas: Schemas,
): Schema {
  if (!meanings || typeof schema === "boolean") return schema;
  return [...meanings].reduce<SchemaObject>(
    (result, [property, values]) => narrowProperty(result, property, [...values], schemas),
    schema,
  );
}

/** The component with its discriminating property narrowed; as it is where it says more itself. */
function narrowProperty(
  schema: SchemaObject,
  property: string,
  values: readonly string[],
  schemas: Schemas,
): SchemaObject {
  const members = membersOf(schema);
  const others = members.filter(({ $ref }) => $ref === undefined);
  if (members.length === 0 || !others.every(isMergeableObject)) return schema;
  const declared = declaredProperty(schema, property, schemas);
  const narrowed = narrowSchema(declared, values, schemas);
  if (narrowed === undefined) return schema;
  const isPlain = schema.allOf === undefined && schema.$ref === undefined;
  if (isPlain) return withProperty(schema, property, narrowed);
  const last = others.at(-1);
  const own: SchemaObject = last ?? { type: "object" };
  const rest = members.filter((member) => member !== last);
  return {
    ...annotations(schema),
    allOf: [...rest, withProperty(own, property, narrowed)],
  };
}

function withProperty(schema: SchemaObject, property: string, narrowed: Schema): SchemaObject {
  const declared = Object.entries(schema.properties ?? {});
  const isDeclared = declared.some(([name]) => name === property);
  // What tells a member from the others is read first.
  const entries = isDeclared ? declared : [[property, narrowed] as const, ...declared];
  const properties = entries.map(([name, own]) => [name, name === property ? narrowed : own]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** The property as the component or the nearest of its bases declares it. */
function declaredProperty(schema: SchemaObject, property: string, schemas: Schemas): Schema {
  const seen = new Set<string>();
  const pending: Schema[] = [schema];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    for (const { properties } of membersOf(next).toReversed()) {
      const found = properties && Object.hasOwn(properties, property) && properties[property];
      if (found !== undefined && found !== false) return found;
    }
    for (const base of basesOf(next, schemas)) {
      if (!seen.has(base)) pending.push(schemas[base] ?? true);
      seen.add(base);
    }
  }
  return {};
}

/** Undefined where the property is no string, or allows none of the values: then it stays. */
function narrowSchema(
  declared: Schema,
  values: readonly string[],
  schemas: Schemas,
): SchemaObject | undefined {
  const own = asObject(declared);
  const name = referenceName(own);
  const target = name !== undefined && Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  const said = target === undefined ? own : asObject(target);
  const types = typesOf(said);
  if ((types && !types.has("string")) || said.const !== undefined) return undefined;
  if (said.enum && !values.every((value) => said.enum?.includes(value))) return undefined;
  if (said.$ref ?? said.oneOf ?? said.anyOf ?? said.allOf) return undefined;
  const described = without(own, "$ref", "type", "enum", "default", "example", "examples");
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? { ...described, type: "string", const: only }
    : { ...described, type: "string", enum: values };
}
