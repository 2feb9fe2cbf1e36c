import { visible } from "../diagnostics/visible.js";
import type { Change } from "./change.js";

/** A change as an item of a list: one line, and what is too long for it folded below. */
export function changeLine(change: Change): string {
  const { subject, name, reason, place } = change;
  const parts = [
    `${subject} ${code(name)} ${whatHappened(change)}`,
    ...(reason === undefined ? [] : [reason]),
    ...(place === undefined ? [] : [code(place)]),
    ...reached(change),
  ];
  return `- ${parts.join(" · ")}${folded(change)}`;
}

/** Several changes of one kind by their names: `12 types added: …`. */
export function namesLine(kind: string, changes: readonly Change[]): string {
  const names = changes.map(({ name }) => code(name));
  const [, all = ""] = /^([^]{0,5000}),/.exec(`${names.join(", ")},`) ?? [];
  const list = `  <details><summary>all of them</summary>\n\n  ${all}\n\n  </details>`;
  const first = names.slice(0, mostNamed).join(", ");
  return `- ${changes.length} ${kind}: ${first} and ${changes.length - mostNamed} more\n${list}`;
}

/** A text that stands in the line as a whole has at most so many characters. */
const longest = 160;

function whatHappened(change: Change): string {
  const { kind, impact, before, after, gained = [], lost = [] } = change;
  if (impact === "documentation") return "described differently";
  if (kind === "deprecated") return kind;
  if (isLong(change) && gained.length + lost.length > 0) {
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
  return before.length > longest || after.length > longest;
}

const mostFolded = 4000;

function folded(change: Change): string {
  const { impact, before = "", after = "" } = change;
  const isRewording = impact === "documentation" && before !== after;
  if (!isRewording && !isLong(change)) return "";
  const [was, now] = withoutCommonEnds(linesOf(before), linesOf(after));
  const block = (sign: string, texts: readonly string[]) =>
    texts.length === 0
      ? []
      : cut(texts.join("\n"), mostFolded)
          .split("\n")
          .map((line) => `${sign} ${visible(line)}`.trimEnd());
  const lines = [...block("-", was), ...block("+", now)];
  const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
  const content = [`${fence}diff`, ...lines, fence].map((line) => `  ${line}`).join("\n");
  return `\n  <details><summary>before and after</summary>\n\n${content}\n\n  </details>`;
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.split("\n");
}

/** Of a long text of which one sentence has changed, the lines that it is in. */
function withoutCommonEnds(
  one: readonly string[],
  other: readonly string[],
): readonly [readonly string[], readonly string[]] {
  const least = Math.min(one.length, other.length);
  let start = 0;
  while (start < least && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < least - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return [one.slice(start, one.length - end), other.slice(start, other.length - end)];
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
