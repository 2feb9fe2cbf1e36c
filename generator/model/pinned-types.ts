import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { pointerTo } from "../diagnostics/origins.js";
import { isTypePlace, type NamesFile } from "../settings.js";
import type { ComponentTypes } from "./component-types.js";
import type { PinnedPlace } from "./inline-survey.js";
import { isKeyword } from "./names.js";

/**
 * Checks the names that `names.yaml` gives to inline objects: one name is one structure, and neither
 * another component nor a function of the client has it.
 *
 * @returns the places whose names can be given, each with its name
 */
export function checkPinnedTypes(
  pinned: readonly PinnedPlace[],
  components: ComponentTypes,
  functions: ReadonlyMap<string, string>,
  { locate }: NamesFile,
): { readonly valid: ReadonlyMap<string, string>; readonly diagnostics: readonly Diagnostic[] } {
  const valid = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const refuse = (
    code: "pinned-type-clash" | "reserved-pinned-name",
    key: string,
    message: string,
    first?: string,
  ) =>
    void diagnostics.push(
      diagnostic(code, message, {
        place: locate(pointerTo("", key)),
        ...(first !== undefined && {
          related: [{ message: "the first", place: locate(pointerTo("", first)) }],
        }),
        hint: `Give ${key} another name, or delete its line to have one made.`,
      }),
    );
  const operations = new Map([...functions].map(([key, name]) => [name, key]));
  for (const [, places] of byName(pinned)) {
    const [usual] = byStructure(places).toSorted((one, other) => other.length - one.length);
    for (const group of byStructure(places)) {
      const [{ key, name, structure }] = group;
      const component = components.byName.get(name.toLowerCase());
      const operation = operations.get(name);
      if (isKeyword(name)) {
        refuse("reserved-pinned-name", key, `no type can be called "${name}"`);
      } else if (operation !== undefined) {
        refuse("pinned-type-clash", key, `"${name}" is the function of ${operation}, too`);
      } else if (component && component.structure !== structure) {
        refuse(
          "pinned-type-clash",
          key,
          `"${name}" is a component of the document, and says something else than the object at ${key}`,
        );
      } else if (usual && group !== usual && usual[0].structure !== structure) {
        refuse(
          "pinned-type-clash",
          key,
          `"${name}" is pinned at ${usual[0].key}, too, where another object stands`,
          usual[0].key,
        );
      } else {
        for (const place of group) valid.set(place.key, places[0].name);
      }
    }
  }
  return { valid, diagnostics };
}

/** Pins of places where no inline object stands any more. */
export function pinnedTypesGone(
  seen: ReadonlySet<string>,
  { pins, locate }: NamesFile,
): readonly Diagnostic[] {
  return [...pins.keys()]
    .filter((key) => isTypePlace(key) && !seen.has(key))
    .map((key) =>
      diagnostic(
        "pinned-type-gone",
        `"${key}" is pinned, but no inline object stands there any more`,
        {
          place: locate(pointerTo("", key)),
          hint: "If it was moved, give its key the new place, so that the type keeps its name; else delete the line.",
        },
      ),
    );
}

type Group = readonly [PinnedPlace, ...PinnedPlace[]];

function byName(pinned: readonly PinnedPlace[]): ReadonlyMap<string, Group> {
  return groupBy(pinned, ({ name }) => name.toLowerCase());
}

function byStructure(places: readonly PinnedPlace[]): readonly Group[] {
  return [...groupBy(places, ({ structure }) => structure).values()];
}

function groupBy<K>(
  places: readonly PinnedPlace[],
  keyOf: (place: PinnedPlace) => K,
): ReadonlyMap<K, Group> {
  const groups = new Map<K, [PinnedPlace, ...PinnedPlace[]]>();
  for (const place of places) {
    const before = groups.get(keyOf(place));
    if (before) before.push(place);
    else groups.set(keyOf(place), [place]);
  }
  return groups;
}
