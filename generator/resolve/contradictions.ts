import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { placeOf } from "../diagnostics/origins.js";
import type { Schema, SchemaObject, Spec } from "../openapi.js";
import { visitSchemas } from "./envelopes.js";
import { asObject, typesOf } from "./keywords.js";
import type { OnContradiction } from "./override.js";

/**
 * Collects pairs of schemas that exclude each other, by the places they stand at, so that one base
 * contradicted by a hundred uses is one finding.
 */
export function collectContradictions(spec: Spec): {
  readonly add: OnContradiction;
  readonly diagnostics: () => readonly Diagnostic[];
} {
  const found = new Map<Schema, Set<Schema>>();
  return {
    add: (base, later) => {
      found.set(base, (found.get(base) ?? new Set()).add(later));
    },
    diagnostics: () => {
      if (found.size === 0) return [];
      const pointers = pointersOf(spec);
      return [...found].flatMap(([base, uses]) => describe(spec, pointers, base, [...uses]));
    },
  };
}

function describe(
  spec: Spec,
  pointers: ReadonlyMap<Schema, string>,
  base: Schema,
  uses: readonly Schema[],
): readonly Diagnostic[] {
  const placeOfSchema = (schema: Schema) => {
    const pointer = pointers.get(schema);
    return pointer === undefined ? undefined : placeOf(spec.origins, pointer);
  };
  const [first] = uses;
  const at = placeOfSchema(base);
  if (first === undefined) return [];
  const name = pointers.get(base)?.split("/").at(-1) ?? "a value";
  const [from, to] = [typeNames(base), typeNames(first)];
  const times = uses.length === 1 ? "" : `, as in ${uses.length - 1} more`;
  return [
    diagnostic(
      "allof-contradiction",
      `"${name}" is ${to} here and ${from} in the schema it is built on; ${to} is taken${times}`,
      {
        place: placeOfSchema(first),
        related: at && [{ message: `${from} here`, place: at }],
        hint: "Where that is what is meant, nothing is to do. To hear of it no more, write in client.yaml:\n\ndiagnostics: { allof-contradiction: off }",
      },
    ),
  ];
}

function typeNames(schema: Schema): string {
  return [...(typesOf(asObject(schema)) ?? [])].join(" or ") || "another type";
}

function pointersOf(spec: Spec): ReadonlyMap<Schema, string> {
  const pointers = new Map<SchemaObject, string>();
  visitSchemas(spec.document, (schema, pointer) => pointers.set(schema, pointer));
  return pointers;
}
