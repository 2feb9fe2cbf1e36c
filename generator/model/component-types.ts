import { addTo } from "../group.js";
import type { Document, ResolvedSchemaObject, Schema } from "../openapi.js";
import { inlineObject, schemaRef } from "./inline-objects.js";
import type { ParametersOf } from "./inline-places.js";
import type { StructureOf } from "./structures.js";

/** The component schemas, by what an inline object can have in common with them. */
export interface ComponentTypes {
  /** Name of the type in lower case → the component. */
  readonly byName: ReadonlyMap<string, ComponentType>;
  /** Structure → the one component that has it. */
  readonly byStructure: ReadonlyMap<number, string>;
}

export interface ComponentType {
  /** Its key in `components.schemas`. */
  readonly component: string;
  readonly structure: number;
}

export function findComponentTypes(
  document: Document,
  names: ReadonlyMap<string, string>,
  structureOf: StructureOf,
): ComponentTypes {
  const byName = new Map<string, ComponentType>();
  const byStructure = new Map<number, string[]>();
  for (const [component, schema] of Object.entries(document.components?.schemas ?? {})) {
    const structure = structureOf(schema).id;
    byName.set((names.get(component) ?? component).toLowerCase(), { component, structure });
    // What says little is the same by chance.
    if (!inlineObject(schema)) continue;
    addTo(byStructure, structure, component);
  }
  const alone = [...byStructure].flatMap(([structure, [only, ...others]]) =>
    only === undefined || others.length > 0 ? [] : [[structure, only] as const],
  );
  return { byName, byStructure: new Map(alone) };
}

/** The type parameters of a component, by a reference to it. */
export function parametersIn(document: Document): ParametersOf {
  const schemas: readonly [string, Schema][] = Object.entries(document.components?.schemas ?? {});
  const parameters = new Map(
    schemas.flatMap(([name, schema]) => {
      const resolved: ResolvedSchemaObject = typeof schema === "object" ? schema : {};
      const declared = resolved["x-type-parameters"];
      return declared ? [[schemaRef(name), declared] as const] : [];
    }),
  );
  return (ref) => parameters.get(ref) ?? [];
}
