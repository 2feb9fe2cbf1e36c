import type { DocumentedHeader } from "./words.js";
import { jsdoc } from "./jsdoc.js";
import { propertyKey } from "./literal.js";
import type { PrintedMember } from "./type-text.js";

/** Headers as members of an interface: what `get` gives for each. */
export function headerMembers(headers: readonly DocumentedHeader[]): readonly PrintedMember[] {
  return headers.map((header) => {
    const doc = jsdoc([header.description], header.deprecated ? ["@deprecated"] : []);
    return {
      kind: "property",
      name: propertyKey(header.name),
      optional: false,
      readonly: false,
      type: header.required ? "string" : "string | null",
      ...(doc !== undefined && { doc }),
    };
  });
}
