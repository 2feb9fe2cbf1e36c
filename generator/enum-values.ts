import type { Schema, SchemaObject } from "./openapi.js";

/** The values that an enum names: what a client can list at run time. */
export interface Enumeration {
  readonly values: readonly EnumeratedValue[];
  readonly nullable: boolean;
  /** Whether nothing but the values, or null, is allowed. */
  readonly closed: boolean;
}

export interface EnumeratedValue {
  readonly value: string | number | boolean;
  /** What the document says of the value: its name where that is another, and its description. */
  readonly description?: string;
}

/**
 * What an `enum` allows, each value once; undefined where there is no `enum`, or an empty one, which
 * says nothing. A value that the type excludes is read as the type's: documents quote numbers, and
 * YAML takes unquoted ones for numbers. Null is among the values where the type allows it.
 */
export function enumValues(schema: SchemaObject): readonly unknown[] | undefined {
  if (schema.enum === undefined || schema.enum.length === 0) return undefined;
  const types = typeList(schema);
  const values = schema.enum.map((value) => asTyped(value, types));
  if (types.includes("null")) values.push(null);
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/**
 * The values of an `enum`, or of a union of constants and enums; undefined where a value is no string,
 * number or boolean, or where there are no values.
 */
export function enumeration(schema: Schema): Enumeration | undefined {
  if (typeof schema === "boolean" || schema.$ref !== undefined) return undefined;
  const own = enumValues(schema);
  if (own) {
    const found = ofValues(own, descriptions(schema));
    return found && { ...found, closed: schema["x-open-enum"] !== true };
  }
  if (schema.properties ?? schema.items) return undefined;
  const members = schema.oneOf ?? schema.anyOf ?? [];
  const parts = members.map(ofMember);
  const known = parts.flatMap((part) => part ?? []);
  if (known.length < parts.length) return undefined;
  const values = new Map(
    known.flatMap((part) => part.values).map((value) => [value.value, value] as const),
  );
  if (values.size === 0) return undefined;
  return {
    values: [...values.values()],
    nullable: typeList(schema).includes("null") || known.some(({ nullable }) => nullable),
    closed: known.every(({ closed }) => closed),
  };
}

/** A member of a union that only names values, or is a plain type beside those that do. */
function ofMember(member: Schema): Enumeration | undefined {
  if (typeof member === "boolean" || member.$ref !== undefined) return undefined;
  if (member.const !== undefined) {
    return ofValues([member.const], () => textOf(member.description) ?? textOf(member.title));
  }
  if (member.enum !== undefined) return enumeration(member);
  const [type, ...more] = typeList(member);
  if (type === undefined || more.length > 0) return undefined;
  if (type === "null") return { values: [], nullable: true, closed: true };
  return ["string", "number", "integer"].includes(type)
    ? { values: [], nullable: false, closed: false }
    : undefined;
}

function ofValues(
  all: readonly unknown[],
  describe: (value: unknown) => string | undefined,
): Enumeration | undefined {
  const values: EnumeratedValue[] = [];
  for (const value of all) {
    if (value === null) continue;
    if (!isScalar(value)) return undefined;
    const description = describe(value);
    values.push({ value, ...(description !== undefined && { description }) });
  }
  return { values, nullable: all.includes(null), closed: true };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}

/** Names and descriptions of values, which tools write as lists beside `enum` or as maps from values. */
function descriptions(schema: SchemaObject): (value: unknown) => string | undefined {
  const types = typeList(schema);
  const indexes = new Map(schema.enum?.map((value, index) => [asTyped(value, types), index]));
  const said = (keywords: readonly string[], value: unknown): string | undefined => {
    const given = keywords.map((keyword) => schema[keyword]).find((each) => each !== undefined);
    if (typeof given !== "object" || given === null) return undefined;
    const key = Array.isArray(given) ? String(indexes.get(value)) : String(value);
    return Object.hasOwn(given, key) ? textOf((given as Record<string, unknown>)[key]) : undefined;
  };
  return (value) => {
    const name = said(["x-enum-varnames", "x-enumNames"], value);
    const description = said(["x-enum-descriptions", "x-enumDescriptions"], value);
    const telling = name !== undefined && letters(name) !== letters(String(value)) ? [name] : [];
    const text = [...telling, ...(description === undefined ? [] : [description])].join(": ");
    return text === "" ? undefined : text;
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

function typeList({ type = [] }: SchemaObject): readonly string[] {
  return typeof type === "string" ? [type] : type;
}

function asTyped(value: unknown, types: readonly string[]): unknown {
  if (types.length === 0 || types.some((type) => fits(value, type))) return value;
  if (types.includes("string") && (typeof value === "number" || typeof value === "boolean")) {
    return String(value);
  }
  if (typeof value !== "string" || value.trim() === "") return value;
  const isNumeric = types.includes("number") || types.includes("integer");
  if (isNumeric && Number.isFinite(Number(value))) return Number(value);
  return types.includes("boolean") && /^(true|false)$/.test(value) ? value === "true" : value;
}

function fits(value: unknown, type: string): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return type === "array";
  return type === "integer" ? typeof value === "number" : typeof value === type;
}
