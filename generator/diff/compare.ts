import {
  documentedKeyOf,
  emptyObject,
  keyOf,
  type Doc,
  type Member,
  type ObjectShape,
  type Shape,
} from "./shape.js";
import { expanded, parameterPath } from "./expand.js";
import type { Side } from "./side.js";

/** A type, and where it stands: in a property, or in anything else. */
export interface Slot {
  readonly shape: Shape;
  readonly property?: { readonly name: string; readonly optional: boolean };
  /** What may stand beside the property. */
  readonly indexes?: ObjectShape["indexes"];
}

/** A place where two types differ. */
export interface Difference {
  /** The declaration that it is in. */
  readonly owner: string;
  /** The way from there: names of properties, and `[]`. */
  readonly path: readonly string[];
  readonly kind: "added" | "removed" | "renamed" | "changed";
  readonly before: Slot;
  readonly after: Slot;
  readonly docs?: undefined;
}

/** A place where only the words differ. */
export interface Rewording {
  readonly owner: string;
  readonly path: readonly string[];
  readonly docs: { readonly before: Doc; readonly after: Doc };
}

export type Finding = Difference | Rewording;

/** Where two types are compared. */
export interface At {
  readonly owner: string;
  readonly path: readonly string[];
  readonly before: Side;
  readonly after: Side;
  /** How often references have been followed on the way. */
  readonly depth: number;
}

/** Goes down both types at once, to the places where they differ. */
export function compareShapes(before: Shape, after: Shape, at: At): readonly Finding[] {
  if (documentedKeyOf(before) === documentedKeyOf(after)) return [];
  if (before.kind === "object" && after.kind === "object") return compareObjects(before, after, at);
  if (before.kind === "array" && after.kind === "array") {
    return compareShapes(before.of, after.of, below(at, "[]"));
  }
  if (before.kind === "union" && after.kind === "union") return compareUnions(before, after, at);
  if (before.kind === "intersection" && after.kind === "intersection") {
    return compareMembers(before.members, after.members, at) ?? changed(before, after, at);
  }
  if (before.kind === "reference" && after.kind === "reference" && before.name === after.name) {
    if (before.arguments.length !== after.arguments.length) return throughNames(before, after, at);
    return before.arguments.flatMap((argument, index) => {
      const path = parameterPath(before.name, index, at.before) ?? [`<${index + 1}>`];
      return compareShapes(argument, after.arguments[index] ?? argument, below(at, ...path));
    });
  }
  if (keyOf(before) === keyOf(after)) return [];
  return throughNames(before, after, at);
}

function below(at: At, ...path: readonly string[]): At {
  return { ...at, path: [...at.path, ...path] };
}

function changed(before: Shape, after: Shape, { owner, path }: At): readonly Finding[] {
  if (keyOf(before) === keyOf(after)) return [];
  return [{ owner, path, kind: "changed", before: { shape: before }, after: { shape: after } }];
}

const mostSteps = 4;
const mostListed = 6;

/** Types that are called differently may say the same, or differ in a field or two. */
function throughNames(before: Shape, after: Shape, at: At): readonly Finding[] {
  if (at.depth >= mostSteps) return changed(before, after, at);
  const was = expanded(before, at.before);
  const is = expanded(after, at.after);
  if ((was === before && is === after) || was.kind !== is.kind) return changed(before, after, at);
  const found = compareShapes(was, is, { ...at, depth: at.depth + 1 });
  const differing = found.filter(({ docs }) => docs === undefined);
  if (differing.length === 0) return [];
  const isDeep = was.kind === "object" && differing.length <= mostListed;
  return isDeep ? differing : changed(before, after, at);
}

function compareObjects(before: ObjectShape, after: ObjectShape, at: At): readonly Finding[] {
  const extended = (shape: ObjectShape) => shape.bases.map(keyOf).join();
  if (extended(before) !== extended(after)) {
    const [was, is] = [expanded(before, at.before), expanded(after, at.after)];
    const isFlat = was.kind === "object" && is.kind === "object";
    if (!isFlat || was.bases.length + is.bases.length > 0) return changed(before, after, at);
    return compareObjects(was, is, at);
  }
  const now = new Map(after.members.map((member) => [member.name, member]));
  const was = new Map(before.members.map((member) => [member.name, member]));
  const gone = before.members.filter(({ name }) => !now.has(name));
  const fresh = after.members.filter(({ name }) => !was.has(name));
  const renamed = renamedMember(gone, fresh);
  const difference = (kind: Difference["kind"], one?: Member, other?: Member): Finding => ({
    owner: at.owner,
    path: [...at.path, (one ?? other)?.name ?? ""],
    kind,
    before: slotOf(one, before),
    after: slotOf(other, after),
  });
  return [
    ...before.members.flatMap((member) => {
      const same = now.get(member.name);
      if (same) return compareProperty(member, same, [before, after], at);
      return member === renamed?.[0]
        ? difference("renamed", member, renamed[1])
        : difference("removed", member);
    }),
    ...fresh
      .filter((member) => member !== renamed?.[1])
      .map((member) => difference("added", undefined, member)),
    ...compareIndexes(before, after, at),
  ];
}

/** One that is gone and one that is new, of the same type, with the same words or letters. */
function renamedMember(
  gone: readonly Member[],
  fresh: readonly Member[],
): readonly [Member, Member] | undefined {
  const [one, ...others] = gone;
  const [other, ...rest] = fresh;
  if (!one || !other || others.length + rest.length > 0) return undefined;
  const letters = ({ name }: Member) => name.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  const isSame = keyOf(one.type) === keyOf(other.type) && one.optional === other.optional;
  const isKnown =
    letters(one) === letters(other) || (one.doc.text !== "" && one.doc.text === other.doc.text);
  return isSame && isKnown ? [one, other] : undefined;
}

function slotOf(member: Member | undefined, { indexes }: ObjectShape): Slot {
  if (!member) return { shape: emptyObject, ...(indexes.length > 0 && { indexes }) };
  const { name, optional, type } = member;
  return { shape: type, property: { name, optional }, ...(indexes.length > 0 && { indexes }) };
}

function compareProperty(
  before: Member,
  after: Member,
  holders: readonly [ObjectShape, ObjectShape],
  at: At,
): readonly Finding[] {
  const inside = below(at, before.name);
  const found = compareShapes(before.type, after.type, inside);
  const isHere = (each: Finding) =>
    each.docs === undefined && each.path.length === inside.path.length;
  const here = found.find(isHere);
  const asProperty: Finding = {
    owner: at.owner,
    path: inside.path,
    kind: "changed",
    before: slotOf(before, holders[0]),
    after: slotOf(after, holders[1]),
  };
  const sameType = {
    ...asProperty,
    after: slotOf({ ...before, optional: after.optional }, holders[1]),
  };
  return [
    ...found.map((each) => (each === here ? asProperty : each)),
    ...(before.optional !== after.optional && !here ? [sameType] : []),
    ...compareDocs(before.doc, after.doc, inside),
  ];
}

/** A difference of words between two declarations or properties. */
export function compareDocs(
  before: Doc,
  after: Doc,
  { owner, path }: Pick<At, "owner" | "path">,
): readonly Rewording[] {
  if (before.text === after.text && before.deprecated === after.deprecated) return [];
  return [{ owner, path, docs: { before, after } }];
}

function compareIndexes(before: ObjectShape, after: ObjectShape, at: At): readonly Finding[] {
  const only = (shape: ObjectShape): ObjectShape => ({ ...shape, members: [], bases: [] });
  const [was, is] = [only(before), only(after)];
  if (keyOf(was) === keyOf(is)) return [];
  const [one, other] = [was.indexes[0], is.indexes[0]];
  if (one && other && one.key === other.key && was.indexes.length + is.indexes.length === 2) {
    return compareShapes(one.type, other.type, below(at, "[key]"));
  }
  const { owner, path } = below(at, "[key]");
  return [{ owner, path, kind: "changed", before: { shape: was }, after: { shape: is } }];
}

type Several = Extract<Shape, { kind: "union" | "intersection" }>;

function compareUnions(before: Several, after: Several, at: At): readonly Finding[] {
  return compareMembers(before.members, after.members, at) ?? changed(before, after, at);
}

/** Compares what can be told to belong together; undefined where something is left. */
function compareMembers(
  before: readonly Shape[],
  after: readonly Shape[],
  at: At,
): readonly Finding[] | undefined {
  const now = new Map(after.map((shape) => [keyOf(shape), shape]));
  const was = new Map(before.map((shape) => [keyOf(shape), shape]));
  const same = [...was].flatMap(([key, shape]) => {
    const other = now.get(key);
    return other ? compareShapes(shape, other, at) : [];
  });
  const gone = [...was].flatMap(([key, shape]) => (now.has(key) ? [] : [shape]));
  const fresh = [...now].flatMap(([key, shape]) => (was.has(key) ? [] : [shape]));
  if (gone.length !== fresh.length) return undefined;
  const pairs = gone.map((shape) => [shape, counterpart(shape, gone, fresh)] as const);
  const found: Finding[] = [...same];
  for (const [one, other] of pairs) {
    if (!other) return undefined;
    found.push(...compareShapes(one, other, at));
  }
  return found;
}

/** What a member of a union has become: the only one left, or the one with the same discriminator. */
function counterpart(
  shape: Shape,
  gone: readonly Shape[],
  fresh: readonly Shape[],
): Shape | undefined {
  const [only] = fresh;
  const isPlain = (each: Shape) => each.kind === "object" || each.kind === "array";
  const isSameReference =
    shape.kind === "reference" && only?.kind === "reference" && shape.name === only.name;
  if (gone.length === 1 && only && ((isPlain(shape) && isPlain(only)) || isSameReference)) {
    return only;
  }
  const literals = literalsOf(shape);
  if (literals.length === 0) return undefined;
  const alike = fresh.filter((each) => literalsOf(each).some((text) => literals.includes(text)));
  return alike.length === 1 ? alike[0] : undefined;
}

/** `type: "card"`, for each property of which there is one value. */
function literalsOf(shape: Shape): readonly string[] {
  if (shape.kind !== "object") return [];
  return shape.members
    .filter(({ type, optional }) => !optional && keyOf(type).startsWith('"'))
    .map(({ name, type }) => `${name}: ${keyOf(type)}`);
}
