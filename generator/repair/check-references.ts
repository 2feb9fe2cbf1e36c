import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf, pointerTo } from "../diagnostics/origins.js";
import type { Spec } from "../openapi.js";

/**
 * Tells of components that are nothing but references to one another (OpenAPI 3.1, 4.8.23): what is
 * meant by them stands nowhere. Schemas may well refer to themselves; `resolve` tells of those that
 * have nothing else.
 */
export function checkReferences(spec: Spec): Outcome<Spec> {
  const diagnostics: Diagnostic[] = [];
  for (const [kind, held] of Object.entries(spec.document.components ?? {})) {
    // `checkSchemes` leaves out security schemes that lead nowhere.
    if (kind === "schemas" || kind === "securitySchemes") continue;
    const targets = new Map(
      Object.entries(held).map(([name, value]) => [pointerTo("/components", kind, name), value]),
    );
    const told = new Set<string>();
    for (const start of targets.keys()) {
      const way = wayFrom(start, targets);
      const [first] = way;
      if (first === undefined || told.has(first)) continue;
      for (const pointer of way) told.add(pointer);
      const message = `"#${first}" is made of itself: its $ref leads back to it.`;
      const place = placeOf(spec.origins, `${first}/$ref`);
      diagnostics.push(diagnostic("reference-cycle", message, { place, hint }));
    }
  }
  return { value: spec, diagnostics };
}

const hint = "Write what it should hold in its place, there or by an action in overlay.yaml.";

/** The circle that the references of a component lead to, from its first on; empty if to none. */
function wayFrom(start: string, targets: ReadonlyMap<string, unknown>): readonly string[] {
  const way: string[] = [];
  const met = new Map<string, number>();
  let pointer: string | undefined = start;
  while (pointer !== undefined) {
    const index = met.get(pointer);
    if (index !== undefined) return way.slice(index).toSorted();
    met.set(pointer, way.length);
    way.push(pointer);
    pointer = refIn(targets.get(pointer));
  }
  return [];
}

function refIn(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("$ref" in value)) return undefined;
  return typeof value.$ref === "string" ? value.$ref.slice(1) : undefined;
}
