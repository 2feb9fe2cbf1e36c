import type { Document, Parameter, Schema } from "../openapi.js";
import type { ParameterStyle } from "./api.js";
import { isJson } from "./media-types.js";

/**
 * How a parameter is written where that is not the default of its place: `simple` in the path and in
 * headers, `form` with explode in the query and in cookies (OpenAPI 3.1, 4.8.12.2). Undefined also for a style that
 * its place does not have, and where a plain value leaves nothing to choose.
 */
export function styleOf(document: Document, parameter: Parameter): ParameterStyle | undefined {
  if (parameter.content !== undefined) {
    return Object.keys(parameter.content).some(isJson) ? { kind: "json" } : undefined;
  }
  const { schema = {} } = parameter;
  const isPlain = isPlainValue(document, schema);
  switch (parameter.in) {
    case "path":
      return pathStyle(parameter, isPlain);
    case "query":
      return queryStyle(parameter, isPlain);
    case "header":
      return parameter.explode === true && !isPlain ? { kind: "exploded" } : undefined;
    case "cookie":
      return cookieStyle(parameter, isPlain);
  }
}

function pathStyle({ style, explode = false }: Parameter, isPlain: boolean) {
  if (style === "label" || style === "matrix") return { kind: style, explode } as const;
  return explode && !isPlain ? ({ kind: "exploded" } as const) : undefined;
}

function queryStyle(
  { style = "form", explode = style === "form", allowReserved = false }: Parameter,
  isPlain: boolean,
): ParameterStyle | undefined {
  const kind = { kind: "query", allowReserved } as const;
  if (style === "deepObject" && !isPlain) return { ...kind, fields: { kind: "deepObject" } };
  const delimiter = delimiters.get(style);
  if (delimiter !== undefined && !explode && !isPlain) {
    return { ...kind, fields: { kind: "delimited", delimiter } };
  }
  return allowReserved ? { ...kind, fields: { kind: "exploded" } } : undefined;
}

function cookieStyle({ style = "form", explode }: Parameter, isPlain: boolean) {
  const verbatim = style === "cookie";
  const isExploded = isPlain || (explode ?? (verbatim || style === "form"));
  if (isExploded && !verbatim) return undefined;
  return { kind: "cookie", explode: isExploded, verbatim } as const;
}

const delimiters = new Map([
  ["form", ","],
  ["spaceDelimited", " "],
  ["pipeDelimited", "|"],
]);

/** Whether a value has no members: all styles of the query, and those of headers, write it the same. */
function isPlainValue(document: Document, schema: Schema, depth = 0): boolean {
  if (typeof schema === "boolean" || depth > 20) return false;
  const { $ref, type } = schema;
  if ($ref !== undefined) {
    const schemas = document.components?.schemas ?? {};
    const name = $ref
      .slice("#/components/schemas/".length)
      .replaceAll("~1", "/")
      .replaceAll("~0", "~");
    return Object.hasOwn(schemas, name) && isPlainValue(document, schemas[name] ?? true, depth + 1);
  }
  const types = [type ?? []].flat();
  return types.length > 0 && !types.includes("array") && !types.includes("object");
}
