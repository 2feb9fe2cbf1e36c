import type { OutputFile } from "../files.js";
import { stepOf, impacts, type Change, type Diff, type Subject } from "./change.js";
import { folders } from "./checker.js";
import { clientOf } from "./client.js";
import type { Context } from "./describe.js";
import { componentsIn, documentChanges, documentsOf, statusesIn } from "./document-changes.js";
import { exportChanges } from "./operation-changes.js";
import { manifestChanges, otherwise, runtimeChanges } from "./package-changes.js";
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
  if (isSame(base, head)) return { step: "none", changes: [] };
  const before = clientOf(base, folders.Old);
  const after = clientOf(head, folders.New, before);
  const pairing = pair(before, after);
  const documents = documentsOf(before, after);
  const context: Context = {
    pairing,
    uses: usesOf(before),
    usesNow: usesOf(after),
    owners: new Map([
      // What is only in the new client has no other owner.
      ...ownersOf(pairing.operations.map((each) => each.after)),
      ...ownersOf(before.operations.values()),
    ]),
    statuses: statusesIn(documents.before),
    component: componentsIn(documents.before),
  };
  const found = withoutRepeats([...exportChanges(context), ...typeChanges(pairing, context)]);
  const changes = together([
    ...found,
    ...documentChanges(documents, pairing),
    ...manifestChanges(before.manifest, after.manifest),
    ...runtimeChanges(before, after),
  ]);
  if (changes.length === 0) changes.push(...otherwise(before, after));
  return { step: stepOf(changes), changes: changes.toSorted(inOrder) };
}

function isSame(base: readonly OutputFile[], head: readonly OutputFile[]): boolean {
  const texts = new Map(base.map(({ path, text }) => [path, text]));
  return texts.size === head.length && head.every(({ path, text }) => texts.get(path) === text);
}

/** Words about something that has itself changed go with that change. */
function withoutRepeats(changes: readonly Change[]): readonly Change[] {
  const changed = new Set(
    changes.filter(({ impact }) => impact !== "documentation").map(({ name }) => name),
  );
  return changes.filter(({ impact, name }) => impact !== "documentation" || !changed.has(name));
}

const subjects: readonly Subject[] = [
  "package",
  "client",
  "operation",
  "input",
  "parameter",
  "body field",
  "response",
  "response field",
  "type",
  "field",
  "function",
  "constant",
  "document",
];

function inOrder(one: Change, other: Change): number {
  return (
    impacts.indexOf(one.impact) - impacts.indexOf(other.impact) ||
    subjects.indexOf(one.subject) - subjects.indexOf(other.subject) ||
    compareTexts(byPath(one), byPath(other)) ||
    compareTexts(one.name, other.name)
  );
}

/** The place, with the path before the method: what belongs together stands together. */
function byPath({ place = "" }: Change): string {
  return place.replace(/^([A-Z]+) (\S+)/, "$2 $1");
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
