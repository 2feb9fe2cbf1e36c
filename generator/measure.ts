import type { Limits } from "./settings.js";

export interface Extent {
  /** The members of its objects. */
  readonly members: number;
  /** Its values, the items of its lists among them. */
  readonly values: number;
  /** How many objects and lists stand in each other. */
  readonly levels: number;
}

/** The first thing that is beyond a limit. */
export interface Excess {
  readonly limit: keyof Limits;
  readonly message: string;
  readonly at: Way | undefined;
}

/** The way from the root to a value. */
export interface Way {
  readonly key?: string;
  readonly up?: Way;
}

/**
 * Counts the members of a value's objects, or says what of it cannot be worked with.
 *
 * @param most how many values it may have
 */
export function measure(root: unknown, most: number, limits: Limits): Extent | Excess {
  const stack: { value: Readonly<Record<string, unknown>>; depth: number; at: Way }[] = [];
  if (isNested(root)) stack.push({ value: root, depth: 0, at: {} });
  let members = 0;
  let size = 0;
  let levels = 0;
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { value, depth, at } = item;
    if (depth > limits.depth) return { limit: "depth", message: tooDeep(limits), at };
    if (depth >= levels) levels = depth + 1;
    const isList = Array.isArray(value);
    let count = 0;
    // Of what a parser gives, all that is enumerable is its own; a list of entries takes more time.
    for (const key in value) {
      count += 1;
      const child = value[key];
      if (isNested(child)) stack.push({ value: child, depth: depth + 1, at: { key, up: at } });
      else if (typeof child === "string" && child.length > limits.text) {
        return { limit: "text", message: tooLong(child), at: { key, up: at } };
      }
      if (key.length > limits.text) return { limit: "text", message: tooLong(key), at };
    }
    if (!isList) members += count;
    size += count;
    if (count > limits.members) {
      const message = `Here are ${count} values in one ${isList ? "list" : "object"}.`;
      return { limit: "members", message, at };
    }
    if (size > most) {
      const isAll = most === limits.values;
      const message = isAll
        ? `The document has more than ${most} values.`
        : `The document unfolds to more than ${most} values: its aliases repeat too much.`;
      return { limit: "values", message, at: undefined };
    }
  }
  return { members, values: size, levels };
}

function tooLong({ length }: string): string {
  return `Here is a text of ${length} characters.`;
}

function isNested(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

export function tooDeep({ depth }: Limits): string {
  return `Here the document is nested more than ${depth} levels deep.`;
}
