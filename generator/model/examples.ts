import type { Document, MediaType, Parameter } from "../openapi.js";
import { dereference } from "./dereference.js";

/** The document's own example of a parameter or a body: `example`, else the first of `examples`. */
export function modelExample(
  document: Document,
  { example, examples = {} }: Pick<Parameter | MediaType, "example" | "examples">,
): { readonly example?: unknown } {
  if (example !== undefined) return { example };
  for (const reference of Object.values(examples)) {
    const value = dereference(document, "examples", reference)?.value;
    if (value !== undefined) return { example: value };
  }
  return {};
}
