import { nearest } from "../diagnostics/nearest.js";
import type { Shape } from "../structure.js";
import { fieldsOf } from "../walk.js";
import { type Draft, type JsonObject, report } from "./draft.js";

/** Shorter ones are near to everything. */
const shortest = 4;

/**
 * Reports a field that OpenAPI does not have where the object lacks one that is spelt almost like it:
 * what it holds would be left out in silence. Fields that are nothing like any are somebody's own.
 */
export function tellMisspelt(
  field: string,
  object: JsonObject,
  kind: Shape,
  pointer: string,
  draft: Draft,
): void {
  const fields = fieldsOf(kind);
  if (!fields || kind === "callback" || Object.hasOwn(fields, field)) return;
  if (field.length < shortest || field.startsWith("x-") || field.startsWith("$")) return;
  const candidates = Object.keys(fields).filter((each) => !Object.hasOwn(object, each));
  const meant = nearest(field, candidates, field.length > 5 ? 2 : 1);
  if (meant === undefined) return;
  report(
    draft,
    "misspelt-field",
    pointer,
    `OpenAPI knows no "${field}" here, so it is not read; did you mean "${meant}"?`,
  );
}
