import type { Document } from "../../generator/openapi.js";
import { isObject, type JsonObject, listAt, objectAt, valueAt } from "./json.js";

export interface Strictness {
  /** Properties with this keyword are not required. */
  readonly hides?: "readOnly" | "writeOnly";
  /** Keep only the keywords that a TypeScript type has a word for. */
  readonly typesOnly: boolean;
  /** Read a schema that names no type, but has properties or items, as one of objects or arrays. */
  readonly impliesTypes?: boolean;
}

/** A resolved schema as one of plain JSON Schema 2020-12; `component` says whose type parameters it uses. */
export type Lowering = (schema: unknown, component?: string) => JsonSchema;

export type JsonSchema = JsonObject | boolean;

/**
 * Writes resolved schemas in JSON Schema's own words: bases and intersections are members of `allOf`,
 * and a generic component is written out for each of its uses.
 *
 * @param define told each component that the schemas lead to, by the name that `$ref`s give it
 */
export function lowering(
  document: Document,
  strictness: Strictness,
  define: (key: string, schema: JsonObject) => void,
): Lowering {
  const schemas = document.components?.schemas ?? {};
  const keys = new Map<string, string>();
  const pending: (() => void)[] = [];
  const context: Context = {
    strictness,
    targetOf: (ref) => valueAt(document, ref.slice(1)),
    keyOf: (ref, given) => {
      const id = `${ref} ${JSON.stringify(given)}`;
      const known = keys.get(id);
      if (known !== undefined) return known;
      const key = `component${keys.size}`;
      keys.set(id, key);
      pending.push(() => {
        const target = context.targetOf(ref);
        const written = lower(target ?? true, parametersOf(target, given, context), context);
        define(key, isObject(written) ? written : { allOf: [written] });
      });
      return key;
    },
  };
  return (schema, component) => {
    const within = component === undefined ? undefined : schemas[component];
    const written = lower(schema, parametersOf(within, [], context), context);
    for (let next = pending.pop(); next; next = pending.pop()) next();
    return written;
  };
}

interface Context {
  readonly strictness: Strictness;
  readonly targetOf: (ref: string) => unknown;
  readonly keyOf: (ref: string, given: readonly JsonSchema[]) => string;
}

/** What is known of the properties of a value, by their names. */
type Properties = ReadonlyMap<string, unknown>;

/** Property → what stands in the place of the type parameter for it. */
type Parameters = ReadonlyMap<unknown, JsonSchema>;

function parametersOf(
  component: unknown,
  given: readonly JsonSchema[],
  context: Context,
): Parameters {
  const parameters = (listAt(component, "x-type-parameters") ?? []).filter(isObject);
  return new Map(
    parameters.map(({ property, default: byDefault }, index) => [
      property,
      given[index] ?? lower(byDefault, new Map(), context),
    ]),
  );
}

function lower(
  schema: unknown,
  parameters: Parameters,
  context: Context,
  around: Properties = new Map(),
): JsonSchema {
  if (typeof schema === "boolean") return schema;
  if (!isObject(schema)) return true;
  const parameter = schema["x-type-parameter"];
  if (parameter !== undefined) return parameters.get(parameter) ?? true;
  const { typesOnly } = context.strictness;
  const properties: Properties = new Map([...around, ...propertiesIn(schema, context)]);
  const inner = (value: unknown) => lower(value, parameters, context);
  const member = (value: unknown) => lower(value, parameters, context, properties);
  const ref = schema["$ref"];
  const written: Record<string, unknown> = {};
  if (typeof ref === "string") {
    const given = (listAt(schema, "x-type-arguments") ?? []).map(inner);
    written["$ref"] = context.keyOf(ref, given);
  }
  for (const [keyword, value] of Object.entries(schema)) {
    if (isLimit(keyword, value) && !typesOnly) written[keyword] = value;
    if (inSchema(keyword) && !typesOnly) written[keyword] = inner(value);
    if (keyword === "items" || keyword === "additionalProperties") written[keyword] = inner(value);
    if (inRecord(keyword) && isObject(value)) written[keyword] = mapObject(value, inner);
    if (keyword === "prefixItems" && Array.isArray(value)) written[keyword] = value.map(inner);
  }
  if (typesOnly && written["additionalProperties"] === false)
    delete written["additionalProperties"];
  Object.assign(written, typeKeywords(schema, properties, context));
  return { ...written, ...composed(schema, member, typesOnly) };
}

function composed(
  schema: JsonObject,
  member: (value: unknown) => JsonSchema,
  typesOnly: boolean,
): JsonObject {
  const [anyOf, oneOf] = [listAt(schema, "anyOf"), listAt(schema, "oneOf")];
  const base = schema["x-extends"];
  const all = [
    ...(base === undefined ? [] : [base]),
    ...(listAt(schema, "x-intersection") ?? []),
    ...(listAt(schema, "allOf") ?? []),
  ].map(member);
  // A type can't say that no other member holds as well.
  const one = oneOf && { [typesOnly ? "anyOf" : "oneOf"]: oneOf.map(member) };
  const members = [...all, ...(one ? [one] : [])];
  return {
    ...(anyOf && { anyOf: anyOf.map(member) }),
    ...(members.length > 0 && { allOf: members }),
  };
}

function typeKeywords(
  schema: JsonObject,
  properties: Properties,
  { strictness, targetOf }: Context,
): JsonObject {
  const { hides, typesOnly, impliesTypes = false } = strictness;
  const said = schema["type"] ?? (impliesTypes ? impliedType(schema) : undefined);
  const types = (Array.isArray(said) ? said : [said])
    .filter((type) => typeof type === "string" && knownTypes.has(type))
    .map((type: unknown) => (typesOnly && type === "integer" ? "number" : type));
  const values = listAt(schema, "enum");
  const listed = values && values.length > 0 && !(typesOnly && schema["x-open-enum"] === true);
  const isHidden = (name: string): boolean => {
    const property = properties.get(name);
    const hiding = [property, follow(property, targetOf)].filter(isObject);
    return hides !== undefined && hiding.some((one) => one[hides] === true);
  };
  const required = (listAt(schema, "required") ?? [])
    .filter((name) => typeof name === "string")
    .filter((name) => !isHidden(name));
  const undeclared = required.filter((name) => !properties.has(name));
  return {
    ...(types.length > 0 && { type: [...new Set(types)] }),
    ...(listed && { enum: values }),
    ...("const" in schema && { const: schema["const"] }),
    ...(required.length > 0 && { required: [...new Set(required)] }),
    ...(undeclared.length > 0 && { [undeclaredKeyword]: undeclared }),
  };
}

/** Notes the required properties of which nothing else is said; validators pass it over. */
export const undeclaredKeyword = "x-undeclared";

function impliedType(schema: JsonObject): string | undefined {
  if (schema["properties"] !== undefined) return "object";
  return schema["items"] === undefined ? undefined : "array";
}

const knownTypes = new Set(["null", "boolean", "object", "array", "number", "integer", "string"]);

/** The properties that a schema, its bases and the schemas that hold with it declare. */
function propertiesIn(schema: JsonObject, context: Context, depth = 0): Properties {
  if (depth > 8) return new Map();
  const others = [schema, schema["x-extends"], ...(listAt(schema, "x-intersection") ?? [])]
    .map((one) => follow(one, context.targetOf))
    .filter(isObject)
    .filter((one) => one !== schema);
  return new Map([
    ...others.flatMap((one) => [...propertiesIn(one, context, depth + 1)]),
    ...Object.entries(objectAt(schema, "properties")),
  ]);
}

function follow(value: unknown, targetOf: Context["targetOf"]): unknown {
  const ref = isObject(value) ? value["$ref"] : undefined;
  return typeof ref === "string" ? targetOf(ref) : value;
}

function mapObject(record: JsonObject, map: (value: unknown) => JsonSchema): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function inRecord(keyword: string): boolean {
  return keyword === "properties" || keyword === "patternProperties";
}

/** Schemas that limit what a type allows, and have no counterpart in one. */
function inSchema(keyword: string): boolean {
  return ["not", "contains", "propertyNames", "if", "then", "else"].includes(keyword);
}

/** Keywords that limit what a type allows; documents write some with values of the wrong type. */
function isLimit(keyword: string, value: unknown): boolean {
  if (numbers.has(keyword)) return typeof value === "number" && Number.isFinite(value);
  if (counts.has(keyword)) return Number.isSafeInteger(value) && Number(value) >= 0;
  if (keyword === "uniqueItems") return typeof value === "boolean";
  return keyword === "pattern" && typeof value === "string" && isPattern(value);
}

const numbers = new Set(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]);

const counts = new Set([
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
]);

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u").test("") || true;
  } catch {
    return false;
  }
}
