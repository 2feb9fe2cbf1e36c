import { type Shape, structure } from "../structure.js";
import { elementOf } from "../walk.js";
import { byCodeUnit, canonical, essence, groupBy, isObject, richest } from "./canonical.js";
import { covers } from "./covers.js";
import type { Part } from "./parts.js";
import { componentRef, mapRefs } from "./refs.js";

/** One text of a component, and the parts that have it. */
export interface Version {
  readonly kind: string;
  readonly name: string;
  readonly value: unknown;
  readonly parts: readonly Part[];
  /** The components it refers to, as `kind/name`. */
  readonly refs: readonly string[];
}

/** The versions of one component that say the same, or less than the richest of them. */
export interface Meaning {
  /** The component as `kind/name`. */
  readonly key: string;
  /** Tells the meaning from any other one, by its content alone. */
  readonly id: string;
  readonly versions: readonly Version[];
}

/** The shape of the components of a kind. */
export function shapeOf(kind: string): Shape {
  const shape = structure.components[kind];
  return (shape && elementOf(shape)?.of) ?? "any";
}

/** All components of all parts, equal texts counted once, by `kind/name`. */
export function versionsOf(parts: readonly Part[]): Map<string, Version[]> {
  const found = new Map<string, Map<string, { version: Version; parts: Part[] }>>();
  // A component that parts share is one value in all of them.
  const byValue = new Map<unknown, { readonly key: string; readonly parts: Part[] }>();
  for (const part of parts) {
    for (const [kind, held] of Object.entries(part.document.components ?? {})) {
      if (!isObject(held)) continue;
      for (const [name, value] of Object.entries(held)) {
        const key = `${kind}/${name}`;
        const shared = byValue.get(value);
        if (shared?.key === key) {
          shared.parts.push(part);
          continue;
        }
        const texts = found.get(key) ?? new Map();
        found.set(key, texts);
        const text = JSON.stringify(value) ?? "";
        const known = texts.get(text);
        if (known) {
          known.parts.push(part);
          byValue.set(value, { key, parts: known.parts });
          continue;
        }
        const users = [part];
        const refs = refsOf(value, shapeOf(kind));
        texts.set(text, { version: { kind, name, value, parts: users, refs }, parts: users });
        byValue.set(value, { key, parts: users });
      }
    }
  }
  return new Map(
    [...found].map(([key, texts]) => [key, [...texts.values()].map(({ version }) => version)]),
  );
}

function refsOf(value: unknown, shape: Shape): readonly string[] {
  const refs = new Set<string>();
  mapRefs(value, shape, { key: "" }, (ref) => {
    const target = componentRef(ref);
    if (target) refs.add(`${target.kind}/${target.name}`);
    return ref;
  });
  return [...refs].toSorted(byCodeUnit);
}

/**
 * Parts the versions of a component by what they say. A version that another one covers joins it:
 * it only says less. What references lead to isn't looked at here.
 */
export function meaningsOf(key: string, versions: readonly Version[]): readonly Meaning[] {
  // Where there is no other one, nothing has to tell it from that.
  if (versions.length === 1) return [{ key, id: "", versions }];
  const shape = shapeOf(versions[0]?.kind ?? "");
  const groups = groupBy(versions, ({ value }) => canonical(value, shape));
  // A version can only be covered by one with a longer text, so the longest come first.
  const texts = [...groups.keys()].toSorted((a, b) => b.length - a.length || byCodeUnit(a, b));
  const kept: { id: string; essence: unknown; versions: Version[] }[] = [];
  for (const text of texts) {
    const group = groups.get(text) ?? [];
    const said = essence(group[0]?.value, shape);
    const cover = kept.find((meaning) => covers(meaning.essence, said, shape));
    if (cover) cover.versions.push(...group);
    else kept.push({ id: text, essence: said, versions: [...group] });
  }
  return kept.map(({ id, versions: all }) => ({ key, id, versions: all }));
}

/** The version with most detail; it stands for all. */
export function richestVersion(versions: readonly [Version, ...Version[]]): Version {
  const value = richest([versions[0].value, ...versions.slice(1).map((version) => version.value)]);
  return versions.find((version) => version.value === value) ?? versions[0];
}
