import { percentEncode, simple } from "./encode.js";
import { exploded, isGiven, textOf, type FieldWriter } from "./fields.js";
import type { ValueWriter } from "./headers.js";
import { form, type UrlWriter } from "./url.js";

/** Writes the value of one path parameter, all that stands in the place of `{name}`. */
export type PathWriter = (name: string, value: unknown) => string;

/**
 * Puts parameters into the path and the query, those that are named here as it says, the others in the
 * default styles. Throws a TypeError where a value of the path is missing or would change which
 * resource it names.
 */
export function styledParams(
  path: Readonly<Record<string, PathWriter>>,
  query: Readonly<Record<string, FieldWriter>>,
): UrlWriter {
  return (template, input) => {
    const values: Readonly<Record<string, unknown>> = { ...input.path };
    const filled = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
      const value = values[name];
      const write = isGiven(value) ? own(path, name) : undefined;
      const text = write ? write(name, value) : simple(value ?? "", percentEncode);
      if (/^\.{0,2}$/.test(text)) {
        throw new TypeError(`path.${name} of ${template} must not be missing, empty, "." or ".."`);
      }
      return text;
    });
    const pairs = Object.entries(input.query ?? {}).flatMap(([name, value]) => {
      const fields = own(query, name)?.(name, value, percentEncode);
      return fields ? fields.map((field) => field.join("=")) : form(name, value);
    });
    return pairs.length ? `${filled}${filled.includes("?") ? "&" : "?"}${pairs.join("&")}` : filled;
  };
}

/** The style `label`: `.3`, `.3,4`; with explode `.3.4` and `.role=admin.name=Ada`. */
export function label(explode = false): PathWriter {
  return (_, value) => `.${members(value, explode).join(explode ? "." : ",")}`;
}

/** The style `matrix`: `;id=3`, `;id=3,4`; with explode `;id=3;id=4` and `;role=admin;name=Ada`. */
export function matrix(explode = false): PathWriter {
  return (name, value) => {
    const key = percentEncode(name);
    const pair = (text: string) => (text === "" ? `;${key}` : `;${key}=${text}`);
    if (!explode) return pair(members(value, false).join(","));
    return isObject(value)
      ? members(value, true)
          .map((member) => `;${member}`)
          .join("")
      : members(value, true).map(pair).join("");
  };
}

/** The style `simple` with explode: `role=admin,name=Ada`. */
export const explodedSimple: PathWriter = (_, value) => members(value, true).join(",");

/** {@link explodedSimple} in a header, where nothing is percent-encoded. */
export const explodedHeader: ValueWriter = (value) => members(value, true, String).join(",");

/** A header or cookie with JSON in it. */
export const jsonValue: ValueWriter = (value) => JSON.stringify(value);

/** A path parameter with JSON in it. */
export const jsonSegment: PathWriter = (_, value) => percentEncode(JSON.stringify(value));

/** A query parameter with JSON in it. */
export const jsonField: FieldWriter = (name, value, encode) =>
  isGiven(value) ? [[encode(name), encode(JSON.stringify(value))]] : [];

/**
 * With `allowReserved`: reserved characters and percent-encoded ones stay, but for those that end a
 * query or tell its parameters apart (RFC 3986, 3.4).
 */
export function reserved(write: FieldWriter = exploded): FieldWriter {
  return (name, value) => write(name, value, encodeReserved);
}

function encodeReserved(text: unknown): string {
  return encodeURI(String(text))
    .replace(/%25([\dA-F]{2})/gi, "%$1")
    .replace(/[&+#[\]]/g, (character) => encodeURIComponent(character));
}

/** The texts of a list, of an object (`name,value`, with explode `name=value`), or of anything else. */
function members(
  value: unknown,
  explode: boolean,
  encode: (text: unknown) => string = percentEncode,
): readonly string[] {
  const text = (member: unknown) => encode(textOf(member));
  if (Array.isArray(value)) return value.filter(isGiven).map(text);
  if (!isObject(value)) return [text(value)];
  const entries = Object.entries(value).filter(([, member]) => isGiven(member));
  return entries.flatMap(([name, member]) =>
    explode ? [`${encode(name)}=${text(member)}`] : [encode(name), text(member)],
  );
}

function isObject(value: unknown): value is object {
  const isOther = Array.isArray(value) || value instanceof Date;
  return typeof value === "object" && value !== null && !isOther;
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
