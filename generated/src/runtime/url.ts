import { percentEncode, simple } from "./encode.js";
import type { Input } from "./input.js";

/** Makes the path, and the query, of one call of an operation. */
export type UrlWriter = (template: string, input: Input) => string;

/**
 * Puts the path parameters into a path template, in the style `simple`. Throws a TypeError where a
 * value is missing or would change which resource the path names: empty, `.` or `..`.
 */
export const pathParams: UrlWriter = (template, input) =>
  template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const text = simple(valuesOf(input.path)[name] ?? "", percentEncode);
    if (/^\.{0,2}$/.test(text)) {
      throw new TypeError(`path.${name} of ${template} must not be missing, empty, "." or ".."`);
    }
    return text;
  });

/**
 * Adds the query parameters to a path, in the style `form` with explode: an array repeats its name, an
 * object gives its members' names, and what these hold further down is sent as JSON. As in RFC 6570,
 * undefined and null are left out, in arrays and objects too.
 */
export const queryParams: UrlWriter = (path, input) => {
  const pairs = Object.entries(valuesOf(input.query)).flatMap(([name, value]) => form(name, value));
  return pairs.length ? `${path}${path.includes("?") ? "&" : "?"}${pairs.join("&")}` : path;
};

/** Both: {@link pathParams}, then {@link queryParams}. */
export const pathAndQueryParams: UrlWriter = (template, input) =>
  queryParams(pathParams(template, input), input);

/** The `name=value` pairs of one parameter, encoded. */
export function form(name: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pair(name, item));
  if (typeof value !== "object" || value === null || value instanceof Date)
    return pair(name, value);
  return Object.entries(value).flatMap(([key, member]) =>
    Array.isArray(member) ? form(key, member) : pair(key, member),
  );
}

function pair(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const text =
    value instanceof Date
      ? value.toISOString()
      : typeof value === "object"
        ? JSON.stringify(value)
        : value;
  return [`${percentEncode(name)}=${percentEncode(text)}`];
}

function valuesOf(group: object | undefined): Readonly<Record<string, unknown>> {
  return { ...group };
}
