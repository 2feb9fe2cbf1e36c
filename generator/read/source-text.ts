import type { Place } from "../diagnostics/diagnostic.js";

/** A JSON or YAML text: a whole file, or a part of a page. Line ends are `\n`, without a BOM. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** The place in the file of a position in `text`. */
  readonly placeAt: (offset: number) => Place;
}

/** Counted in characters, from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * The text of a file as it is read from here on, so that neither BOM nor line ends matter; or where
 * the first byte stands that is not of its encoding.
 */
export function textIn(bytes: Uint8Array): string | Position {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    // TextDecoder drops the BOM.
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return wrongByte(bytes, encoding);
  }
  return text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
}

function wrongByte(bytes: Uint8Array, encoding: string): Position {
  // A character that is begun before the wrong byte is wrong itself.
  const at = firstWrong(bytes, encoding);
  const lenient = new TextDecoder(encoding).decode(bytes.subarray(0, at), { stream: true });
  const lines = lenient.split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** The text of a file that is read all the same where a byte of it is not of its encoding. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes).replaceAll(/\r\n?/g, "\n");
}

/** By halves: a beginning of the bytes decodes unless the wrong one is in it. */
function firstWrong(bytes: Uint8Array, encoding: string): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(bytes.subarray(0, middle), encoding)) good = middle;
    else bad = middle;
  }
  return good;
}

function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    // A character that is only begun is none that is wrong.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function encodingOf(bytes: Uint8Array): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
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
