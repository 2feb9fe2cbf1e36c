import { impacts, type Change, type Diff, type Impact } from "./change.js";
import { changeLine, namesLine } from "./markdown-line.js";

/** The report as Markdown, fit for a comment on a pull request. */
export function markdown({ step, changes }: Diff): string {
  if (changes.length === 0) return "No changes.\n";
  const counts = impacts.flatMap((impact) => {
    const count = changes.filter((change) => change.impact === impact).length;
    return count > 0 ? [`${count} ${impact}`] : [];
  });
  const sections: string[] = [];
  let left = mostCharacters;
  for (const impact of impacts) {
    const text = section(impact, changes, left);
    left -= text.length;
    if (text !== "") sections.push(text);
  }
  return `${[`## API changes: ${step} (${counts.join(", ")})`, ...sections].join("\n\n")}\n`;
}

/** GitHub takes comments of 65 536 characters. */
const mostCharacters = 60_000;

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

/** More names than these, of types that have come or gone, are told in one line. */
const mostNames = 3;

function linesOf(changes: readonly Change[]): readonly string[] {
  const names = new Map<string, Change[]>();
  for (const change of changes) {
    const { subject, kind } = change;
    if (
      (subject === "type" || subject === "constant") &&
      (kind === "added" || kind === "removed")
    ) {
      const group = `${subject}s ${kind}`;
      names.set(group, [...(names.get(group) ?? []), change]);
    }
  }
  const many = [...names].filter(([, group]) => group.length > mostNames);
  const grouped = new Set(many.flatMap(([, group]) => group));
  return [
    ...changes.filter((change) => !grouped.has(change)).map(changeLine),
    ...many.map(([group, members]) => namesLine(group, members)),
  ];
}

function countThatFits(lines: readonly string[], room: number): number {
  let left = room;
  const tooMuch = lines.findIndex((line) => {
    left -= line.length + 1;
    return left < 0;
  });
  return tooMuch === -1 ? lines.length : tooMuch;
}
