import {
  keyOf,
  substituted,
  type Member,
  type ObjectShape,
  type ReferenceShape,
  type Shape,
} from "./shape.js";
import type { Side } from "./side.js";

/** A named type in full: one step down, with what its interface extends. Others stay as they are. */
export function expanded(shape: Shape, side: Side): Shape {
  if (shape.kind === "object") return shape.bases.length > 0 ? flat(shape, side) : shape;
  const inner = shape.kind === "reference" ? opened(shape, side) : undefined;
  if (!inner) return shape;
  return inner.kind === "object" ? flat(inner, side) : inner;
}

const mostBases = 20;

/** An object with the members of what it extends; bases that are not known stay. */
function flat(shape: ObjectShape, side: Side, depth = 0): ObjectShape {
  const members = new Map<string, Member>();
  const bases: ReferenceShape[] = [];
  const indexes = [...shape.indexes];
  for (const base of shape.bases) {
    const inner = depth < mostBases ? opened(base, side) : undefined;
    if (inner?.kind === "object") {
      const whole = flat(inner, side, depth + 1);
      for (const member of whole.members) members.set(member.name, member);
      bases.push(...whole.bases);
      indexes.push(...whole.indexes);
    } else bases.push(base);
  }
  for (const member of shape.members) members.set(member.name, member);
  return { kind: "object", members: [...members.values()], indexes, bases };
}

/** What a reference stands for, with its arguments in place. */
function opened(reference: ReferenceShape, side: Side): Shape | undefined {
  const type = side.type(reference.name);
  if (!type) return undefined;
  const given = type.parameters.flatMap(({ name, byDefault }, index): [string, Shape][] => {
    const argument = reference.arguments[index] ?? byDefault;
    return argument ? [[name, argument]] : [];
  });
  return substituted(type.shape, new Map(given));
}

/**
 * Where the argument of a generic stands in it: `data`, `[]` for the items of a list. Undefined where
 * it stands in no property.
 */
export function parameterPath(
  name: string,
  index: number,
  side: Side,
  depth = 0,
): readonly string[] | undefined {
  const type = side.type(name);
  const parameter = type?.parameters[index]?.name;
  if (parameter === undefined || type?.shape.kind !== "object" || depth > mostBases) {
    return undefined;
  }
  const whole = keyOf({ kind: "reference", name: parameter, arguments: [] });
  for (const member of type.shape.members) {
    const path = pathIn(member.type, whole);
    if (path) return [member.name, ...path];
  }
  for (const base of type.shape.bases) {
    for (const [position, argument] of base.arguments.entries()) {
      const path = pathIn(argument, whole);
      const outer = path && parameterPath(base.name, position, side, depth + 1);
      if (path && outer) return [...outer, ...path];
    }
  }
  return undefined;
}

function pathIn(shape: Shape, whole: string): readonly string[] | undefined {
  if (keyOf(shape) === whole) return [];
  if (shape.kind === "union") {
    return shape.members.map((member) => pathIn(member, whole)).find((path) => path !== undefined);
  }
  const path = shape.kind === "array" ? pathIn(shape.of, whole) : undefined;
  return path && ["[]", ...path];
}
