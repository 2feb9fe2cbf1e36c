import { percentEncode, simple } from "./encode.js";
import { exploded, own, type FieldWriter } from "./fields.js";
import type { Input } from "./input.js";

/** Makes the path, and the query, of one call of an operation. */
export type UrlWriter = (template: string, input: Input) => string;

/**
 * Puts the path parameters into a path template, in the style `simple`. Throws a TypeError where a
 * value is missing or would change which resource the path names: empty, `.` or `..`.
 */
export const pathParams: UrlWriter = (template, input) =>
  filled(template, input, (_, value) => simple(value ?? "", percentEncode));

/**
 * Adds the query parameters to a path, in the style `form` with explode: an array repeats its name, an
 * object gives its members' names, and what these hold further down is sent as JSON. As in RFC 6570,
 * undefined and null are left out, in arrays and objects too.
 */
export const queryParams: UrlWriter = (path, input) => withQuery(path, input);

/** Both: {@link pathParams}, then {@link queryParams}. */
export const pathAndQueryParams: UrlWriter = (template, input) =>
  queryParams(pathParams(template, input), input);

/** A path template with what `write` makes of the values in it, under the rule of {@link pathParams}. */
export function filled(
  template: string,
  input: Input,
  write: (name: string, value: unknown) => string,
): string {
  const values = valuesOf(input.path);
  return template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const text = write(name, values[name]);
    if (/^\.{0,2}$/.test(text)) {
      throw new TypeError(`path.${name} of ${template} must not be missing, empty, "." or ".."`);
    }
    return text;
  });
}

/** A path with the query parameters, each written as it says here, the others with explode. */
export function withQuery(
  path: string,
  input: Input,
  writers: Readonly<Record<string, FieldWriter>> = {},
): string {
  const query = Object.entries(valuesOf(input.query))
    .flatMap(([name, value]) => (own(writers, name) ?? exploded)(name, value, percentEncode))
    .map((field) => field.join("="))
    .join("&");
  return query ? `${path}${path.includes("?") ? "&" : "?"}${query}` : path;
}

function valuesOf(group: object | undefined): Readonly<Record<string, unknown>> {
  return { ...group };
}
