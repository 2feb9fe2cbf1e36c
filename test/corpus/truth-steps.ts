import { isObject, type JsonObject, listAt, objectAt } from "./json.js";

/** The way from a schema to one directly inside it. */
export interface Step {
  readonly path: readonly (string | number)[];
  readonly schema: unknown;
  /** The inner schema's type, from the outer one's; undefined where an index can't lead to it. */
  readonly type: (outer: string) => string | undefined;
}

/** @param parametersOf what a component's `x-type-parameters` are, by the reference to it */
export function stepsInto(
  schema: JsonObject,
  parametersOf: (ref: string) => readonly unknown[] | undefined,
): readonly Step[] {
  return [
    ...members(schema),
    ...elements(schema),
    ...alternatives(schema),
    ...typeArguments(schema, parametersOf),
    ...(listAt(schema, "x-intersection") ?? []).map((member, index) => ({
      path: ["x-intersection", index],
      schema: member,
      type: unnameable,
    })),
  ];
}

function unnameable(): undefined {
  return undefined;
}

/** An index into a type that may be null or optional. */
function indexed(index: string): (outer: string) => string {
  return (outer) => `NonNullable<${outer}>[${index}]`;
}

function members(schema: JsonObject): readonly Step[] {
  const properties = objectAt(schema, "properties");
  const others = schema["additionalProperties"];
  const isOneType = isOnly(schema, "object") && !schema["oneOf"] && !schema["anyOf"];
  const isPlainRecord =
    isOneType && Object.keys(properties).length === 0 && !schema["patternProperties"];
  return [
    ...Object.entries(properties).map(([name, property]) => ({
      path: ["properties", name],
      schema: property,
      type: isOneType ? indexed(JSON.stringify(name)) : unnameable,
    })),
    ...(isObject(others)
      ? [
          {
            path: ["additionalProperties"],
            schema: others,
            type: isPlainRecord ? indexed("string") : unnameable,
          },
        ]
      : []),
  ];
}

function elements(schema: JsonObject): readonly Step[] {
  const isOneType = isOnly(schema, "array") && !schema["oneOf"] && !schema["anyOf"];
  const first = (listAt(schema, "prefixItems") ?? []).map((item, index) => ({
    path: ["prefixItems", index],
    schema: item,
    type: isOneType ? indexed(String(index)) : unnameable,
  }));
  if (schema["items"] === undefined) return first;
  const isList = isOneType && first.length === 0;
  const type = isList ? indexed("number") : unnameable;
  return [...first, { path: ["items"], schema: schema["items"], type }];
}

/** A union has no part that an index leads to, unless it is of one schema and null. */
function alternatives(schema: JsonObject): readonly Step[] {
  const hasOwn = schema["properties"] !== undefined || schema["additionalProperties"] !== undefined;
  return ["oneOf", "anyOf"].flatMap((keyword) => {
    const list = listAt(schema, keyword) ?? [];
    const values = list.filter((member) => !(isObject(member) && member["type"] === "null"));
    const isNullable = values.length === 1 && !hasOwn;
    return list.map((member, index) => ({
      path: [keyword, index],
      schema: member,
      type: isNullable ? (outer: string) => `NonNullable<${outer}>` : unnameable,
    }));
  });
}

function typeArguments(
  schema: JsonObject,
  parametersOf: (ref: string) => readonly unknown[] | undefined,
): readonly Step[] {
  const { $ref } = schema;
  const parameters = typeof $ref === "string" ? (parametersOf($ref) ?? []) : [];
  return (listAt(schema, "x-type-arguments") ?? []).flatMap((argument, index) => {
    const parameter = parameters[index];
    if (!isObject(parameter)) return [];
    const property = indexed(JSON.stringify(parameter["property"]));
    const type = (outer: string) =>
      parameter["at"] === "items" ? indexed("number")(property(outer)) : property(outer);
    return [{ path: ["x-type-arguments", index], schema: argument, type }];
  });
}

function isOnly(schema: JsonObject, type: string): boolean {
  const said = schema["type"];
  const types = Array.isArray(said) ? said : said === undefined ? [] : [said];
  return types.every((one) => one === type || one === "null");
}
