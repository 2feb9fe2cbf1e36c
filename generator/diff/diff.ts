import type { OutputFile } from "../files.js";
import { stepOf, impacts, type Change, type Diff } from "./change.js";
import { folders } from "./checker.js";
import { clientOf } from "./client.js";
import type { Context } from "./describe.js";
import { documentChanges, statusesIn } from "./document-changes.js";
import { exportChanges } from "./operation-changes.js";
import { pair } from "./pairing.js";
import { ownersOf } from "./places.js";
import { together } from "./together.js";
import { typeChanges } from "./type-changes.js";
import { usesOf } from "./uses.js";

/**
 * What has changed between two client packages, given as their files: in what users can import, in the
 * types, in the words, and in what only the document tells. Whether a change breaks code that was
 * written against `base` is what TypeScript's checker says.
 */
export function diff(base: readonly OutputFile[], head: readonly OutputFile[]): Diff {
  const [before, after] = [clientOf(base, folders.Old), clientOf(head, folders.New)];
  const pairing = pair(before, after);
  const statuses = statusesIn(before.document);
  const context: Context = {
    pairing,
    uses: usesOf(before),
    owners: new Map([
      // What is only in the new client has no other owner.
      ...ownersOf(pairing.operations.map((each) => each.after)),
      ...ownersOf(before.operations.values()),
    ]),
    statuses,
  };
  const found = withoutRepeats([...exportChanges(context), ...typeChanges(pairing, context)]);
  const changes = together([...found, ...documentChanges(before, after, pairing, found)]);
  return { step: stepOf(changes), changes: changes.toSorted(inOrder) };
}

/** Words about something that has itself changed go with that change. */
function withoutRepeats(changes: readonly Change[]): readonly Change[] {
  const changed = new Set(
    changes.filter(({ impact }) => impact !== "documentation").map(({ name }) => name),
  );
  return changes.filter(({ impact, name }) => impact !== "documentation" || !changed.has(name));
}

function inOrder(one: Change, other: Change): number {
  const rank = ({ impact }: Change) => impacts.indexOf(impact);
  return (
    rank(one) - rank(other) ||
    compareTexts(one.place ?? "", other.place ?? "") ||
    compareTexts(one.name, other.name)
  );
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
