import type { SchemaObject } from "../openapi.js";
import type { ComponentTypes } from "./component-types.js";
import { candidateNames, nameFromTitle } from "./inline-names.js";
import { deservesName } from "./inline-objects.js";
import { keyOf, type Place } from "./inline-places.js";
import { webhookWord, type GivenNames } from "./inline-roots.js";
import type { Survey } from "./inline-survey.js";
import { pascalCase, type Scope } from "./names.js";

export interface NamingInput {
  readonly survey: Survey;
  readonly components: ComponentTypes;
  /** Place → the name that it is pinned to. */
  readonly pins: ReadonlyMap<string, string>;
  readonly names: GivenNames;
  /** The names of webhooks. */
  readonly webhooks: readonly string[];
  readonly scope: Scope;
}

export interface Naming {
  /**
   * The component that an object becomes, or is; undefined where it stays in its place. Asked once for
   * each object, in the order in which they choose.
   */
  readonly nameAt: (place: Place, object: SchemaObject, structure: number) => Named | undefined;
  /** Component made of inline objects → their places, as `names.yaml` calls them. */
  readonly places: ReadonlyMap<string, readonly string[]>;
}

export interface Named {
  readonly component: string;
  /** Whether the component is still to be made. */
  readonly isNew: boolean;
}

/** Decides which inline objects get a name, and which: pinned ones first, each structure once. */
export function newNaming(input: NamingInput): Naming {
  const { survey, components, pins, names, webhooks, scope } = input;
  const places = new Map<string, string[]>();
  const met = new Set<string>();
  const ofOperations = namesOfOperations(names, webhooks);
  const byStructure = new Map<number, string>();
  for (const { key, name, structure } of survey.pinned) {
    if (!pins.has(key) || components.byName.has(name.toLowerCase())) continue;
    scope.claim(name);
    if (!byStructure.has(structure)) byStructure.set(structure, pins.get(key) ?? name);
  }
  const make = (place: Place, object: SchemaObject, structure: number): string => {
    const title = nameFromTitle(object.title);
    const given = title !== undefined && survey.titles.has(title) ? title : undefined;
    const candidates = candidateNames(place, given, survey.shared.get(structure));
    const name = scope.take(
      ...candidates.filter((each) => !ofOperations.has(each.toLowerCase())),
      candidates.at(-1) ?? "",
    );
    byStructure.set(structure, name);
    return name;
  };
  return {
    places,
    nameAt: (place, object, structure) => {
      const key = keyOf(place);
      // Names with dots can make one key of two places: the second stays as it is.
      if (met.has(key)) return undefined;
      met.add(key);
      const pin = pins.get(key);
      const pinned = pin === undefined ? undefined : components.byName.get(pin.toLowerCase());
      if (pinned) return { component: pinned.component, isNew: false };
      const occurrences = survey.occurrences.get(structure) ?? 0;
      if (pin === undefined) {
        if (place.position === "part" || !deservesName(object, occurrences)) return undefined;
        const known = byStructure.get(structure);
        const component = components.byStructure.get(structure);
        if (known === undefined && component !== undefined) return { component, isNew: false };
        const isAlone = known === undefined && occurrences < 2;
        if (isAlone && place.position === "root" && place.root.isResponse) return undefined;
      }
      const name = pin ?? byStructure.get(structure) ?? make(place, object, structure);
      const before = places.get(name);
      if (before) before.push(key);
      else places.set(name, [key]);
      return { component: name, isNew: before === undefined };
    },
  };
}

/** In lower case: what operations' and webhooks' own types are called, so that these keep their names. */
function namesOfOperations(
  { operations }: GivenNames,
  webhooks: readonly string[],
): ReadonlySet<string> {
  const names = [...operations.values()].flatMap((name) =>
    ["Input", "Response", "Errors"].map((suffix) => `${pascalCase(name)}${suffix}`.toLowerCase()),
  );
  const payloads = webhooks.map((name) => `${webhookWord(name)}Payload`.toLowerCase());
  return new Set([...names, ...payloads]);
}
