import type { Change } from "../diff/change.js";
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

/** More types or constants than these that come or go are told in one line. */
const mostApart = 3;

/** A part of a section has at most so many lines; whoever wants all asks for them. */
const mostLines = 100;

/** The changes of one heading as items of a list. */
export function entries(changes: readonly Change[]): readonly string[] {
  const together = new Map<string, Change[]>();
  for (const change of changes) {
    const group = groupOf(change);
    if (group !== undefined) together.set(group, [...(together.get(group) ?? []), change]);
  }
  const groups = [...together].filter(
    ([group, members]) => group === described || members.length > mostApart,
  );
  const grouped = new Set(groups.flatMap(([, members]) => members));
  const lines = [
    ...changes.filter((change) => !grouped.has(change)).map((change) => `- ${sentence(change)}`),
    ...groups.map(([group, members]) => `- ${group} ${listed(members.map(({ name }) => name))}`),
  ];
  const shown = lines.slice(0, mostLines);
  const more = lines.length - shown.length;
  return more > 0 ? [...shown, `- … and ${more} more`] : shown;
}

/** Whether an entry that stands in a text already, maybe in words of a person, tells the change. */
export function tells(text: string, { name, subject }: Change): boolean {
  const shown = code(name);
  if (subject === "type" || subject === "constant") return text.includes(shown);
  return text.split("\n").some((line) => {
    const first = line.indexOf("`");
    return first !== -1 && line.startsWith(shown, first);
  });
}

const described = "Changed descriptions, limits or examples:";

/** What a change is told together with, if there is enough of it. */
function groupOf({ impact, kind, subject }: Change): string | undefined {
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
