import { diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf } from "../diagnostics/origins.js";
import type { Spec } from "../openapi.js";
import { counted, nameOf, operationsOf } from "./operations.js";

/** Tells of operations that document no response: what they answer is unknown to the types. */
export function checkResponses(spec: Spec): Outcome<Spec> {
  const silent = operationsOf(spec.document).filter(
    ({ operation }) => Object.keys(operation.responses ?? {}).length === 0,
  );
  const [first] = silent;
  if (!first) return { value: spec, diagnostics: [] };
  const found = counted(silent.length, "documents no response", "document no response");
  return {
    value: spec,
    diagnostics: [
      diagnostic("no-responses", `${found}${silent.length > 1 ? `, first ${nameOf(first)}` : ""}`, {
        place: placeOf(spec.origins, first.pointer),
      }),
    ],
  };
}
