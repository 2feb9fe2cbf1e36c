/** How many characters prettier is given as one piece: for each it needs more than a kilobyte. */
const longest = 200_000;

/** How many brackets, asterisks and the like one block may have, which can take the square of it. */
const mostMarkup = 1000;

/** How many quotes and lists may stand in each other, and how many blocks of them follow each other. */
const deepest = 30;
const longestList = 300;

/** How many characters a table may have once each of its lines is as long as the longest. */
const largestTable = 1_000_000;

/**
 * Whether a Markdown text has a block which prettier could need minutes or gigabytes for, or overflow its
 * stack with. Nobody reads what that means, so it need not be formatted.
 */
export function isTangled(text: string): boolean {
  if (text.length > longest) return true;
  let markup = 0;
  let together = 0;
  let block: string[] = [];
  let fence: string | undefined;
  for (const line of text.split("\n")) {
    const [, marker] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence !== undefined) {
      if (marker?.startsWith(fence)) fence = undefined;
      continue;
    }
    if (line.trim() === "") {
      if (isWide(block)) return true;
      markup = 0;
      block = [];
      continue;
    }
    const depth = depthOf(line);
    if (block.length === 0) {
      // Below other lines it may be part of them.
      fence = marker;
      // A block in a list or a quote, or one that a list goes on with.
      together = depth > 0 ? together + 1 : 0;
    }
    block.push(line);
    markup += line.length - line.replaceAll(/[[\]*_<>`!~&|\\{}]/g, "").length;
    if (markup > mostMarkup || depth > deepest || together > longestList) return true;
  }
  return isWide(block);
}

/** Whether lines, if they are a table, become far more when its columns are made equally wide. */
export function isWide(lines: readonly string[]): boolean {
  if (!lines.some((line) => line.includes("|"))) return false;
  const width = lines.reduce((most, { length }) => Math.max(most, length), 0);
  return lines.length * width > largestTable;
}

/** In how many quotes and lists a line may stand: each takes a character, or some of indentation. */
function depthOf(line: string): number {
  const before = /^(?:[ \t]|>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))*/.exec(line)?.[0] ?? "";
  const marks = before.replaceAll(/[ \t]/g, "").length;
  return marks + (before.length - marks) / 4;
}
