import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf, pointerTo } from "../diagnostics/origins.js";
import type { Schema, Spec } from "../openapi.js";
import type { Limits } from "../settings.js";
import { limitsOf, raising } from "../limits.js";
import { BudgetSpent, budgetOf, type Budget } from "./budget.js";
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

export interface ResolveSettings {
  /** `open`: the enums of responses are marked with `x-open-enum`. */
  readonly enums?: EnumSetting | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

/**
 * Reads `allOf` as override and response envelopes as generics, makes unions of what discriminators
 * tell apart, and separates what is sent from what is received: afterwards no schema holds an `allOf`,
 * components with replaced properties have `x-type-parameters`, and a `$ref` names a component.
 */
export function resolve(source: Spec, settings: ResolveSettings = {}): Outcome<Spec> {
  const limits = limitsOf(settings.limits);
  try {
    return resolveWithin(budgetOf(limits.allOf), source, settings.enums);
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    return { value: source, diagnostics: [beyondBudget(source, error, limits)] };
  }
}

function resolveWithin(budget: Budget, source: Spec, enums: EnumSetting = "closed"): Outcome<Spec> {
  const received = inlineReceived(source.document);
  const plain = nameReferences(mapSchemas(received, dropResolvedKeywords));
  const document = resolveDiscriminators(plain, budget);
  const spec: Spec = { ...source, document };
  const schemas = document.components?.schemas ?? {};
  const contradictions = collectContradictions(spec);
  const cycles = new Set<string>();

  const onCycle = (name: string) => cycles.add(name);
  const flattened = flattenComponents(schemas, contradictions.add, onCycle, budget);
  const dereference = dereferencer(schemas, flattened);
  const envelopes = findEnvelopes(document, flattened, dereference, budget);
  const { spend } = budget;
  const override: Override = { dereference, onContradiction: contradictions.add, spend };
  const rewriting: Rewriting = { flattened, envelopes, override };

  const isComponent = new Map(
    Object.keys(schemas).map((name) => [pointerTo("/components/schemas", name), name]),
  );
  const resolved = mapSchemas(document, (schema, pointer) => {
    budget.enter(pointer);
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

function beyondBudget({ origins }: Spec, { pointer }: BudgetSpent, limits: Limits): Diagnostic {
  return diagnostic(
    "beyond-limit",
    `all allOf together write out more than ${limits.allOf} properties, at the latest here`,
    { place: placeOf(origins, pointer), hint: raising("allOf", limits) },
  );
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
