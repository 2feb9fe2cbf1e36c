/** A value in the style `simple`, without explode: `3,4,5` and `role,admin`. */
export function simple(value: unknown, encode: (text: unknown) => string = String): string {
  if (typeof value !== "object" || value === null) return encode(value);
  const members: unknown[] = Array.isArray(value) ? value : Object.entries(value).flat();
  return members.map((member) => encode(member)).join(",");
}

/** Percent-encodes everything but the unreserved characters of RFC 3986. */
export function percentEncode(text: unknown): string {
  return encodeURIComponent(String(text)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
