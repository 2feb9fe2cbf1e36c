/** How many characters prettier is given as one piece: for each it needs more than a kilobyte. */
const longest = 200_000;

/** How many brackets, asterisks and the like one block may have, which can take the square of it. */
const mostMarkup = 1000;

/** How many quotes and lists may stand in each other. */
const deepest = 10;
/** How many lists may follow each other, what stands in others counted for each of those. */
const longestList = 300;
/** How many quotes there may be: for each prettier looks through the whole text. */
const mostQuotes = 50;

/** How many lines in lists and quotes may follow each other: lists in lists take the square of it. */
const mostLines = 2000;

/** How many blocks and lines of lists, where they are shorter on average: each takes it 0.3 ms. */
const mostShort = 500;
const short = 16;

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
  let quotes = 0;
  let lines = 0;
  let parts = 0;
  let open = 0;
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
    const { marks, indentation, isQuote } = standing(line);
    // Indentation goes no deeper than the lists that are open: in DocuSign's tables it is only wide.
    const depth = marks + Math.min(indentation, open);
    if (block.length === 0) {
      // Below other lines it may be part of them.
      fence = marker;
      // A block in a list or a quote, or one that a list goes on with.
      together = depth > 0 ? together + Math.max(1, Math.floor(depth)) : 0;
      quotes += isQuote ? 1 : 0;
      if (depth === 0) [lines, open] = [0, 0];
    }
    open = Math.max(open, depth);
    if (depth > 0) lines += 1;
    if (depth > 0 || block.length === 0) parts += 1;
    block.push(line);
    markup += line.length - line.replaceAll(/[[\]*_<>`!~&|\\{}]/g, "").length;
    if (markup > mostMarkup || depth > deepest || together > longestList) return true;
    if (quotes > mostQuotes || lines > mostLines) return true;
  }
  return isWide(block) || (parts > mostShort && text.length < parts * short);
}

/** Whether lines, if they are a table, become far more when its columns are made equally wide. */
export function isWide(lines: readonly string[]): boolean {
  if (!lines.some((line) => line.includes("|"))) return false;
  const width = lines.reduce((most, { length }) => Math.max(most, length), 0);
  return lines.length * width > largestTable;
}

/** How many quotes and lists a line may begin, and in how many it may be indented. */
function standing(line: string) {
  const before = /^(?:[ \t]|>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))*/.exec(line)?.[0] ?? "";
  const marks = before.replaceAll(/[ \t]/g, "").length;
  return { marks, indentation: (before.length - marks) / 4, isQuote: before.includes(">") };
}
