import { percentEncode, simple } from "./encode.js";
import { exploded, isGiven, isRecord, members, own, type FieldWriter } from "./fields.js";
import type { ValueWriter } from "./headers.js";
import { filled, withQuery, type UrlWriter } from "./url.js";

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
    const target = filled(template, input, (name, value) => {
      const write = isGiven(value) ? own(path, name) : undefined;
      return write ? write(name, value) : simple(value ?? "", percentEncode);
    });
    return withQuery(target, input, query);
  };
}

/** The style `label`: `.3`, `.3,4`; with explode `.3.4` and `.role=admin.name=Ada`. */
export function label(explode = false): PathWriter {
  return (_, value) => `.${members(value, explode, percentEncode).join(explode ? "." : ",")}`;
}

/** The style `matrix`: `;id=3`, `;id=3,4`; with explode `;id=3;id=4` and `;role=admin;name=Ada`. */
export function matrix(explode = false): PathWriter {
  return (name, value) => {
    const key = percentEncode(name);
    const pair = (text: string) => (text === "" ? `;${key}` : `;${key}=${text}`);
    if (!explode) return pair(members(value, false, percentEncode).join(","));
    return isRecord(value)
      ? members(value, true, percentEncode)
          .map((member) => `;${member}`)
          .join("")
      : members(value, true, percentEncode).map(pair).join("");
  };
}

/** The style `simple` with explode: `role=admin,name=Ada`. */
export const explodedSimple: PathWriter = (_, value) =>
  members(value, true, percentEncode).join(",");

/** {@link explodedSimple} in a header, where nothing is percent-encoded. */
export const explodedHeader: ValueWriter = (value) => members(value, true, String).join(",");

/** A header with JSON in it. */
export const jsonValue: ValueWriter = (value) => JSON.stringify(value);

/** A path parameter with JSON in it. */
export const jsonSegment: PathWriter = (_, value) => percentEncode(JSON.stringify(value));

/** A query or cookie parameter with JSON in it. */
export const jsonField: FieldWriter = (name, value, encode) =>
  isGiven(value) ? [[encode(name), encode(JSON.stringify(value))]] : [];

/**
 * With `allowReserved`: reserved characters and percent-encoded ones stay, but for those that end a
 * query or tell its parameters apart (RFC 3986, 3.4).
 */
export function reserved(write: FieldWriter = exploded): FieldWriter {
  return (name, value) => write(name, value, encodeReserved);
}

/** The style `cookie` of OpenAPI 3.2, for which the caller escapes what needs it. */
export function verbatim(write: FieldWriter = exploded): FieldWriter {
  return (name, value) => write(name, value, String);
}

function encodeReserved(text: unknown): string {
  return encodeURI(String(text))
    .replace(/%25([\dA-F]{2})/gi, "%$1")
    .replace(/[&+#[\]]/g, (character) => encodeURIComponent(character));
}
