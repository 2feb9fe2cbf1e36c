import type { Change } from "./change.js";
import { isType, type Declaration } from "./client.js";
import type { Context } from "./describe.js";
import type { OperationFacts } from "./operations.js";
import { typesOf, type OperationPair } from "./pairing.js";
import type { Side } from "./side.js";

/** The operations and other exports that are new, gone or called otherwise. */
export function exportChanges(context: Context): readonly Change[] {
  const { operations, removed, added, renamed } = context.pairing;
  return [
    ...removed.map((operation) => ofOperation("removed", operation)),
    ...added.map((operation) => ofOperation("added", operation)),
    ...operations.flatMap(pairChanges),
    ...[...renamed]
      .filter(([was]) => !isOfRenamed(was, context))
      .map(([was, now]): Change => ({
        impact: "breaking",
        kind: "renamed",
        subject: kindOf(context.pairing.before.declaration(was)),
        name: was,
        before: was,
        after: now,
        reason: "code that names it does not compile",
        operations: context.uses.functions(was),
      })),
    ...nameChanges(context),
  ];
}

/** Arrays of values are named after their operation, and change their names with it. */
function isOfRenamed(name: string, { pairing, owners }: Context): boolean {
  const [, holder = ""] = /\{@link (\w+)\}/.exec(pairing.before.doc(name).text) ?? [];
  const key = owners.get(holder)?.operation.key;
  return pairing.operations.some(
    ({ before, after }) => before.key === key && before.name !== after.name,
  );
}

function ofOperation(kind: "removed" | "added", { name, key }: OperationFacts): Change {
  const isGone = kind === "removed";
  return {
    impact: isGone ? "breaking" : "compatible",
    kind,
    subject: "operation",
    name,
    ...(isGone && { reason: "code that calls it or names its types does not compile" }),
    place: key,
    operations: [name],
  };
}

/** What the code of an operation says and its types do not. */
function pairChanges({ before, after }: OperationPair): readonly Change[] {
  const about = { subject: "operation", name: before.name, place: before.key } as const;
  const told = (reason: string, was?: string, now?: string): Change => ({
    impact: "compatible",
    kind: "changed",
    ...about,
    ...(was !== undefined && { before: was }),
    ...(now !== undefined && { after: now }),
    reason,
    operations: [before.name],
  });
  const differs = (field: "servers" | "nextPage" | "idempotency") => before[field] !== after[field];
  return [
    ...(before.name === after.name
      ? []
      : [
          {
            impact: "breaking" as const,
            kind: "renamed" as const,
            ...about,
            before: before.name,
            after: after.name,
            reason: "code that uses it or its types does not compile; names.yaml can keep the name",
            operations: [before.name],
          },
        ]),
    ...(before.key === after.key ? [] : [told("sent elsewhere", before.key, after.key)]),
    ...(differs("servers")
      ? [
          told(
            "sent to another server",
            before.servers ?? "the client's",
            after.servers ?? "the client's",
          ),
        ]
      : []),
    ...(differs("nextPage") && before.nextPage !== undefined && after.nextPage !== undefined
      ? [told("pages are found in another way", before.nextPage, after.nextPage)]
      : []),
    ...(differs("idempotency")
      ? [
          told(
            "repeated in another way",
            before.idempotency ?? "without a key",
            after.idempotency ?? "without a key",
          ),
        ]
      : []),
    ...(before.parameters.indexOf("options?") === after.parameters.indexOf("options?")
      ? []
      : [
          {
            ...told("the options of a call have another place"),
            impact: "breaking" as const,
            before: `(${before.parameters.join(", ")})`,
            after: `(${after.parameters.join(", ")})`,
          },
        ]),
    ...securityChange(before, after),
  ];
}

/** Breaking where credentials that were enough are no longer. */
function securityChange(before: OperationFacts, after: OperationFacts): readonly Change[] {
  const [was, now] = [alternatives(before), alternatives(after)];
  const text = (sets: readonly (readonly string[])[]) =>
    sets.map((set) => set.join(" + ") || "none").join(" or ");
  if (text(was.map(sorted).toSorted()) === text(now.map(sorted).toSorted())) return [];
  const isEnough = (given: readonly string[]) =>
    now.some((needed) => needed.every((scheme) => given.includes(scheme)));
  const isBreaking = !was.every(isEnough);
  return [
    {
      impact: isBreaking ? "breaking" : "compatible",
      kind: "changed",
      subject: "operation",
      name: `${before.name} credentials`,
      before: text(was),
      after: text(now),
      ...(isBreaking && { reason: "calls with the credentials that were enough fail" }),
      place: before.key,
      operations: [before.name],
    },
  ];
}

function sorted(set: readonly string[]): readonly string[] {
  return set.toSorted();
}

function alternatives({ security }: OperationFacts): readonly (readonly string[])[] {
  return security.length > 0 ? security : [[]];
}

/** Exports that are no operations, and no types of operations that are new or gone. */
function nameChanges({ pairing, uses }: Context): readonly Change[] {
  const { before, after, operations, removed, added, renamed } = pairing;
  const told = new Set([
    ...[...removed, ...added].flatMap((each) => [each.name, ...typesOf(each)]),
    ...renamed.keys(),
    ...renamed.values(),
    ...operations.flatMap((each) => oneSided(each)),
    ...operations.flatMap((each) => [each.before.name, each.after.name]),
  ]);
  const of = (kind: "removed" | "added", name: string, side: Side): Change => ({
    impact: kind === "removed" ? "breaking" : "compatible",
    kind,
    subject: kindOf(side.declaration(name)),
    name,
    ...(kind === "removed" && { reason: "code that names it does not compile" }),
    operations: kind === "removed" ? uses.functions(name) : [],
  });
  const taken = new Set([...before.client.exports].map((name) => after.actual(name)));
  const gone = [...before.client.exports].filter(
    (name) => !told.has(name) && !after.client.exports.has(after.actual(name)),
  );
  const fresh = [...after.client.exports].filter(
    (name) => !told.has(name) && !taken.has(name) && !before.client.exports.has(name),
  );
  return [
    ...gone.map((name) => of("removed", name, before)),
    ...fresh.map((name) => of("added", name, after)),
  ];
}

/** What is told field by field. */
function oneSided({ before, after }: OperationPair): readonly string[] {
  return (["input", "errors", "headers"] as const).flatMap((role) => {
    const [was, now] = [before.types[role], after.types[role]];
    return was === undefined || now === undefined ? [was ?? now ?? ""] : [];
  });
}

function kindOf(declaration: Declaration | undefined): "type" | "function" | "constant" {
  if (!declaration || isType(declaration)) return "type";
  return declaration.text.includes("export const ") ? "constant" : "function";
}
