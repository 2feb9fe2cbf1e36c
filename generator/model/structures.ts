import type { ResolvedSchemaObject, Schema } from "../openapi.js";
import type { Shape } from "../structure.js";
import { fieldOf } from "../walk.js";

export interface Structure {
  /** The same for two schemas exactly if they say the same. */
  readonly id: number;
  /** Whether a type parameter of the component around it stands inside. */
  readonly holdsParameter: boolean;
}

export type StructureOf = (schema: Schema) => Structure;

/**
 * Compares schemas by what they say: descriptions, titles, examples, extensions and the order of
 * keys and sets do not count. Each schema is looked at once, so that comparing is linear in the size
 * of the document.
 */
export function newStructures(): StructureOf {
  const ids = new Map<string, number>();
  const known = new WeakMap<object, Structure>();
  const idOf = (text: string): number => {
    const before = ids.get(text);
    if (before === undefined) ids.set(text, ids.size);
    return before ?? ids.size - 1;
  };
  const structureOf = (schema: Schema): Structure => {
    if (typeof schema === "boolean") return { id: idOf(String(schema)), holdsParameter: false };
    const before = known.get(schema);
    if (before) return before;
    const resolved: ResolvedSchemaObject = schema;
    let holdsParameter = resolved["x-type-parameter"] !== undefined;
    const inner = (child: Schema): number => {
      const structure = structureOf(child);
      holdsParameter ||= structure.holdsParameter;
      return structure.id;
    };
    let said = "";
    for (const keyword of Object.keys(schema).toSorted()) {
      const value = schema[keyword];
      if (!counts(keyword, value)) continue;
      said += `${JSON.stringify(keyword)}:${essence(value, shapeOf(keyword), inner)},`;
    }
    const structure = { id: idOf(said), holdsParameter };
    known.set(schema, structure);
    return structure;
  };
  return structureOf;
}

/** The keywords of `resolve`, which the table of OpenAPI's objects does not have. */
const resolvedShapes: ReadonlyMap<string, Shape> = new Map([
  ["x-extends", "schema"],
  ["x-intersection", "[schema]"],
  ["x-open-enum", "boolean"],
  ["x-type-arguments", "[schema]"],
  ["x-type-parameter", "string"],
  ["x-type-parameters", "any"],
]);

function shapeOf(keyword: string): Shape {
  return resolvedShapes.get(keyword) ?? fieldOf("schema", keyword);
}

const annotations = new Set([
  "$comment",
  "description",
  "example",
  "examples",
  "externalDocs",
  "summary",
  "title",
]);

function counts(keyword: string, value: unknown): boolean {
  if (value === undefined || annotations.has(keyword)) return false;
  if (keyword.startsWith("x-")) return resolvedShapes.has(keyword);
  // `additionalProperties: false` says something, `deprecated: false` does not.
  if (value === false) return shapeOf(keyword) === "schema";
  return keyword !== "required" || (Array.isArray(value) && value.length > 0);
}

/** Lists whose order means nothing. */
const sets = new Set<Shape>(["schemaType", "[string]", "[any]"]);

/** As text that two values share exactly if they mean the same. */
function essence(value: unknown, shape: Shape, inner: (child: Schema) => number): string {
  // What has the shape of a schema is one: `read` has checked it.
  const structure = (child: unknown) => inner(child as Schema);
  if (shape === "schema") return String(structure(value));
  if (shape === "[schema]" && Array.isArray(value)) return `[${value.map(structure).join()}]`;
  if (shape === "{schema}" && typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(
      ([key, child]) => `${JSON.stringify(key)}:${structure(child)}`,
    );
    return `{${entries.toSorted().join()}}`;
  }
  if (sets.has(shape) && Array.isArray(value)) {
    return `[${value
      .map((each) => JSON.stringify(each))
      .toSorted()
      .join()}]`;
  }
  return JSON.stringify(value);
}
