import type { Change } from "../diff/change.js";
import { groups, type Group } from "../diff/markdown-groups.js";
import { code, reached } from "../diff/markdown-line.js";

/** The parts of a section of CHANGELOG.md, in their order. */
export const headings = ["Breaking", "Added", "Changed", "Documentation"] as const;

export type Heading = (typeof headings)[number];

/** Where a change is told. */
export function headingOf({ impact, kind }: Change): Heading {
  if (impact === "breaking") return "Breaking";
  if (impact === "documentation") return "Documentation";
  return kind === "added" ? "Added" : "Changed";
}

/** A part of a section has at most so many lines; whoever wants all asks for them. */
const mostLines = 100;

/** The changes of one heading as items of a list. */
export function entries(changes: readonly Change[]): readonly string[] {
  const lines = allEntries(changes);
  const shown = lines.slice(0, mostLines);
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, andMore(more)] : shown;
}

/** Changes that are told one by one first, then those that are told by their names. */
function allEntries(changes: readonly Change[]): readonly string[] {
  const named = namedIn(changes);
  const apart = new Set([...named.values()].flat());
  return [
    ...groups(changes.filter((change) => !apart.has(change))).flatMap((group) => {
      if (group.kind !== "same") return changesOf(group).map((change) => `- ${sentence(change)}`);
      const { name, first, changes: members } = group;
      const places = members.map((change) => code(change.name)).join(", ");
      const told = sentence({ ...first, name, operations: [] });
      return [`- ${told}, in ${members.length} places: ${places}`];
    }),
    ...[...named].map(
      ([title, members]) => `- ${title} ${listed(members.map(({ name }) => name))}`,
    ),
  ];
}

function changesOf(group: Group): readonly Change[] {
  return group.kind === "one" ? [group.change] : group.changes;
}

/** More types or constants than these that come or go are told in one line. */
const mostApart = 3;

/** The changes that are told by their names alone, by what is said of them. */
function namedIn(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const together = new Map<string, Change[]>();
  for (const change of changes) {
    const title = titleOf(change);
    if (title !== undefined) together.set(title, [...(together.get(title) ?? []), change]);
  }
  return new Map(
    [...together].filter(([title, { length }]) => title === described || length > mostApart),
  );
}

/**
 * The changes that a text does not tell, which may be in words of a person, or what an earlier run has
 * left: the names and lines for which there was no room then are told by their number.
 */
export function untold(text: string, changes: readonly Change[]): readonly Change[] {
  const lines = text.split("\n");
  const left = changes.filter((change) => !tells(text, change));
  const counted = [...namedIn(left)].flatMap(([title, members]) => {
    const isTold = lines.some(
      (line) => line.startsWith(`- ${title} `) && line.endsWith(` and ${members.length} more`),
    );
    return isTold ? members : [];
  });
  const open = left.filter((change) => !counted.includes(change));
  return lines.includes(andMore(allEntries(open).length)) ? [] : open;
}

/** What people read of an earlier run, without the number of lines that are told now. */
export function withoutNumber(text: string): string {
  return text.replace(/(?:^|\n)- … and \d+ more(?=\n|$)/, "");
}

function andMore(count: number): string {
  return `- … and ${count} more`;
}

function tells(text: string, { name, subject }: Change): boolean {
  const shown = code(name);
  if (subject === "type" || subject === "constant") return text.includes(shown);
  return text.split("\n").some((line) => {
    const first = line.indexOf("`");
    if (first !== -1 && line.startsWith(shown, first)) return true;
    const isList = line.startsWith(`- ${described} `) || / in \d+ places: /.test(line);
    return isList && line.includes(shown);
  });
}

const described = "Changed descriptions, limits or examples:";

/** What a change is told together with, if there is enough of it. */
function titleOf({ impact, kind, subject }: Change): string | undefined {
  const isName = subject === "type" || subject === "constant";
  if (impact === "documentation") return subject === "document" ? undefined : described;
  if (!isName || (kind !== "added" && kind !== "removed")) return undefined;
  return `${kind === "added" ? "New" : "Removed"} ${subject}s:`;
}

const mostNamed = 20;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).map(code).join(", ");
  const more = names.length - mostNamed;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** Types longer than these say less than they take to read. */
const longest = 80;

function sentence(change: Change): string {
  const { kind, subject, name, reason, place } = change;
  if (subject === "document") return `${code(name)} ${reason ?? "has changed"}`;
  const what = `${subject.slice(0, 1).toUpperCase()}${subject.slice(1)} ${code(name)}`;
  const where = subject === "operation" && place !== undefined ? ` (${code(place)})` : "";
  const why = reason === undefined ? "" : `: ${reason}`;
  const told = `${what}${where}${happened(change)}`;
  // That something is gone, or has another name, says by itself what it means.
  const isPlain = kind === "removed" || kind === "renamed" || kind === "deprecated";
  return [`${told}${isPlain ? "" : why}`, ...reached(change)].join(", ");
}

function happened(change: Change): string {
  const { kind, impact, before, after } = change;
  if (kind === "removed") return ` is gone${types(before)}`;
  if (kind === "renamed") return after === undefined ? " is renamed" : ` is now ${code(after)}`;
  if (kind === "deprecated") return " is deprecated";
  if (kind === "added") return impact === "breaking" ? ` is new${types(after)}` : types(after);
  const texts = [before, after].filter((text) => text !== undefined && text.length <= longest);
  if (texts.length < 2) return change.reason === undefined ? " has changed" : "";
  return ` is ${code(after ?? "")} now, was ${code(before ?? "")}`;
}

function types(text: string | undefined): string {
  return text === undefined || text.length > longest ? "" : ` (${code(text)})`;
}
