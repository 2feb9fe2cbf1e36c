import { diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf, pointerTo } from "../diagnostics/origins.js";
import type { Spec } from "../openapi.js";
import { counted, mapOperations } from "./operations.js";

/**
 * Drops the bodies of GET and HEAD: they mean nothing (RFC 9110 section 9.3.1), and `fetch` refuses
 * to send them.
 */
export function dropGetBodies(spec: Spec): Outcome<Spec> {
  const pointers: string[] = [];
  const value = mapOperations(spec, ({ operation, method, pointer }) => {
    if (!operation.requestBody || (method !== "get" && method !== "head")) return operation;
    pointers.push(pointerTo(pointer, "requestBody"));
    const { requestBody: _, ...rest } = operation;
    return rest;
  });
  const [first] = pointers;
  if (first === undefined) return { value: spec, diagnostics: [] };
  const found = counted(pointers.length, "has a body", "have a body");
  return {
    value,
    diagnostics: [
      diagnostic("body-on-get", `${found} that GET and HEAD cannot send; it is left out`, {
        place: placeOf(spec.origins, first),
        hint: "If the API reads these values from the query, declare them as parameters, in the document or in overlay.yaml.",
      }),
    ],
  };
}
