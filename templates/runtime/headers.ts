import { percentEncode, simple } from "./encode.js";
import type { Input } from "./input.js";

/** Writes the value of one header or cookie. */
export type ValueWriter = (value: unknown) => string;

/** By the names of parameters. */
type Writers = Readonly<Record<string, ValueWriter>>;

/**
 * Writes header parameters that can be objects: in the style `simple`, if `writers` says nothing else.
 * Other values need no writing.
 */
export function withHeaderParams(input: Input = {}, writers: Writers = {}): Input {
  const headers: Record<string, unknown> = { ...input.headers };
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || value === null) continue;
    if (Object.hasOwn(writers, name)) headers[name] = writers[name]?.(value);
    else if (typeof value === "object") headers[name] = simple(value);
  }
  return { ...input, headers };
}

/** Writes cookie parameters to the `Cookie` header, which browsers do not let a program set. */
export function withCookieParams(input: Input = {}, writers: Writers = {}): Input {
  const cookies = Object.entries(input.cookies ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => {
      const write = Object.hasOwn(writers, name) ? writers[name] : undefined;
      return `${name}=${write ? percentEncode(write(value)) : simple(value, percentEncode)}`;
    });
  return cookies.length
    ? { ...input, headers: { ...input.headers, cookie: cookies.join("; ") } }
    : input;
}

/** Both: {@link withHeaderParams} and {@link withCookieParams}. */
export function withHeaderAndCookieParams(
  input?: Input,
  headers?: Writers,
  cookies?: Writers,
): Input {
  return withCookieParams(withHeaderParams(input, headers), cookies);
}
