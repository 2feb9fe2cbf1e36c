import { hashOf } from "../hash.js";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { type Origin, pointerTo } from "../diagnostics/origins.js";
import { byCodeUnit, canonical, groupBy } from "./canonical.js";
import { originIn, type Part } from "./parts.js";
import { componentRef, mapRefs, refTo } from "./refs.js";
import {
  type Meaning,
  meaningsOf,
  richestVersion,
  shapeOf,
  type Version,
  versionsOf,
} from "./versions.js";

export interface MergedComponents {
  /** Component kind → name → component; sorted by name, references rewritten. */
  readonly components: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  readonly origins: ReadonlyMap<string, Origin>;
  /** The names that components of a part have in the whole, where they are others than in it. */
  readonly renamedIn: (part: Part) => Renamed | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A component as `kind/name` → its name in the whole. */
export type Renamed = ReadonlyMap<string, string>;

/**
 * Brings the components of all parts together. Those of one name become one if they say the same,
 * what they refer to included, or one says more and contradicts nothing; otherwise each is kept
 * under a name of its own, decided by their content and not by the order of the parts.
 */
export function mergeComponents(parts: readonly Part[]): MergedComponents {
  const versions = versionsOf(parts);
  const meanings = new Map([...versions].map(([key, all]) => [key, meaningsOf(key, all)]));
  const variants = [...meanings.values()].some((all) => all.length > 1)
    ? splitByTargets(parts, meanings)
    : [...meanings.values()].flatMap((all) => all.map(whole));
  const named = nameVariants(variants);
  const names = new Map<Part, Map<string, string>>();
  for (const { variant, name } of named) {
    if (name === variant.name) continue;
    for (const part of variant.parts) {
      const own = names.get(part) ?? new Map<string, string>();
      names.set(part, own.set(`${variant.kind}/${variant.name}`, name));
    }
  }
  const components = new Map<string, Map<string, unknown>>();
  const origins = new Map<string, Origin>();
  for (const { variant, name } of named) {
    const { kind, version, parts: users } = variant;
    const part = version.parts.find((user) => users.includes(user)) ?? users[0];
    if (!part) continue;
    const held = components.get(kind) ?? new Map<string, unknown>();
    components.set(kind, held.set(name, withNames(version.value, shapeOf(kind), names.get(part))));
    origins.set(
      pointerTo("/components", kind, name),
      originIn(part, pointerTo("/components", kind, version.name)),
    );
  }
  const renamedIn = (part: Part) => names.get(part);
  return { components, origins, renamedIn, diagnostics: conflicts(named) };
}

/** Rewrites the references of a value of a part to the names its components have in the whole. */
export function withNames(
  value: unknown,
  shape: ReturnType<typeof shapeOf>,
  renamed: Renamed | undefined,
): unknown {
  if (!renamed) return value;
  return mapRefs(value, shape, { key: "" }, (ref) => {
    const target = componentRef(ref);
    if (!target) return ref;
    return refTo({ ...target, name: nameIn(renamed, target.kind, target.name) });
  });
}

/** The name that a component has in the whole. */
export function nameIn(renamed: Renamed, kind: string, name: string): string {
  return renamed.get(`${kind}/${name}`) ?? name;
}

/** A component of the whole: the versions that became it, and the parts that mean it. */
interface Variant {
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  readonly version: Version;
  readonly parts: readonly Part[];
}

function whole({ versions, id }: Meaning): Variant {
  return variantOf(
    id,
    versions,
    versions.flatMap(({ parts }) => parts),
  );
}

function variantOf(id: string, versions: readonly Version[], parts: readonly Part[]): Variant {
  const [first, ...others] = versions;
  if (!first) throw new Error("A variant has at least one version.");
  const version = richestVersion([first, ...others]);
  return { kind: version.kind, name: version.name, id, version, parts };
}

/** A component as one part has it. */
interface Use {
  readonly key: string;
  readonly part: Part;
  readonly version: Version;
  readonly meaning: string;
}

/**
 * Parts components of equal meaning further where what they refer to differs, until nothing changes:
 * two texts `{ $ref: Pet }` say the same only if the Pets do.
 */
function splitByTargets(
  parts: readonly Part[],
  meanings: ReadonlyMap<string, readonly Meaning[]>,
): readonly Variant[] {
  const uses = [...meanings.values()]
    .flat()
    .flatMap(({ key, id, versions }) =>
      versions.flatMap((version) =>
        version.parts.map((part): Use => ({ key, part, version, meaning: `${key} ${hashOf(id)}` })),
      ),
    );
  const byKey = [...groupBy(uses, ({ key }) => key).values()];
  let ids = new Map(uses.map((use) => [use, use.meaning]));
  for (let count = 0; ;) {
    const idIn = idsByPart(uses, ids, parts);
    const next = new Map(byKey.flatMap((group) => splitGroup(group, idIn)));
    const nextCount = new Set(next.values()).size;
    if (nextCount <= count) break;
    [ids, count] = [next, nextCount];
  }
  const groups = groupBy(uses, (use) => ids.get(use) ?? use.meaning);
  return [...groups].map(([id, group]) =>
    variantOf(
      id,
      [...new Set(group.map(({ version }) => version))],
      group.map(({ part }) => part),
    ),
  );
}

type IdIn = (part: Part, key: string) => string | undefined;

function idsByPart(
  uses: readonly Use[],
  ids: ReadonlyMap<Use, string>,
  parts: readonly Part[],
): IdIn {
  const byPart = new Map(parts.map((part) => [part, new Map<string, string>()]));
  for (const use of uses) byPart.get(use.part)?.set(use.key, ids.get(use) ?? use.meaning);
  return (part, key) => byPart.get(part)?.get(key);
}

/**
 * Gives each use of one component an id by its meaning and its targets. A poorer version lacks some
 * of the references: it goes with the first that agrees on those it has.
 */
function splitGroup(group: readonly Use[], idIn: IdIn): readonly (readonly [Use, string])[] {
  return [...groupBy(group, ({ meaning }) => meaning)].flatMap(([meaning, same]) => {
    const signatures = groupBy(
      same.map((use) => ({ use, targets: targetsOf(use, idIn) })),
      (each) => JSON.stringify([...each.targets]),
    );
    const kept: { id: string; targets: ReadonlyMap<string, string> }[] = [];
    return [...signatures]
      .toSorted(([a], [b]) => b.length - a.length || byCodeUnit(a, b))
      .flatMap(([signature, members]) => {
        const own = members[0]?.targets ?? new Map<string, string>();
        let home = kept.find((known) => agree(known.targets, own));
        if (!home) {
          home = { id: `${meaning} ${hashOf(signature)}`, targets: own };
          kept.push(home);
        }
        const { id } = home;
        return members.map(({ use }) => [use, id] as const);
      });
  });
}

function targetsOf({ version, part }: Use, idIn: IdIn): Map<string, string> {
  return new Map(
    version.refs.flatMap((ref) => {
      const id = idIn(part, ref);
      return id === undefined ? [] : [[ref, id] as const];
    }),
  );
}

function agree(rich: ReadonlyMap<string, string>, poor: ReadonlyMap<string, string>): boolean {
  return [...poor].every(([ref, id]) => rich.get(ref) === undefined || rich.get(ref) === id);
}

interface Named {
  readonly variant: Variant;
  readonly name: string;
}

/** The first variant of a component keeps its name; the others are numbered. */
function nameVariants(variants: readonly Variant[]): readonly Named[] {
  const taken = new Set(variants.map(({ kind, name }) => `${kind}/${name}`));
  const groups = [...groupBy(variants, ({ kind, name }) => `${kind}/${name}`)];
  const named = groups
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .flatMap(([, group]) =>
      group
        .toSorted((a, b) => byCodeUnit(a.id, b.id))
        .map((variant, index): Named => {
          if (index === 0) return { variant, name: variant.name };
          let number = 2;
          while (taken.has(`${variant.kind}/${variant.name}${number}`)) number++;
          const name = `${variant.name}${number}`;
          taken.add(`${variant.kind}/${name}`);
          return { variant, name };
        }),
    );
  return named.toSorted((a, b) => byCodeUnit(a.name, b.name));
}

/** Only what differs itself is reported; what merely refers to it is listed with it. */
function conflicts(named: readonly Named[]): readonly Diagnostic[] {
  const groups = groupBy(named, ({ variant }) => `${variant.kind}/${variant.name}`);
  const split = [...groups].filter(([, group]) => group.length > 1);
  const followers = split.filter(([, group]) => !differs(group)).flatMap(([, group]) => group);
  const also = followers.map(({ name }) => name).join(", ");
  return split
    .filter(([, group]) => differs(group))
    .map(([key, group]) => {
      const list = group.map(({ name }) => name).join(", ");
      const related = group.map(({ variant, name }) => ({
        message: `${name} comes from here.`,
        place: placeOfVariant(variant),
      }));
      return diagnostic(
        "component-conflict",
        `The documents describe ${key} in ${group.length} ways; they are kept as ${list}.`,
        {
          place: related[1]?.place,
          related,
          hint:
            "If they are meant to be the same, correct the documents in specs/ until they agree, or save all pages again on one day." +
            (also === "" ? "" : `\nComponents that refer to them are kept apart as well: ${also}.`),
        },
      );
    });
}

function differs(group: readonly Named[]): boolean {
  const texts = group.map(({ variant }) => canonical(variant.version.value, shapeOf(variant.kind)));
  return new Set(texts).size > 1;
}

function placeOfVariant({ kind, version, parts }: Variant): ReturnType<Origin["locate"]> {
  const part = version.parts.find((user) => parts.includes(user)) ?? version.parts[0];
  const pointer = pointerTo("/components", kind, version.name);
  return part ? part.fragment.locate(pointer) : { file: "", line: 1, column: 1 };
}
