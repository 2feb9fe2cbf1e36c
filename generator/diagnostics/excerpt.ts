import { visible } from "./visible.js";

const width = 80;

/** How much of the text before the column is shown: what follows it says more. */
const before = 28;

/**
 * The part of a source line around a column (from 1), at most 80 characters, and how far into it
 * the column lies. The line of a documentation page can be thousands of characters long.
 */
export function excerpt(
  line: string,
  column: number,
): { readonly text: string; readonly caret: number } {
  const source = line.replaceAll("\t", " ").trimEnd();
  const at = Math.min(Math.max(column - 1, 0), source.length);
  const indent = source.length - source.trimStart().length;
  const fits = source.length - Math.min(indent, at) <= width;
  const start = fits ? Math.min(indent, at) : startOfWindow(source, at);
  const end = fits ? source.length : Math.min(source.length, start + width);

  const head = start > indent ? "…" : "";
  const tail = end < source.length ? "…" : "";
  const left = visible(wholeCharacters(source.slice(start + head.length, at)));
  const right = visible(wholeCharacters(source.slice(at, end - tail.length)));
  return { text: head + left + right + tail, caret: [...head, ...left].length };
}

function startOfWindow(source: string, at: number): number {
  const wanted = Math.max(0, at - before);
  return Math.max(0, Math.min(wanted, source.length - width));
}

/** Without the half of a surrogate pair that the cut may have left at either end. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]/, "").replace(/[\uD800-\uDBFF]$/, "");
}
