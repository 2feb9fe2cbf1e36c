import { impacts, type Change, type Diff, type Impact } from "./change.js";
import { codeInMarkdown, textInMarkdown } from "./markdown-text.js";

/** The report as Markdown, fit for a comment on a pull request. */
export function markdown({ step, changes }: Diff): string {
  if (changes.length === 0) return "No changes.\n";
  const counts = impacts.flatMap((impact) => {
    const count = changes.filter((change) => change.impact === impact).length;
    return count > 0 ? [`${count} ${impact}`] : [];
  });
  const sections = impacts.flatMap((impact) => section(impact, changes));
  return `## API changes: ${step} (${counts.join(", ")})\n\n${sections.join("\n\n")}\n`;
}

const headings: Readonly<Record<Impact, string>> = {
  breaking: "Breaking",
  compatible: "Compatible",
  documentation: "Documentation",
};

/** More than these are folded. */
const mostOpen = 40;

function section(impact: Impact, changes: readonly Change[]): readonly string[] {
  const own = changes.filter((change) => change.impact === impact);
  if (own.length === 0) return [];
  const lines = own.map(line);
  const open = lines.slice(0, mostOpen).join("\n");
  const rest = lines.slice(mostOpen);
  return [
    `### ${headings[impact]}`,
    open,
    ...(rest.length > 0 ? [details(`${rest.length} more`, rest.join("\n"))] : []),
  ];
}

function details(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

function line(change: Change): string {
  const { subject, name, reason, place } = change;
  const about = [
    `- ${subject} ${codeInMarkdown(name)} ${whatHappened(change)}`,
    ...(reason === undefined ? [] : [`: ${textInMarkdown(reason)}`]),
  ].join("");
  const where = [...(place === undefined ? [] : [codeInMarkdown(place)]), ...reached(change)].join(
    ", ",
  );
  return where === "" ? about : `${about} (${where})`;
}

const longest = 120;

function whatHappened({ kind, impact, before, after }: Change): string {
  if (impact === "documentation") return "reworded";
  const told = [before, after].flatMap((text) => (text === undefined ? [] : [shown(text)]));
  if (kind === "renamed" || kind === "changed") {
    return `${kind}${told.length > 0 ? `: ${told.join(" → ")}` : ""}`;
  }
  return `${kind}${told.length > 0 && kind !== "deprecated" ? `: ${told.join(" → ")}` : ""}`;
}

function shown(text: string): string {
  return codeInMarkdown(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

const mostNamed = 3;

function reached({ operations, place, name }: Change): readonly string[] {
  if (place !== undefined && operations.length < 2) return [];
  if (operations.length === 0 || (operations.length === 1 && operations[0] === name)) return [];
  const named = operations.slice(0, mostNamed).map(codeInMarkdown).join(", ");
  const more = operations.length - mostNamed;
  return [`in ${named}${more > 0 ? ` and ${more} more` : ""}`];
}
