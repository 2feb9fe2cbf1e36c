import type { Parameter, ParameterStyle } from "./words.js";
import { propertyKey, stringLiteral } from "./literal.js";
import { call, list, type RuntimeCode } from "./runtime-code.js";

/** What puts the parameters of the path and the query into the URL; undefined: there are none. */
export function urlWriter(parameters: readonly Parameter[]): RuntimeCode | undefined {
  const path = writers(parameters, "path");
  const query = writers(parameters, "query");
  if (path || query) return call("styledParams", path ?? "{}", query ?? "{}");
  const has = (group: string) => parameters.some((parameter) => parameter.in === group);
  const name = has("path")
    ? has("query")
      ? "pathAndQueryParams"
      : "pathParams"
    : has("query")
      ? "queryParams"
      : undefined;
  return name === undefined ? undefined : { text: name, functions: [name] };
}

/** The input with its headers and cookies as they are sent. */
export function writtenInput(
  parameters: readonly Parameter[],
  input: string,
): RuntimeCode | string {
  const has = (group: string) => parameters.some((parameter) => parameter.in === group);
  const headers = writers(parameters, "headers");
  const cookies = writers(parameters, "cookies");
  const given = (...styled: readonly (RuntimeCode | undefined)[]) => {
    const last = styled.findLastIndex((each) => each !== undefined);
    return styled.slice(0, last + 1).map((each) => each ?? "{}");
  };
  if (has("headers") && has("cookies")) {
    return call("withHeaderAndCookieParams", input, ...given(headers, cookies));
  }
  if (has("headers")) return call("withHeaderParams", input, ...given(headers));
  return has("cookies") ? call("withCookieParams", input, ...given(cookies)) : input;
}

/** The parameters of a place that are not written in its default way, by their names. */
function writers(
  parameters: readonly Parameter[],
  place: Parameter["in"],
): RuntimeCode | undefined {
  const styled = parameters.flatMap(({ in: at, name, style }) =>
    at === place && style ? [list(`${propertyKey(name)}: `, "", [writer(style, place)])] : [],
  );
  return styled.length > 0 ? list("{ ", " }", styled) : undefined;
}

function writer(style: ParameterStyle, place: Parameter["in"]): RuntimeCode {
  switch (style.kind) {
    case "label":
    case "matrix":
      return style.explode ? call(style.kind, "true") : call(style.kind);
    case "exploded":
      return named(place === "path" ? "explodedSimple" : "explodedHeader");
    case "json":
      return named(
        place === "path" ? "jsonSegment" : place === "headers" ? "jsonValue" : "jsonField",
      );
    case "query": {
      const fields = fieldWriter(style.fields);
      if (!style.allowReserved) return fields;
      return style.fields.kind === "exploded" ? call("reserved") : call("reserved", fields);
    }
    case "cookie": {
      const joined = call("delimited", stringLiteral(","));
      if (!style.verbatim) return joined;
      return style.explode ? call("verbatim") : call("verbatim", joined);
    }
  }
}

function fieldWriter(fields: Extract<ParameterStyle, { kind: "query" }>["fields"]): RuntimeCode {
  return fields.kind === "delimited"
    ? call("delimited", stringLiteral(fields.delimiter))
    : named(fields.kind);
}

function named(name: string): RuntimeCode {
  return { text: name, functions: [name] };
}
