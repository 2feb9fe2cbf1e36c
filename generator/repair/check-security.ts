import { addTo } from "../group.js";
import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf, pointerTo } from "../diagnostics/origins.js";
import type { Document, SecurityRequirement, Spec } from "../openapi.js";
import { counted, mapOperations, operationsOf } from "./operations.js";
import { definingScheme, overlayOf } from "./supplying.js";

/**
 * Leaves out of all security what `components.securitySchemes` does not define, because a client
 * cannot send it; the schemes needed together with it stay. Each such scheme is reported once, with
 * the overlay that supplies it. Extensions inside a requirement (`x-…`) are no schemes.
 */
export function checkSecurity(spec: Spec): Outcome<Spec> {
  const schemes = spec.document.components?.securitySchemes ?? {};
  const isDefined = (name: string): boolean => Object.hasOwn(schemes, name);
  const value = mapOperations(spec, ({ operation }) =>
    operation.security
      ? { ...operation, security: onlyDefined(operation.security, isDefined) }
      : operation,
  );
  const { security } = spec.document;
  const document = security
    ? { ...value.document, security: onlyDefined(security, isDefined) }
    : value.document;
  const diagnostics = [...usesOf(spec.document)]
    .filter(([name]) => !isDefined(name))
    .map(([name, pointers]) => undefinedScheme(spec, name, pointers));
  return { value: { ...value, document }, diagnostics };
}

/**
 * An alternative of which nothing is left would say "no credentials needed", which nobody has said:
 * it is dropped.
 */
function onlyDefined(
  security: readonly SecurityRequirement[],
  isDefined: (name: string) => boolean,
): readonly SecurityRequirement[] {
  return security.flatMap((requirement) => {
    const names = Object.keys(requirement).filter((name) => !isExtension(name, requirement[name]));
    const kept = names.filter(isDefined);
    if (kept.length === 0 && names.length > 0) return [];
    return [Object.fromEntries(kept.map((name) => [name, requirement[name] ?? []]))];
  });
}

/** An extension that a platform put between the schemes, such as `x-apidog: {}`. */
function isExtension(name: string, scopes: unknown): boolean {
  return name.startsWith("x-") && !Array.isArray(scopes);
}

/** Scheme → the place in each operation that needs it, once per operation. */
function usesOf(document: Document): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, string[]>();
  for (const { operation, pointer } of operationsOf(document)) {
    const base = operation.security ? pointerTo(pointer, "security") : "/security";
    const seen = new Set<string>();
    for (const [index, requirement] of (operation.security ?? document.security ?? []).entries()) {
      for (const [name, scopes] of Object.entries(requirement)) {
        if (seen.has(name) || isExtension(name, scopes)) continue;
        seen.add(name);
        addTo(uses, name, pointerTo(base, index, name));
      }
    }
  }
  return uses;
}

function undefinedScheme(spec: Spec, name: string, pointers: readonly string[]): Diagnostic {
  const needed = counted(pointers.length, "needs it", "need it");
  return diagnostic(
    "undefined-security-scheme",
    `security scheme "${name}" is not defined anywhere; ${needed}, the client cannot send it`,
    {
      place: placeOf(spec.origins, pointers[0] ?? ""),
      hint: supplying(name, spec.document),
    },
  );
}

/** The overlay that defines the scheme, as YAML to be pasted. */
function supplying(name: string, { components }: Document): string {
  const actions = definingScheme(name, plausible(name), components);
  return `Say how it is sent, in overlay.yaml:\n${overlayOf(actions)}`;
}

/** A first guess that a person completes: names of schemes often tell their kind. */
function plausible(name: string): string {
  if (/bearer|jwt|token|oauth/i.test(name)) return "{ type: http, scheme: bearer }";
  if (/basic/i.test(name)) return "{ type: http, scheme: basic }";
  return '{ type: apiKey, in: header, name: "<the header\'s name>" }';
}
