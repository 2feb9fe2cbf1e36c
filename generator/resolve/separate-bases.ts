import { addTo } from "../group.js";
import { pointerTo } from "../diagnostics/origins.js";
import type { Discriminator, Document, Schema, SchemaObject } from "../openapi.js";
import { mappedValues, ownValue } from "./discriminator-values.js";
import type { Budget } from "./budget.js";
import { basesOf, membersOf, referenceName, type Schemas } from "./flatten.js";
import { annotations, asObject } from "./keywords.js";
import { mapSchemas, mapSubschemas } from "./map-schemas.js";

/**
 * Separates what a component with a discriminator means from what others build on: where others
 * extend `Pet`, a `Pet` is one of them, and `PetBase` is what they share (OpenAPI 3.1, 4.8.25.3).
 */
export function separateBases(document: Document, { spend, enter }: Budget): Document {
  const schemas = document.components?.schemas ?? {};
  const children = childrenOf(schemas);
  const separated = new Map<string, { readonly base: string; readonly union: SchemaObject }>();
  const taken = new Set(Object.keys(schemas));
  for (const [name, schema] of Object.entries(schemas)) {
    const { discriminator, oneOf, anyOf } = asObject(schema);
    if (!discriminator || oneOf || anyOf) continue;
    const members = membersOfUnion(name, discriminator, children, schemas);
    enter(pointerTo("/components/schemas", name));
    spend(costOfMember * members.length);
    if (members.length === 0) continue;
    const base = freeName(`${name}Base`, taken);
    taken.add(base);
    separated.set(name, { base, union: unionOf(name, base, members, asObject(schema), schemas) });
  }
  return separated.size === 0 ? document : rewrite(document, separated);
}

/** Beside one property: a member is printed as a type, a value and what tells it apart. */
const costOfMember = 5;

type Separated = ReadonlyMap<string, { readonly base: string; readonly union: SchemaObject }>;

function rewrite(document: Document, separated: Separated): Document {
  const schemas = document.components?.schemas ?? {};
  const toBase = (schema: Schema): Schema => {
    if (typeof schema === "boolean" || !schema.allOf) return schema;
    return { ...schema, allOf: schema.allOf.map((member) => baseInstead(member, separated)) };
  };
  const inside = (schema: Schema): Schema => {
    if (typeof schema === "boolean") return schema;
    const mapped = mapSubschemas(schema, inside, "");
    // One reference with a description is how 3.0 describes a reference: it means the union.
    return membersOf(schema).length > 1 ? toBase(mapped) : mapped;
  };
  const isComponent = new Set(
    Object.keys(schemas).map((name) => pointerTo("/components/schemas", name)),
  );
  const mapped = mapSchemas(document, (schema, pointer) =>
    isComponent.has(pointer) ? toBase(inside(schema)) : inside(schema),
  );
  const entries = Object.entries(mapped.components?.schemas ?? {}).flatMap(
    ([name, schema]): [string, Schema][] => {
      const found = separated.get(name);
      if (!found) return [[name, schema]];
      const { discriminator: _, ...base } = asObject(schema);
      return [
        [name, found.union],
        [found.base, base],
      ];
    },
  );
  return { ...mapped, components: { ...mapped.components, schemas: Object.fromEntries(entries) } };
}

function baseInstead(member: Schema, separated: Separated): Schema {
  const name = referenceName(member);
  const base = name === undefined ? undefined : separated.get(name)?.base;
  if (base === undefined) {
    const { allOf } = asObject(member);
    if (!allOf) return member;
    return { ...asObject(member), allOf: allOf.map((inner) => baseInstead(inner, separated)) };
  }
  return { ...asObject(member), $ref: pointerTo("#/components/schemas", base) };
}

/** Component → the components whose `allOf` names it. */
function childrenOf(schemas: Schemas): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const [name, schema] of Object.entries(schemas)) {
    if (asObject(schema).allOf === undefined) continue;
    for (const base of basesOf(schema, schemas)) {
      addTo(children, base, name);
    }
  }
  return children;
}

/**
 * The components that a value can be: those mapped, and all that is built on the base; of these,
 * where there is a mapping, only what nothing else is built on.
 */
function membersOfUnion(
  name: string,
  discriminator: Discriminator,
  children: ReadonlyMap<string, readonly string[]>,
  schemas: Schemas,
): readonly string[] {
  const found = new Set<string>();
  const pending = [name];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const child of children.get(next) ?? []) {
      if (!found.has(child) && child !== name) pending.push(child);
      found.add(child);
    }
  }
  found.delete(name);
  if (found.size === 0) return [];
  const mapped = mappedValues(discriminator, schemas);
  const built = [...found].filter(
    (member) => mapped.size === 0 || mapped.has(member) || !children.has(member),
  );
  return [...new Set([...mapped.keys(), ...built])].toSorted();
}

function unionOf(
  name: string,
  base: string,
  members: readonly string[],
  schema: SchemaObject,
  schemas: Schemas,
): SchemaObject {
  const { discriminator, ...described } = annotations(schema);
  if (!discriminator) return schema;
  const mapped = mappedValues(discriminator, schemas);
  const valuesOf = (member: string) => mapped.get(member) ?? [ownValue(member, schemas)];
  const others = members.filter((member) => member !== name);
  const mapping = others.flatMap((member) => valuesOf(member).map((value) => [value, member]));
  const itself: SchemaObject = {
    allOf: [
      { $ref: pointerTo("#/components/schemas", base) },
      {
        type: "object",
        properties: { [discriminator.propertyName]: { type: "string", enum: valuesOf(name) } },
      },
    ],
  };
  return {
    ...described,
    oneOf: [
      ...others.map((member) => ({ $ref: pointerTo("#/components/schemas", member) })),
      // Narrowed here only: what is built on the base has values of its own.
      ...(mapped.has(name) ? [itself] : []),
    ],
    discriminator: { ...discriminator, mapping: Object.fromEntries(mapping) },
  };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let count = 2; ; count += 1) {
    if (!taken.has(`${name}${count}`)) return `${name}${count}`;
  }
}
