import type { Change } from "./change.js";
import { elementsOf, isType } from "./client.js";
import { compareTypes } from "./compare-types.js";
import { compareDocs, type Difference, type Finding } from "./compare.js";
import { describeDifference, describeRewording, type Context } from "./describe.js";
import { judge, type Verdict } from "./judge.js";
import type { Pairing } from "./pairing.js";
import { keyOf, textShape, type Shape } from "./shape.js";
import type { Use } from "./uses.js";

/** What has changed in the types that both clients have, and what the compiler says of it. */
export function typeChanges(pairing: Pairing, context: Context): readonly Change[] {
  const findings = [...typeFindings(context), ...signatureFindings(pairing)];
  const differences = findings.filter((each): each is Difference => each.docs === undefined);
  const verdicts = judge(
    differences.map(({ owner, before, after }) => ({
      before,
      after,
      parameters: pairing.before.type(owner)?.parameters.map(({ name }) => name) ?? [],
    })),
    pairing.before,
    pairing.after,
  );
  const changes = differences.flatMap((difference, index) => {
    const verdict = verdicts[index];
    return verdict && !isNone(difference, verdict)
      ? [describeDifference(difference, verdict, useOf(difference, context), context)]
      : [];
  });
  const words = findings.flatMap((each) =>
    each.docs === undefined ? [] : [describeRewording(each, context)],
  );
  return [...changes, ...words, ...parameterChanges(context)];
}

/** Generics that take other arguments. */
function parameterChanges({ pairing: { before, after }, uses }: Context): readonly Change[] {
  return [...before.client.declarations.values()].flatMap(({ name, text }): readonly Change[] => {
    if (text === after.declaration(name)?.text) return [];
    const [was, is] = [before.type(name)?.parameters, after.type(name)?.parameters];
    if (!was || !is || was.length === is.length) return [];
    const written = (parameters: typeof was) =>
      parameters.length === 0 ? name : `${name}<${parameters.map((each) => each.name).join(", ")}>`;
    const needed = is.slice(was.length).some(({ byDefault }) => byDefault === undefined);
    const isBreaking = is.length < was.length || needed;
    return [
      {
        impact: isBreaking ? "breaking" : "compatible",
        kind: "changed",
        subject: "type",
        name,
        before: written(was),
        after: written(is),
        reason: isBreaking
          ? "code that names it with its arguments does not compile"
          : "takes more arguments, which may be left out",
        operations: uses.functions(name),
      },
    ];
  });
}

/** Written otherwise, and the same. */
function isNone({ kind, before, after }: Difference, { same }: Verdict): boolean {
  return kind === "changed" && same && valuesIn(before.shape) === valuesIn(after.shape);
}

/** The values that a union lists: one that is open takes others, too. */
function valuesIn(shape: Shape): string {
  const values = (shape.kind === "union" ? shape.members : []).map(keyOf);
  return values.filter((value) => /^["\d-]/.test(value)).join();
}

function useOf({ owner, path }: Difference, context: Context): Use {
  const { pairing, uses, usesNow, owners } = context;
  // What a function gives nobody has to give.
  if (path[0] === "()") return { given: false, gotten: true };
  const role = owners.get(owner)?.role;
  if (role === undefined || pairing.before.has(owner)) {
    // A type that stood by itself is used as it has come to be, or may be used in any way.
    const use = uses.of(owner) ?? usesNow.of(pairing.after.actual(owner));
    return use ?? { given: true, gotten: true };
  }
  return { given: role === "input", gotten: role !== "input" };
}

/** The types that both clients have, and those of operations that one of them can do without. */
function typeFindings({ pairing, owners }: Context): readonly Finding[] {
  const { before, after, operations } = pairing;
  const moved = changedConstants({ before, after });
  const isSame = (name: string): boolean => {
    const [was, is] = [before.declaration(name), after.declaration(name)];
    const mentioned = [...(was?.text.matchAll(/typeof (\w+)/g) ?? [])].map(([, found]) => found);
    return was?.text === is?.text && !mentioned.some((found) => moved.has(found ?? ""));
  };
  const both = [...before.client.declarations.values()]
    .filter((declaration) => isType(declaration) && after.has(declaration.name))
    .map(({ name }) => name)
    .filter((name) => !isSame(name));
  const oneSided = operations.flatMap((each) =>
    (["input", "errors", "headers"] as const).flatMap((role) => {
      const [was, is] = [each.before.types[role], each.after.types[role]];
      const name = was ?? is;
      if (name === undefined || (was !== undefined && is !== undefined)) return [];
      return [name];
    }),
  );
  return [...new Set([...both, ...oneSided])].flatMap((name) =>
    compareTypes(name, before, after, owners.get(name)?.role),
  );
}

/** Functions that are no operations, and what operations promise. */
function signatureFindings({ before, after, operations }: Pairing): readonly Finding[] {
  const names = new Map(operations.map((each) => [each.before.name, each]));
  return [...before.client.declarations.values()].flatMap(({ name, text }): readonly Finding[] => {
    const [was, is] = [before.signature(name), after.signature(name)];
    if (!was || !is || text === after.declaration(name)?.text) return [];
    const isOperation = names.has(name);
    const [one, other] = isOperation
      ? [promiseOf(before.returned(name)), promiseOf(after.returned(name))]
      : [was, is];
    const [oneKey, otherKey] = isOperation
      ? [headOf(one), headOf(other)]
      : [keyOf(one), keyOf(other)];
    const at = { owner: name, path: isOperation ? ["()"] : [] };
    return [
      ...(oneKey === otherKey
        ? []
        : [{ ...at, kind: "changed" as const, before: { shape: one }, after: { shape: other } }]),
      ...compareDocs(spoken(before.doc(name)), spoken(after.doc(name)), { owner: name, path: [] }),
    ];
  });
}

function promiseOf(shape: Shape | undefined): Shape {
  return shape ?? textShape("void");
}

/** What of a promise its types do not say: its kind, and what pages have. */
function headOf(shape: Shape): string {
  const parts = shape.kind === "intersection" ? shape.members : [shape];
  return parts
    .map((part) => (part.kind === "reference" && part.name !== "Pages" ? part.name : keyOf(part)))
    .join(" & ");
}

/** The line that says where the request goes is told by itself. */
function spoken({ text, deprecated }: { readonly text: string; readonly deprecated: boolean }) {
  const lines = text.split("\n").filter((line) => !/^`[A-Z]+ \//.test(line));
  return { text: lines.join("\n").trim(), deprecated };
}

/** Arrays of enum values: what is made of them changes with them, and tells it. */
function changedConstants({
  before,
  after,
}: Pick<Pairing, "before" | "after">): ReadonlySet<string> {
  const names = [...before.client.declarations.keys()].filter((name) => {
    const [was, is] = [before.declaration(name), after.declaration(name)];
    const elements = elementsOf(was);
    return elements && is && elements.join() !== elementsOf(is)?.join();
  });
  return new Set(names);
}
