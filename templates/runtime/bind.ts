import type { Client } from "./client.js";

/** Operations, in groups if need be, that have their client. What is no operation is left out. */
export type Bound<Operations> = {
  readonly [
    Name in keyof Operations as Operations[Name] extends Operation | Group ? Name : never
  ]: Operations[Name] extends (client: Client, ...given: infer Given) => infer Promised
    ? (...given: Given) => Promised
    : Bound<Operations[Name]>;
};

type Operation = (client: Client, ...given: never) => PromiseLike<unknown>;
type Group = Readonly<Record<string, Operation>>;

/**
 * Gives operations their client, for those who want `joy.getOrder(…)`, or, with groups of operations,
 * `joy.orders.get(…)`. A bundle then has all that are given.
 */
export function bind<Operations extends object>(
  client: Client,
  operations: Operations,
): Bound<Operations> {
  const bound = Object.entries(operations).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === "function"
      ? (...given: readonly unknown[]): unknown => value(client, ...given)
      : typeof value === "object" // The values of an enum are texts, which hold themselves.
        ? bind(client, Object(value) as object)
        : value,
  ]);
  // Each has lost its first parameter, as the type says.
  return Object.fromEntries(bound) as Bound<Operations>;
}
