import type { ResolvedSchemaObject, Schema, SchemaObject } from "../openapi.js";

/** An object schema that is written in place. */
export interface InlineObject {
  /** Without null, where that is allowed too. */
  readonly object: SchemaObject;
  readonly nullable: boolean;
}

/** The object that a schema is, if it is one with properties and no reference to one. */
export function inlineObject(schema: Schema): InlineObject | undefined {
  if (typeof schema === "boolean" || schema.$ref !== undefined || !schema.properties) {
    return undefined;
  }
  const { type } = schema;
  if (type === undefined || type === "object") return { object: schema, nullable: false };
  if (typeof type === "string" || !type.includes("object")) return undefined;
  const others = type.filter((each) => each !== "object");
  if (others.some((each) => each !== "null")) return undefined;
  return { object: withoutNull(schema), nullable: others.length > 0 };
}

/** Made once for each schema, so that what is known of one is known of the other. */
const nonNull = new WeakMap<SchemaObject, SchemaObject>();

function withoutNull(schema: SchemaObject): SchemaObject {
  const object = nonNull.get(schema) ?? { ...schema, type: "object" as const };
  nonNull.set(schema, object);
  return object;
}

/**
 * Whether an object is more than small: it has more than three properties, holds another object, or
 * is found several times with more than one property.
 */
export function deservesName({ properties = {} }: SchemaObject, occurrences: number): boolean {
  const inner = Object.values(properties);
  return inner.length > 3 || (occurrences > 1 && inner.length > 1) || inner.some(holdsObject);
}

function holdsObject(schema: Schema): boolean {
  if (typeof schema === "boolean" || schema.$ref !== undefined) return false;
  if (Object.keys(inlineObject(schema)?.object.properties ?? {}).length > 0) return true;
  const members = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  return (schema.items !== undefined && holdsObject(schema.items)) || members.some(holdsObject);
}

/** What a place says beside the type that stands there, so that it is not lost. */
const besideReference = ["description", "default", "deprecated", "readOnly", "writeOnly"] as const;

/** What stands in the place of an inline object that is a component. */
export function referenceTo(name: string, schema: Schema, nullable: boolean): ResolvedSchemaObject {
  const reference = { $ref: schemaRef(name) };
  const said = typeof schema === "object" ? schema : {};
  const beside = besideReference.flatMap((keyword) =>
    said[keyword] === undefined ? [] : [[keyword, said[keyword]]],
  );
  return {
    ...(nullable ? { anyOf: [reference, { type: "null" }] } : reference),
    ...Object.fromEntries(beside),
  };
}

/** The reference to a component schema. */
export function schemaRef(name: string): string {
  return `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
