/**
 * Text from a document as one line that a terminal shows and does not obey: control characters,
 * and those that turn the writing direction around, are written as their code points.
 */
export function visible(text: string): string {
  return text
    .replaceAll(/\r\n?|\n/g, "⏎")
    .replaceAll(
      /[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu,
      codePoint,
    );
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
