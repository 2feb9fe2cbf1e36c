import type { Document, Schema, SchemaObject } from "../openapi.js";
import type { PinnedNames } from "../settings.js";
import type { ComponentTypes } from "./component-types.js";
import { nameFromTitle, type Shared } from "./inline-names.js";
import { deservesName, inlineObject } from "./inline-objects.js";
import {
  keyOf,
  mapInside,
  rootPlace,
  type ParametersOf,
  type Place,
  type Visit,
} from "./inline-places.js";
import { mapRoots, type GivenNames } from "./inline-roots.js";
import type { StructureOf } from "./structures.js";

/** What is known of the inline objects before the first gets its name. */
export interface Survey {
  /** Structure → how often it stands where it could have a name. */
  readonly occurrences: ReadonlyMap<number, number>;
  /** Structure → who gives it as a whole answer. */
  readonly shared: ReadonlyMap<number, Shared>;
  /** The names that the titles of objects make, where all objects with the title are the same. */
  readonly titles: ReadonlySet<string>;
  readonly pinned: readonly PinnedPlace[];
}

export interface PinnedPlace {
  readonly key: string;
  readonly name: string;
  readonly structure: number;
}

/** Whether objects are counted, or only pinned places are collected. */
type Walk = "count" | "collect";

export interface InlineInput {
  readonly document: Document;
  readonly names: GivenNames;
  readonly pins: PinnedNames;
  readonly components: ComponentTypes;
  readonly structureOf: StructureOf;
  readonly parametersOf: ParametersOf;
}

/** Goes through all inline objects; what is inside equal ones is looked at once. */
export function surveyInlineObjects(input: InlineInput): Survey {
  const { document, names, pins, components, structureOf, parametersOf } = input;
  const occurrences = new Map<number, number>();
  const shared = new Map<number, { bases: Set<string>; statuses: Set<string> }>();
  const titled = new Map<string, Set<number>>();
  const pinned = new Map<string, PinnedPlace>();
  const walked = new Set<string>();

  /** Gives how to go on with what is inside; undefined where it was looked at before. */
  const survey = (object: SchemaObject, place: Place, how: Walk): Walk | undefined => {
    const { id, holdsParameter } = structureOf(object);
    if (holdsParameter) return how;
    const key = keyOf(place);
    const name = pins.get(key);
    if (name !== undefined && !pinned.has(key)) pinned.set(key, { key, name, structure: id });
    if (place.position !== "part" && how === "count") {
      occurrences.set(id, (occurrences.get(id) ?? 0) + 1);
      addTo(titled, nameFromTitle(object.title), id);
      if (place.position === "root" && place.root.role === "answer") addSharer(id, place);
    }
    const isNamed = name !== undefined || (place.position !== "part" && deservesName(object, 2));
    if (!isNamed) return how;
    if (name === undefined && components.byStructure.has(id)) return undefined;
    const isFirst = how === "count" && isNewIn(walked, String(id));
    const isOwn = isNewIn(walked, `${id} ${name ?? ""}`);
    if (isFirst) return "count";
    // What has a name of its own has places of its own inside, but says nothing new.
    return isOwn && (name !== undefined || how === "collect") ? "collect" : undefined;
  };
  const addSharer = (id: number, { root: { base, status } }: Place) => {
    const { bases, statuses } = shared.get(id) ?? { bases: new Set(), statuses: new Set() };
    bases.add(base);
    if (status !== undefined) statuses.add(status);
    shared.set(id, { bases, statuses });
  };
  const visit = (schema: Schema, place: Place, how: Walk): Schema => {
    if (typeof schema === "boolean") return schema;
    const inline = inlineObject(schema);
    const next = inline ? survey(inline.object, place, how) : how;
    if (next) mapInside(schema, place, parametersOf, visits[next]);
    return schema;
  };
  const visits: Readonly<Record<Walk, Visit>> = {
    count: (schema, place) => visit(schema, place, "count"),
    collect: (schema, place) => visit(schema, place, "collect"),
  };
  mapRoots(document, names, (schema, root) => visit(schema, rootPlace(root), "count"));
  const alone = [...titled].filter(([, structures]) => structures.size === 1);
  return {
    occurrences,
    shared,
    titles: new Set(alone.map(([title]) => title)),
    pinned: [...pinned.values()],
  };
}

function addTo<K, V>(map: Map<K, Set<V>>, key: K | undefined, value: V): void {
  if (key === undefined) return;
  map.set(key, (map.get(key) ?? new Set<V>()).add(value));
}

function isNewIn(set: Set<string>, value: string): boolean {
  const isNew = !set.has(value);
  set.add(value);
  return isNew;
}
