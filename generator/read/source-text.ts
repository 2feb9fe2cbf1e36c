import type { Place } from "../diagnostics/diagnostic.js";

/** A JSON or YAML text: a whole file, or a part of a page. Line ends are `\n`, without a BOM. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** The place in the file of a position in `text`. */
  readonly placeAt: (offset: number) => Place;
}

/** The text of a file as it is read from here on, so that neither BOM nor line ends matter. */
export function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  // TextDecoder drops the BOM.
  return new TextDecoder(encoding).decode(bytes).replaceAll(/\r\n?/g, "\n");
}

/** A text that makes up the whole file. */
export function wholeFile(file: string, text: string): SourceText {
  return partOfFile(file, text, 0, () => 0);
}

/**
 * A text whose lines are the ends of consecutive lines of a file: from `firstLine` on (counted from
 * 0), the line `n` of the text being indented by `indentOf(n)` columns.
 */
export function partOfFile(
  file: string,
  text: string,
  firstLine: number,
  indentOf: (line: number) => number,
): SourceText {
  let starts: readonly number[] | undefined;
  return {
    file,
    text,
    placeAt: (position) => {
      starts ??= lineStarts(text);
      // What is missing at the end is missing behind the last word, not on an empty line below.
      const offset = Math.min(position, text.trimEnd().length);
      const line = lineAt(starts, offset);
      const column = offset - (starts[line] ?? 0) + indentOf(line);
      return { file, line: firstLine + line + 1, column: column + 1 };
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
