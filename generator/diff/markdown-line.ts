import { visible } from "../diagnostics/visible.js";
import type { Change } from "./change.js";
import { changedLines } from "./changed-lines.js";
import type { Group } from "./markdown-groups.js";
import { typeLines } from "./type-lines.js";

/** What is told together, as an item of a list: one line, and what is too long for it folded below. */
export function groupLine(group: Group): string {
  switch (group.kind) {
    case "one": {
      const { subject, name } = group.change;
      const parts = [`${subject} ${code(name)} ${whatHappened(group.change)}`];
      return `- ${[...parts, ...why(group.change), ...where(group.change)].join(" · ")}${folded(group.change)}`;
    }
    case "same": {
      const { name, first, changes } = group;
      const parts = [`${first.subject} ${code(name)} ${whatHappened(first)}`, ...why(first)];
      const places = `in ${changes.length} places: ${namesOf(changes)}`;
      return `- ${[...parts, places].join(" · ")}${allOf(changes)}${folded(first)}`;
    }
    case "names": {
      const { title, first, changes } = group;
      const line = `- ${changes.length} ${title}: ${namesOf(changes)}${allOf(changes)}`;
      return first.impact === "documentation" ? line + folded(first) : line;
    }
  }
}

function namesOf(changes: readonly Change[]): string {
  const names = changes.slice(0, mostNamed).map(({ name }) => code(name));
  const more = changes.length - names.length;
  return names.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** More than these are in nobody's interest. */
const mostListed = 60;

/** The changes that a line has no room for, folded: each by its name and where it is. */
function allOf(changes: readonly Change[]): string {
  if (changes.length <= mostNamed) return "";
  const items = changes
    .slice(0, mostListed)
    .map((change) => [code(change.name), ...(isBare(change) ? [] : where(change))].join(" · "));
  const more = changes.length - items.length;
  const all = [...items, ...(more > 0 ? [`… and ${more} more`] : [])];
  const list = changes.every(isBare)
    ? `  ${all.join(", ")}`
    : all.map((item) => `  - ${item}`).join("\n");
  return fold("all of them", list);
}

/** Types and constants come and go with what uses them, and say no more than their names. */
function isBare({ subject }: Change): boolean {
  return subject === "type" || subject === "constant";
}

/** What is folded belongs to the item above it. */
function fold(title: string, content: string): string {
  return `\n  <details><summary>${title}</summary>\n\n${content}\n\n  </details>`;
}

function why({ reason }: Change): readonly string[] {
  return reason === undefined ? [] : [reason];
}

/** The place in the document, and the operations where that does not say which they are. */
function where(change: Change): readonly string[] {
  const { place, before } = change;
  const shown = place === before ? undefined : withoutPath(change);
  return [...(shown === undefined ? [] : [code(shown)]), ...reached(change)];
}

/** A component, without the way to the field, which the name says already. */
function withoutPath({ subject, name, place }: Change): string | undefined {
  const [component = "", path] = place?.split(" → ") ?? [];
  const isTold = subject === "field" && path !== undefined && name.endsWith(path);
  return isTold ? component : place;
}

/** A text that stands in the line as a whole has at most so many characters. */
const longest = 160;

function whatHappened(change: Change): string {
  const { kind, impact, subject, before, after, gained = [], lost = [] } = change;
  if (subject === "document") return kind;
  if (impact === "documentation") return "described differently";
  if (kind === "deprecated") return kind;
  if (kind === "renamed" && before === change.name) return `renamed to ${code(after ?? "")}`;
  if (membersOf(change)) {
    const listed = [
      ...gained.slice(0, mostNamed).map((value) => `+ ${code(value)}`),
      ...lost.slice(0, mostNamed).map((value) => `− ${code(value)}`),
    ];
    const more = gained.length + lost.length - listed.length;
    return `${kind}: ${listed.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  }
  const told = [before, after].flatMap((text) => (text === undefined ? [] : [code(text)]));
  return told.length > 0 ? `${kind}: ${told.join(" → ")}` : kind;
}

function isLong({ before = "", after = "" }: Change): boolean {
  return isCut(before) || isCut(after);
}

const mostFolded = 4000;

function folded(change: Change): string {
  const hidden = hiddenIn(change);
  if (!hidden) return "";
  const [was, now] = hidden;
  const block = (sign: string, texts: readonly string[]) =>
    texts.length === 0
      ? []
      : cut(texts.join("\n"), mostFolded)
          .split("\n")
          .map((line) => `${sign} ${visible(line)}`.trimEnd());
  const lines = [...block("-", was), ...block("+", now)];
  const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
  const content = [`${fence}diff`, ...lines, fence].map((line) => `  ${line}`);
  return fold("before and after", content.join("\n"));
}

type Lines = readonly string[];

/** What a line has no room for: what is gone, and what is new. */
function hiddenIn(change: Change): readonly [Lines, Lines] | undefined {
  const { impact, before = "", after = "" } = change;
  const members = membersOf(change);
  if (members) {
    const isTold = members.every((each) => each.length <= mostNamed && !each.some(isCut));
    const [lost, gained] = members.map((each) => each.flatMap(typeLines));
    return isTold ? undefined : changedLines(lost ?? [], gained ?? []);
  }
  if (impact === "documentation") {
    return before === after ? undefined : changedLines(linesOf(before), linesOf(after));
  }
  return isLong(change) ? changedLines(typeLines(before), typeLines(after)) : undefined;
}

/** Of a union that is long, the members that are gone, and those that are new. */
function membersOf(change: Change): readonly [Lines, Lines] | undefined {
  const { gained = [], lost = [] } = change;
  return isLong(change) && gained.length + lost.length > 0 ? [lost, gained] : undefined;
}

function isCut(text: string): boolean {
  return text.length > longest;
}

function linesOf(text: string): Lines {
  return text === "" ? [] : text.split("\n");
}

const mostNamed = 3;

/** The operations, where the place does not say which it is. */
export function reached({ operations, place, name, subject }: Change): readonly string[] {
  const isTold = operations.length < 2 && (place !== undefined || subject === "operation");
  if (isTold || operations.length === 0 || operations[0] === name) return [];
  const named = operations.slice(0, mostNamed).map(code).join(", ");
  const more = operations.length - mostNamed;
  return [`in ${named}${more > 0 ? ` and ${more} more` : ""}`];
}

/**
 * Text of a document as inline code on one line. It can neither end the code (CommonMark 6.1) nor
 * mention anybody, as nothing in code is a mention, a reference or HTML.
 */
export function code(text: string): string {
  const line = visible(cut(text.replaceAll(/\s+/g, " ").trim(), longest));
  if (line === "") return "(nothing)";
  const ticks = "`".repeat(longestRun(line) + 1);
  return line.startsWith("`") || line.endsWith("`")
    ? `${ticks} ${line} ${ticks}`
    : ticks + line + ticks;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
