import type { Change } from "./change.js";
import { changedLines } from "./changed-lines.js";

/** What stands in one line of the report: a change, or several that are told together. */
export type Group =
  | { readonly kind: "one"; readonly change: Change }
  /** The same change in several places, named by the end that their names have in common. */
  | (Several & { readonly kind: "same"; readonly name: string })
  /** Things of which the same is to say: that they are gone, or described in other words. */
  | (Several & { readonly kind: "names"; readonly title: string });

interface Several {
  readonly first: Change;
  readonly changes: readonly Change[];
}

/** So many things of one kind have a line each; more are told together. */
const mostApart = 3;

/** The same change in so many places is told once. */
const leastSame = 3;

/** Changes, in the order of the first of each group. */
export function groups(changes: readonly Change[]): readonly Group[] {
  const byKey = new Map<string, Change[]>();
  for (const change of changes) {
    const key = keyOf(change);
    byKey.set(key, [...(byKey.get(key) ?? []), change]);
  }
  return [...byKey.values()].flatMap((members): readonly Group[] => {
    const [first] = members;
    if (!first) return [];
    const { subject, kind, impact } = first;
    if (isNamed(first) && members.length > mostApart) {
      return [{ kind: "names", title: `${subject}s ${kind}`, first, changes: members }];
    }
    if (impact === "documentation" && members.length >= leastSame) {
      const title = `${subject}s described differently`;
      return [{ kind: "names", title, first, changes: members }];
    }
    if (isPart(first) && members.length >= leastSame) {
      const name = commonEnd(members.map((change) => change.name));
      return [{ kind: "same", name, first, changes: members }];
    }
    return members.map((change) => ({ kind: "one", change }));
  });
}

function keyOf(change: Change): string {
  const { impact, kind, subject, name, before = "", after = "", reason, place } = change;
  const about: readonly unknown[] = [impact, kind, subject];
  if (isNamed(change)) return JSON.stringify(about);
  if (impact === "documentation" && before !== after) {
    return JSON.stringify([...about, changedLines(before.split("\n"), after.split("\n"))]);
  }
  if (!isPart(change)) return JSON.stringify([...about, name, place]);
  return JSON.stringify([...about, stepsOf(name).at(-1), before, after, reason]);
}

/** What has come, gone or got old as a whole. */
function isNamed({ subject, kind }: Change): boolean {
  const isWhole = subject === "operation" || subject === "type" || subject === "constant";
  return isWhole && (kind === "added" || kind === "removed" || kind === "deprecated");
}

const parts: readonly Change["subject"][] = ["field", "parameter", "body field", "response field"];

function isPart({ subject, name }: Change): boolean {
  return parts.includes(subject) && stepsOf(name).length > 1;
}

/** `Order.lines[].price` → `Order`, `.lines`, `[]`, `.price`. */
function stepsOf(name: string): readonly string[] {
  return name.split(/(?=[.[])/);
}

/** `….address.city` of `Order.address.city` and `Customer.address.city`. */
function commonEnd(names: readonly string[]): string {
  const [first = [], ...others] = names.map((name) => stepsOf(name).toReversed());
  const differing = first.findIndex((step, index) => others.some((each) => each[index] !== step));
  const same = differing === -1 ? first : first.slice(0, differing);
  return same.length === first.length ? (names[0] ?? "") : `…${same.toReversed().join("")}`;
}
