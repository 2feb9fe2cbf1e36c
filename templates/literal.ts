import { matching, textOf, type Words } from "./words.js";

/**
 * A string as a literal of TypeScript: no character of it can end the literal or the line, and none
 * is invisible or turns around how the line reads.
 */
export function stringLiteral(given: Words | string): string {
  return JSON.stringify(textOf(given)).replaceAll(invisible, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** Line separators, controls and format characters (Unicode's categories), bidirectional ones too. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A property's name in a type or an object: bare where that is an identifier, else quoted. */
export function propertyKey(given: Words | string): string {
  const name = textOf(given);
  // Unquoted, `__proto__` in an object literal sets the prototype (ECMA-262, B.3.1).
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : stringLiteral(name);
}

/** A status as the name of a property: a number where it is one. */
export function statusKey(status: Words): string {
  return matching(status, /\d{1,9}/) ?? propertyKey(status);
}

/** A value of JSON as an expression. */
export function valueLiteral(value: unknown): string {
  if (typeof value === "string") return stringLiteral(value);
  if (Array.isArray(value)) return `[${value.map(valueLiteral).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const members = Object.entries(value).map(
    ([name, inner]) => `${propertyKey(name)}: ${valueLiteral(inner)}`,
  );
  return members.length > 0 ? `{ ${members.join(", ")} }` : "{}";
}

/** What an environment variable for it would be called: `apiKey` → `"API_KEY"`. */
export function environmentVariable(name: Words): string {
  return stringLiteral(
    textOf(name)
      .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
      .replaceAll(/[^A-Za-z0-9]+/g, "_")
      .toUpperCase(),
  );
}
