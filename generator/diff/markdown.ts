import { impacts, type Change, type Diff, type Impact } from "./change.js";
import { groups } from "./markdown-groups.js";
import { groupLine } from "./markdown-line.js";

/** The report as Markdown, fit for a comment on a pull request. */
export function markdown({ step, changes }: Diff): string {
  if (changes.length === 0) return "No changes.\n";
  const counts = impacts.flatMap((impact) => {
    const count = changes.filter((change) => change.impact === impact).length;
    return count > 0 ? [`${count} ${impact}`] : [];
  });
  const sections: string[] = [];
  let left = mostBytes;
  for (const [index, impact] of impacts.entries()) {
    const kept = (impacts.length - 1 - index) * leastBytes;
    const text = section(impact, changes, left - kept);
    left -= Buffer.byteLength(text);
    if (text !== "") sections.push(text);
  }
  return `${[`## API changes: ${step} (${counts.join(", ")})`, ...sections].join("\n\n")}\n`;
}

/** In bytes: GitHub takes comments of 65 536 characters, and whoever posts it has words of their own. */
const mostBytes = 58_000;

/** So many are kept for each section that follows, however long one is. */
const leastBytes = 8000;

/** More lines than these are folded. */
const mostOpen = 40;

const headings: Readonly<Record<Impact, string>> = {
  breaking: "Breaking",
  compatible: "Compatible",
  documentation: "Documentation",
};

function section(impact: Impact, changes: readonly Change[], room: number): string {
  const lines = linesOf(changes.filter((change) => change.impact === impact));
  if (lines.length === 0) return "";
  const fitting = lines.slice(0, countThatFits(lines, room));
  const open = fitting.slice(0, mostOpen);
  const folded = fitting.slice(mostOpen);
  const missing = lines.length - fitting.length;
  return [
    `### ${headings[impact]}`,
    ...(open.length > 0 ? [open.join("\n")] : []),
    ...(folded.length > 0
      ? [`<details><summary>${folded.length} more</summary>\n\n${folded.join("\n")}\n\n</details>`]
      : []),
    ...(missing > 0 ? [`… and ${missing} more, which \`--json\` lists.`] : []),
  ].join("\n\n");
}

function linesOf(changes: readonly Change[]): readonly string[] {
  return groups(changes).map(groupLine);
}

function countThatFits(lines: readonly string[], room: number): number {
  let left = room;
  const tooMuch = lines.findIndex((line) => {
    left -= Buffer.byteLength(line) + 1;
    return left < 0;
  });
  return tooMuch === -1 ? lines.length : tooMuch;
}
