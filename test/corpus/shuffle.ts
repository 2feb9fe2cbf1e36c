import { type Shape } from "../../generator/structure.js";
import { elementOf, fieldsOf, fieldOf } from "../../generator/walk.js";
import { isObject } from "./json.js";
import { randomFrom } from "./pages.js";

/**
 * The same document with its keys in another order, that of the tables of names among them; the same
 * one for the same seed. Properties, media types, examples and variables stay as they are: their order
 * tells readers something, such as what comes first. Of lists only those of required properties and of
 * tags are shuffled.
 */
export function shuffledKeys(document: unknown, seed: number): unknown {
  const random = randomFrom(seed);
  const shuffle = <T>(list: readonly T[]): readonly T[] =>
    list
      .map((value) => ({ value, rank: random() }))
      .toSorted((one, other) => one.rank - other.rank)
      .map(({ value }) => value);
  const visit = (value: unknown, shape: Shape, field: string): unknown => {
    if (Array.isArray(value)) {
      const of = elementOf(shape)?.of ?? "any";
      const list = value.map((child: unknown) => visit(child, of, ""));
      const isSet = (field === "required" && shape === "[string]") || shape === "[tag]";
      return isSet ? shuffle(list) : list;
    }
    if (!isObject(value) || (!elementOf(shape) && !fieldsOf(shape))) return value;
    const entries = Object.entries(value).map(([key, child]): [string, unknown] => [
      key,
      visit(child, elementOf(shape)?.of ?? fieldOf(shape, key), key),
    ]);
    const isOrdered = elementOf(shape) !== undefined && inOrder.has(field);
    return Object.fromEntries(isOrdered ? entries : shuffle(entries));
  };
  return visit(document, "document", "");
}

/** Maps whose order people have chosen. */
const inOrder = new Set(["properties", "content", "examples", "variables", "mapping"]);
