import { measure, type Excess } from "../measure.js";
import type { Limits } from "../settings.js";
import type { Json } from "./json-path.js";

/** How much a document may have grown since it was last measured. */
export interface Growth {
  values: number;
  levels: number;
}

/**
 * Takes in that a value is put into a document in so many places; or says which limit that is beyond.
 * An action that puts a copy of the document into itself doubles it, and forty do so forty times.
 */
export function added(
  growth: Growth,
  value: Json,
  places: number,
  limits: Limits,
): Excess | undefined {
  if (typeof value === "string") return added(growth, [value], places, limits);
  const extent = measure(value, limits.values, limits);
  if ("limit" in extent) return extent;
  growth.levels += extent.levels;
  growth.values += extent.values * places;
  if (growth.values <= limits.values) return undefined;
  const message = `The document has more than ${limits.values} values.`;
  return { limit: "values", message, at: undefined };
}

/** Measures a document again, where it may have grown by much; gives the limit that it is beyond. */
export function grown(growth: Growth, document: Json, limits: Limits): Excess | undefined {
  if (growth.values < limits.values / 10 && growth.levels < limits.depth) return undefined;
  const extent = measure(document, limits.values, limits);
  if ("limit" in extent) return extent;
  growth.values = 0;
  growth.levels = 0;
  return undefined;
}
