import { compareDocs, compareShapes, type At, type Finding } from "./compare.js";
import { withGroups } from "./input-groups.js";
import type { Role } from "./operations.js";
import { emptyObject, substituted, type Shape } from "./shape.js";
import type { Side } from "./side.js";
import { withStatuses } from "./statuses.js";

/** Compares two declarations of types under one name; one that is not there is an empty object. */
export function compareTypes(
  name: string,
  before: Side,
  after: Side,
  role: Role | undefined,
): readonly Finding[] {
  const [was, is] = [before.type(name), after.type(name)];
  const at: At = { owner: name, path: [], before, after, depth: 0 };
  const own = new Map(
    (is?.parameters ?? []).flatMap((parameter, index): [string, Shape][] => {
      const old = was?.parameters[index]?.name;
      if (old === undefined || old === parameter.name) return [];
      return [[parameter.name, { kind: "reference", name: old, arguments: [] }]];
    }),
  );
  const shapes = [was?.shape ?? emptyObject, substituted(is?.shape ?? emptyObject, own)] as const;
  const [one, other] = asAlike(role, ...shapes);
  return [
    ...compareShapes(one, other, at),
    ...(was && is ? compareDocs(before.doc(name), after.doc(name), at) : []),
  ];
}

/** With the same groups of parameters, or the same statuses, on both sides. */
function asAlike(role: Role | undefined, before: Shape, after: Shape): readonly [Shape, Shape] {
  if (role === "input") return withGroups(before, after);
  const isByStatus = role === "errors" || role === "byStatus";
  return isByStatus ? withStatuses(before, after) : [before, after];
}
