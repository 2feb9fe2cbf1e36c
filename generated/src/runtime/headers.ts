import { percentEncode, simple } from "./encode.js";
import { exploded, own, type FieldWriter } from "./fields.js";
import type { Input } from "./input.js";

/** Writes the value of one header. */
export type ValueWriter = (value: unknown) => string;

/** By the names of parameters. */
type HeaderWriters = Readonly<Record<string, ValueWriter>>;
type CookieWriters = Readonly<Record<string, FieldWriter>>;

/**
 * Writes header parameters that can be objects: in the style `simple`, if `writers` says nothing else.
 * Other values need no writing.
 */
export function withHeaderParams(input: Input = {}, writers: HeaderWriters = {}): Input {
  const headers: Record<string, unknown> = { ...input.headers };
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || value === null) continue;
    const write = own(writers, name);
    if (write) headers[name] = write(value);
    else if (typeof value === "object") headers[name] = simple(value);
  }
  return { ...input, headers };
}

/**
 * Writes cookie parameters to the `Cookie` header, which browsers do not let a program set: in the style
 * `form` with explode, if `writers` says nothing else. What that style parts with `&` are cookies of
 * their own, as OpenAPI 3.2 has it, since nobody reads one cookie as several values.
 */
export function withCookieParams(input: Input = {}, writers: CookieWriters = {}): Input {
  const cookies = Object.entries(input.cookies ?? {}).flatMap(([name, value]) => {
    // Servers do not decode the names of cookies.
    const encode = (text: unknown) => (text === name ? name : percentEncode(text));
    return (own(writers, name) ?? exploded)(name, value, encode).map((field) => field.join("="));
  });
  return cookies.length
    ? { ...input, headers: { ...input.headers, cookie: cookies.join("; ") } }
    : input;
}

/** Both: {@link withHeaderParams} and {@link withCookieParams}. */
export function withHeaderAndCookieParams(
  input?: Input,
  headers?: HeaderWriters,
  cookies?: CookieWriters,
): Input {
  return withCookieParams(withHeaderParams(input, headers), cookies);
}
