import { percentEncode, simple } from "./encode.js";
import type { Input } from "./input.js";

/** Writes header parameters that can be objects in the style `simple`; other values need no writing. */
export function withHeaderParams(input: Input = {}): Input {
  const headers: Record<string, unknown> = { ...input.headers };
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "object" && value !== null) headers[name] = simple(value);
  }
  return { ...input, headers };
}

/** Writes cookie parameters to the `Cookie` header, which browsers do not let a program set. */
export function withCookieParams(input: Input = {}): Input {
  const cookies = Object.entries(input.cookies ?? {})
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${simple(value, percentEncode)}`);
  return cookies.length
    ? { ...input, headers: { ...input.headers, cookie: cookies.join("; ") } }
    : input;
}

/** Both: {@link withHeaderParams} and {@link withCookieParams}. */
export function withHeaderAndCookieParams(input?: Input): Input {
  return withCookieParams(withHeaderParams(input));
}
