import type { Schema, SchemaObject } from "../openapi.js";
import { annotations, asObject, isAnnotation, isMergeableObject, without } from "./keywords.js";
import { pointerTo } from "../diagnostics/origins.js";
import type { Budget } from "./budget.js";
import { overrideObjects, type OnContradiction, type Override } from "./override.js";

export type Schemas = Readonly<Record<string, Schema>>;

/** Component schemas by name, each with its `allOf` merged into one object schema where possible. */
export type Flattened = ReadonlyMap<string, SchemaObject>;

const prefix = "#/components/schemas/";

/** The component a schema is a plain reference to. */
export function referenceName(schema: Schema): string | undefined {
  const ref = asObject(schema).$ref;
  if (!ref?.startsWith(prefix)) return undefined;
  return ref.slice(prefix.length).replaceAll("~1", "/").replaceAll("~0", "~");
}

/**
 * The schemas that must all hold for `schema`, in the order in which the later refines the earlier:
 * `allOf` unfolded through inline schemas, then what stands beside it. Mere descriptions are left out.
 */
export function membersOf(schema: Schema): readonly SchemaObject[] {
  const object = asObject(schema);
  const members = (object.allOf ?? []).flatMap(membersOf);
  if (object.$ref !== undefined) members.push({ $ref: object.$ref });
  const beside = without(object, "allOf", "$ref");
  if (!isAnnotation(beside)) members.push(beside);
  return members;
}

/**
 * Flattens every component, bases before what is built on them, without recursion over references
 * (documents chain thousands).
 *
 * @param onCycle told the components whose `allOf` leads back to themselves; that step is left out
 */
export function flattenComponents(
  schemas: Schemas,
  onContradiction: OnContradiction,
  onCycle: (name: string) => void,
  { spend, enter }: Budget,
): Flattened {
  const flattened = new Map<string, SchemaObject>();
  const dereference = dereferencer(schemas, flattened);
  const override: Override = { dereference, onContradiction, spend };
  for (const name of inOrderOfBases(schemas, onCycle)) {
    enter(pointerTo("/components/schemas", name));
    flattened.set(name, flatten(asObject(schemas[name] ?? true), override));
  }
  return flattened;
}

/** Follows plain references to what the component allows; gives anything else back as it is. */
export function dereferencer(schemas: Schemas, flattened: Flattened) {
  return (schema: SchemaObject): SchemaObject => {
    const name = referenceName(schema);
    if (name === undefined) return schema;
    return flattened.get(name) ?? asObject(schemas[name] ?? true);
  };
}

function flatten(schema: SchemaObject, override: Override): SchemaObject {
  const members = membersOf(schema);
  const objects = members.map(override.dereference);
  const [first] = objects;
  if (!first) return schema;
  if (objects.length === 1) {
    return schema.allOf === undefined ? first : { ...first, ...annotations(schema) };
  }
  if (!objects.every(isMergeableObject)) return schema;
  return { ...overrideObjects(objects, override), ...annotations(schema) };
}

/** Component names, each after the components its `allOf` names: a depth-first walk, with its own stack. */
function inOrderOfBases(schemas: Schemas, onCycle: (name: string) => void): readonly string[] {
  const order: string[] = [];
  const state = new Map<string, "open" | "done">();
  for (const root of Object.keys(schemas)) {
    const stack = [root];
    for (let name = stack.at(-1); name !== undefined; name = stack.at(-1)) {
      const bases = state.has(name) ? [] : basesOf(schemas[name] ?? true, schemas);
      if (!state.has(name)) state.set(name, "open");
      const pending = bases.filter((base) => state.get(base) !== "done");
      for (const base of pending) {
        if (state.get(base) === "open") onCycle(base);
      }
      const next = pending.filter((base) => !state.has(base));
      for (const base of next) stack.push(base);
      if (next.length > 0) continue;
      stack.pop();
      if (state.get(name) !== "done") order.push(name);
      state.set(name, "done");
    }
  }
  return order;
}

/** The components a component's `allOf` is built on. */
export function basesOf(schema: Schema, schemas: Schemas): readonly string[] {
  return membersOf(schema).flatMap((member) => {
    const name = referenceName(member);
    return name !== undefined && Object.hasOwn(schemas, name) ? [name] : [];
  });
}
