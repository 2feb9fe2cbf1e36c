import type { Schema, SchemaObject } from "../openapi.js";
import { asObject, isMergeableObject, isOpen, sameType, typesOf } from "./keywords.js";
import type { Dereference } from "./override.js";

/**
 * Whether every value of `schema` is one of `base`, as far as that shows: what an interface may say
 * of a property that it inherits. In doubt it is not.
 */
export function refines(schema: Schema, base: Schema, dereference: Dereference): boolean {
  const [to, from] = [asObject(schema), dereference(asObject(base))];
  // An object type written in place is one of any properties; one with a name may be an interface,
  // which TypeScript does not take for such.
  if (isOpen(from) && !typesOf(from)?.has("array") && isClosedObject(to)) return true;
  return refinesKnown(schema, base, dereference);
}

function refinesKnown(schema: Schema, base: Schema, dereference: Dereference): boolean {
  if (sameType(schema, base)) return true;
  const [to, from] = [asObject(schema), dereference(asObject(base))];
  if (to.$ref !== undefined) return false;
  if (isClosedObject(to) && isClosedObject(from)) return refinesObject(to, from, dereference);
  const [toTypes, fromTypes] = [typesOf(to), typesOf(from)];
  if (!toTypes || !fromTypes || !isPlain(from)) return false;
  if (toTypes.size === 1 && toTypes.has("array") && fromTypes.has("array")) {
    return !to.prefixItems && !from.prefixItems && from.items !== undefined
      ? refinesKnown(to.items ?? true, from.items, dereference)
      : false;
  }
  return isPlain(to) && refinesScalar(to, from);
}

function refinesObject(to: SchemaObject, from: SchemaObject, dereference: Dereference): boolean {
  const properties = to.properties ?? {};
  const required = new Set(to.required);
  return (
    (from.required ?? []).every((name) => required.has(name)) &&
    Object.entries(from.properties ?? {}).every(([name, base]) => {
      const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return own !== undefined && refinesKnown(own, base, dereference);
    })
  );
}

/** An object of declared properties only, at least one. */
function isClosedObject(schema: SchemaObject): boolean {
  if (!isMergeableObject(schema) || typesOf(schema)?.size !== 1) return false;
  if (schema.additionalProperties ?? schema.patternProperties) return false;
  return Object.keys(schema.properties ?? {}).length > 0;
}

function refinesScalar(to: SchemaObject, from: SchemaObject): boolean {
  const values = valuesOf(to);
  const allowed = valuesOf(from) && new Set(valuesOf(from));
  if (allowed) return values?.every((value) => allowed.has(value)) ?? false;
  const fromTypes = typesOf(from) ?? new Set();
  return [...(typesOf(to) ?? [])].every(
    (type) =>
      type !== "object" &&
      type !== "array" &&
      (fromTypes.has(type) || (type === "integer" && fromTypes.has("number"))),
  );
}

function valuesOf(schema: SchemaObject): readonly unknown[] | undefined {
  return "const" in schema ? [schema.const] : schema.enum;
}

function isPlain(schema: SchemaObject): boolean {
  return (schema.$ref ?? schema.allOf ?? schema.anyOf ?? schema.oneOf ?? schema.not) === undefined;
}
