/** An expression of the generated code, and the functions of the runtime that it mentions. */
export interface RuntimeCode {
  readonly text: string;
  readonly functions: readonly string[];
}

/** A call of one of the runtime's functions. */
export function call(name: string, ...parameters: readonly (RuntimeCode | string)[]): RuntimeCode {
  const { text, functions } = list(`${name}(`, ")", parameters);
  return { text, functions: [name, ...functions] };
}

/** Expressions, between commas. */
export function list(
  before: string,
  after: string,
  parts: readonly (RuntimeCode | string)[],
): RuntimeCode {
  const codes = parts.map((part) =>
    typeof part === "string" ? { text: part, functions: [] } : part,
  );
  return {
    text: `${before}${codes.map(({ text }) => text).join(", ")}${after}`,
    functions: codes.flatMap(({ functions }) => functions),
  };
}
