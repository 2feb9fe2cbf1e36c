import type { Change } from "./change.js";

/** Changes that are the same in several operations are told once. */
export function together(changes: readonly Change[]): Change[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = JSON.stringify({ ...change, ...withoutOperation(change), operations: undefined });
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length < 2) return group;
    return [
      {
        ...first,
        ...withoutOperation(first),
        operations: [...new Set(group.flatMap(({ operations }) => operations))],
      },
    ];
  });
}

/** The name and the place of a change inside its operation. */
function withoutOperation({ name, place, operations: [operation, ...others] }: Change) {
  const key = /^[A-Z]+ \S+(?: → )?/.exec(place ?? "")?.[0];
  if (operation === undefined || others.length > 0 || key === undefined) return {};
  const inside = (place ?? "").slice(key.length);
  const own = inside === "" ? name.replace(operation, "").trim() : name.replace(/^\w+\.?/, "");
  return {
    name: own === "" ? name : own,
    ...(inside === "" ? { place: undefined } : { place: inside }),
  };
}
