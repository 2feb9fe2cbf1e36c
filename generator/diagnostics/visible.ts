/**
 * Text from a document as one line that a terminal shows and does not obey: control characters,
 * those that turn the writing direction around, and tags that nobody sees are written as their code
 * points. Nor does a log of a CI service obey it: GitHub takes `::` at the start of a line for a
 * command, and `##[` anywhere, Azure `##vso[`, TeamCity `##teamcity[`.
 */
export function visible(text: string): string {
  return text
    .replaceAll(/\r\n?|\n/g, "⏎")
    .replaceAll(unseen, codePoint)
    .replace(/^([^\S\n]*):(?=:)/, "$1\\u{3a}")
    .replaceAll(/##(?=\w{0,40}\[)/g, "#\\u{23}");
}

/**
 * The same for a whole JSON text, which has escapes of its own: it means what it meant, and no
 * character in it is obeyed, turns around how a line reads, or carries a text that is not seen.
 */
export function visibleJson(json: string): string {
  return json.replaceAll(unseenInJson, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** A text in double quotes, as JSON and YAML read it, for files and hints that people copy from. */
export function quoted(text: string): string {
  return visibleJson(JSON.stringify(text));
}

const unseen =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** Controls below U+0020 are escaped already, or are the text's own line ends. */
const unseenInJson =
  /[\u007F-\u009F\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
