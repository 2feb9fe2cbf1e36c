import type { ObjectShape, Shape } from "./shape.js";

/**
 * The bodies by status of an operation, with the same statuses on both sides where one side has what
 * holds for the others: a 404 that is documented now was `4XX` or `default` before.
 */
export function withStatuses(before: Shape, after: Shape): readonly [Shape, Shape] {
  if (before.kind !== "object" || after.kind !== "object") return [before, after];
  return [filled(before, after), filled(after, before)];
}

function filled(shape: ObjectShape, other: ObjectShape): ObjectShape {
  const own = new Map(shape.members.map((member) => [member.name, member]));
  const more = other.members.flatMap((member) => {
    const general = own.get(`${member.name[0] ?? ""}XX`) ?? own.get("default");
    const isStatus = /^\d{3}$/.test(member.name) && !own.has(member.name);
    return isStatus && general ? [{ ...member, type: general.type }] : [];
  });
  return { ...shape, members: [...shape.members, ...more] };
}
