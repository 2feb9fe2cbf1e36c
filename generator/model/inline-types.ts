import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Document, Schema } from "../openapi.js";
import type { NamesFile } from "../settings.js";
import { findComponentTypes, parametersIn } from "./component-types.js";
import { newNaming } from "./inline-naming.js";
import { inlineObject, referenceTo } from "./inline-objects.js";
import { insideType, mapInside, rootPlace, type Place } from "./inline-places.js";
import { mapRoots, type GivenNames, type Root } from "./inline-roots.js";
import { surveyInlineObjects } from "./inline-survey.js";
import type { Scope } from "./names.js";
import { checkPinnedTypes, pinnedTypesGone } from "./pinned-types.js";
import { newStructures } from "./structures.js";

export interface InlineTypes {
  /** With a component for each inline object that deserves a name, and a reference in its place. */
  readonly document: Document;
  /** Such a component → where it stands, as `names.yaml` calls it. */
  readonly places: ReadonlyMap<string, readonly string[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Gives inline objects a name: whole bodies and answers, items of arrays, values of maps and the
 * arguments of envelopes, where they are more than small or their place is pinned. Equal ones are
 * one type, named after the first. An answer that only one operation gives stays where it is, as the
 * operation's own type declares it.
 *
 * @param scope holds the names of the components' types
 */
export function nameInlineTypes(
  document: Document,
  names: GivenNames,
  scope: Scope,
  pinned: NamesFile,
): InlineTypes {
  const structureOf = newStructures();
  const parametersOf = parametersIn(document);
  const components = findComponentTypes(document, names.components, structureOf);
  const survey = surveyInlineObjects({
    document,
    names,
    pins: pinned.pins,
    components,
    structureOf,
    parametersOf,
  });
  const { valid, diagnostics } = checkPinnedTypes(
    survey.pinned,
    components,
    names.operations,
    pinned,
  );
  const webhooks = Object.keys(document.webhooks ?? {});
  const naming = newNaming({ survey, components, pins: valid, names, webhooks, scope });
  const made = new Map<string, MadeType>();
  const visit = (schema: Schema, place: Place): Schema => {
    if (typeof schema === "boolean") return schema;
    const inline = inlineObject(schema);
    const structure = inline && structureOf(inline.object);
    const named =
      inline && structure && !structure.holdsParameter
        ? naming.nameAt(place, inline.object, structure.id)
        : undefined;
    if (!inline || !named) return mapInside(schema, place, parametersOf, visit);
    const { component } = named;
    if (named.isNew) {
      const { root } = place;
      // In the map before what is inside it, so that types stand in the order of their places.
      made.set(component, { root, schema: inline.object });
      const inside = insideType(place, component);
      made.set(component, {
        root,
        schema: mapInside(inline.object, inside, parametersOf, visit),
      });
    }
    return referenceTo(component, schema, inline.nullable);
  };
  const mapped = mapRoots(document, names, (schema, root) => visit(schema, rootPlace(root)));
  const seen = new Set(survey.pinned.map(({ key }) => key));
  return {
    document: withTypes(mapped, made),
    places: naming.places,
    diagnostics: [...diagnostics, ...pinnedTypesGone(seen, pinned)],
  };
}

interface MadeType {
  /** Where it first stands. */
  readonly root: Root;
  readonly schema: Schema;
}

/** Types from inside a component stand behind it, those of operations at the end. */
function withTypes(document: Document, made: ReadonlyMap<string, MadeType>): Document {
  if (made.size === 0) return document;
  const inside = new Map<string | undefined, [string, Schema][]>();
  for (const [name, { root, schema }] of made) {
    const owner = root.role === "component" ? root.component : undefined;
    const before = inside.get(owner);
    if (before) before.push([name, schema]);
    else inside.set(owner, [[name, schema]]);
  }
  const own = Object.entries(document.components?.schemas ?? {});
  const schemas = own.flatMap((entry) => [entry, ...(inside.get(entry[0]) ?? [])]);
  return {
    ...document,
    components: {
      ...document.components,
      schemas: Object.fromEntries([...schemas, ...(inside.get(undefined) ?? [])]),
    },
  };
}
