import type { ResolvedSchemaObject, Schema } from "../openapi.js";
import type { Shape } from "../structure.js";
import { mapChildren } from "../walk.js";

/**
 * The value with 64-bit integers as strings, for servers that write them so: in every schema, with the
 * constants, defaults and examples that go with them. Their limits stay what they are: of numbers.
 */
export function int64AsStrings<T>(value: T, shape: Shape): T {
  // What stands in a place of the document is replaced by the same kind of thing.
  return rewrite(value, shape) as T;
}

function rewrite(value: unknown, shape: Shape): unknown {
  const changed = mapChildren(value, shape, rewrite);
  if (shape !== "schema" || typeof changed !== "object" || changed === null) return changed;
  // What has the shape of a schema and is no boolean is such an object.
  return asString(inResolved(changed as ResolvedSchemaObject));
}

/** The schemas in the keywords of `resolve`, which the table of OpenAPI's objects does not have. */
function inResolved(schema: ResolvedSchemaObject): ResolvedSchemaObject {
  const list = (keyword: "x-type-arguments" | "x-intersection") => {
    const inner = schema[keyword];
    return inner && { [keyword]: inner.map((each) => int64AsStrings(each, "schema")) };
  };
  const base = schema["x-extends"];
  const parameters = schema["x-type-parameters"];
  return {
    ...schema,
    ...list("x-type-arguments"),
    ...list("x-intersection"),
    ...(base && { "x-extends": int64AsStrings(base, "schema") }),
    ...(parameters && {
      "x-type-parameters": parameters.map((parameter) => ({
        ...parameter,
        default: int64AsStrings<Schema>(parameter.default, "schema"),
      })),
    }),
  };
}

function asString(schema: ResolvedSchemaObject): ResolvedSchemaObject {
  const { type = [], format } = schema;
  const types = typeof type === "string" ? [type] : type;
  if (!types.includes("integer") || (format !== "int64" && format !== "uint64")) return schema;
  const values = ["const", "default", "example"].flatMap((keyword) =>
    schema[keyword] === undefined ? [] : [[keyword, quoted(schema[keyword])]],
  );
  const written = types.map((each) => (each === "integer" ? "string" : each));
  return {
    ...schema,
    type: typeof type === "string" ? "string" : [...new Set(written)],
    ...Object.fromEntries(values),
    ...(schema.enum && { enum: schema.enum.map(quoted) }),
    ...(schema.examples && { examples: schema.examples.map(quoted) }),
  };
}

function quoted(value: unknown): unknown {
  return typeof value === "number" ? String(value) : value;
}
