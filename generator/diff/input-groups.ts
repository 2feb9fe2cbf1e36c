import { emptyObject, noDoc, type ObjectShape, type Shape } from "./shape.js";

const groups = ["path", "query", "headers", "cookies"];

/**
 * The inputs of an operation with the same groups on both sides, all of them required: so that what is
 * told is the parameter that is new, and not the group that came with it.
 */
export function withGroups(before: Shape, after: Shape): readonly [Shape, Shape] {
  if (before.kind !== "object" || after.kind !== "object") return [before, after];
  const wanted = groups.filter((name) => hasGroup(before, name) || hasGroup(after, name));
  return [filled(before, wanted), filled(after, wanted)];
}

function hasGroup({ members }: ObjectShape, group: string): boolean {
  return members.some(({ name, type }) => name === group && type.kind === "object");
}

function filled(shape: ObjectShape, wanted: readonly string[]): ObjectShape {
  const members = wanted.map((name) => {
    const own = shape.members.find((member) => member.name === name);
    return { doc: noDoc, type: emptyObject, ...own, name, optional: false };
  });
  const others = shape.members.filter(({ name }) => !wanted.includes(name));
  return { ...shape, members: [...members, ...others] };
}
