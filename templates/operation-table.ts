import { codeInCell, firstSentence, inlineMarkdown } from "./markdown.js";
import type { Operation } from "./words.js";

/**
 * The operations as a table whose rows lead to where each is described. Prettier leaves it as it is:
 * columns in line would make an operation that is added change the lines of the others.
 *
 * @param page the page that describes them; empty for the one that the table is on
 */
export function operationTable(operations: readonly Operation[], page: string): string {
  const rows = operations.map((operation) => {
    const { name, key } = operation;
    const link = `[\`${name}\`](${page}#${name.toLowerCase()})`;
    return `| ${link} | ${titleOf(operation)} | ${codeInCell(key)} |`;
  });
  return [
    "<!-- prettier-ignore -->",
    "| function | | endpoint |",
    "| --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function titleOf({ summary, description, deprecated }: Operation): string {
  const said = summary === undefined ? firstSentence(description ?? "") : inlineMarkdown(summary);
  return deprecated ? `Deprecated. ${said}`.trim() : said;
}
