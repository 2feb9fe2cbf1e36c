import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf, pointerTo } from "../diagnostics/origins.js";
import type { Schema, Spec } from "../openapi.js";
import { collectContradictions } from "./contradictions.js";
import { findEnvelopes } from "./envelopes.js";
import { resolveDiscriminators } from "./discriminators.js";
import { dereferencer, flattenComponents } from "./flatten.js";
import { withoutResolvedKeywords } from "./keywords.js";
import { inlineReceived } from "./inline-received.js";
import { mapSchemas, mapSubschemas } from "./map-schemas.js";
import { nameReferences } from "./name-references.js";
import type { Override } from "./override.js";
import type { Rewriting } from "./compose.js";
import { rewriteComponent, rewriteSchema } from "./rewrite.js";
import { separateViews, type EnumSetting } from "./views.js";

/**
 * Reads `allOf` as override and response envelopes as generics, makes unions of what discriminators
 * tell apart, and separates what is sent from what is received: afterwards no schema holds an `allOf`,
 * components with replaced properties have `x-type-parameters`, and a `$ref` names a component.
 *
 * @param enums `open`: the enums of responses are marked with `x-open-enum`
 */
export function resolve(source: Spec, enums: EnumSetting = "closed"): Outcome<Spec> {
  const received = inlineReceived(source.document);
  const plain = nameReferences(mapSchemas(received, dropResolvedKeywords));
  const document = resolveDiscriminators(plain);
  const spec: Spec = { ...source, document };
  const schemas = document.components?.schemas ?? {};
  const contradictions = collectContradictions(spec);
  const cycles = new Set<string>();

  const flattened = flattenComponents(schemas, contradictions.add, (name) => cycles.add(name));
  const dereference = dereferencer(schemas, flattened);
  const override: Override = { dereference, onContradiction: contradictions.add };
  const envelopes = findEnvelopes(document, flattened, dereference);
  const rewriting: Rewriting = { flattened, envelopes, override };

  const isComponent = new Map(
    Object.keys(schemas).map((name) => [pointerTo("/components/schemas", name), name]),
  );
  const resolved = mapSchemas(document, (schema, pointer) => {
    const name = isComponent.get(pointer);
    return name === undefined
      ? rewriteSchema(schema, rewriting)
      : rewriteComponent(name, schema, rewriting);
  });
  return {
    value: { ...spec, document: separateViews(resolved, enums) },
    diagnostics: [
      ...[...cycles].map((name) => allOfCycle(spec, name)),
      ...contradictions.diagnostics(),
    ],
  };
}

/** What only this stage may say is not taken over from a source document. */
function dropResolvedKeywords(schema: Schema, pointer: string): Schema {
  if (typeof schema === "boolean") return schema;
  return mapSubschemas(withoutResolvedKeywords(schema), dropResolvedKeywords, pointer);
}

function allOfCycle(spec: Spec, name: string): Diagnostic {
  return diagnostic(
    "allof-cycle",
    `schema "${name}" is made of itself: its allOf or its $ref leads back to it`,
    {
      place: placeOf(spec.origins, pointerTo("/components/schemas", name)),
      hint: `Take out the reference that closes the circle, in the source or with an overlay.`,
    },
  );
}
