/** A string as a literal of TypeScript: no character of it can end the literal or the line. */
export function stringLiteral(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );
}

/** A property's name in a type or an object: bare where that is an identifier, else quoted. */
export function propertyKey(name: string): string {
  // Unquoted, `__proto__` in an object literal sets the prototype (ECMA-262, B.3.1).
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : stringLiteral(name);
}
