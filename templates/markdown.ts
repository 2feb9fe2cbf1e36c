import { outsideCode, plainMarkdown, withUnseenWritten } from "./description.js";
import { textOf, type Words } from "./words.js";

/** A document's words as one line of Markdown: of their markup, code only, and it stays in the line. */
export function inlineMarkdown(text: Words | string): string {
  const line = plainMarkdown(textOf(text)).replaceAll(/\s+/g, " ").trim();
  return line
    .split(codeSpan)
    .map((part) => (/^`[^`|]+`$/.test(part) ? part : escaped(part)))
    .join("");
}

/** The first sentence of a document's words, as one line of Markdown; nothing, where it is a long one. */
export function firstSentence(text: Words | string): string {
  const [first = ""] = textOf(text)
    .trim()
    .split(/(?<=[.!?])\s|\n/, 1);
  return first.length > 120 ? "" : inlineMarkdown(first);
}

/** Code between single backticks; a bar in it would end the cell of a table. */
const codeSpan = /(?<![`\\])(`(?=\s*[^`|\s])[^`|]+`)(?!`)/;

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#]/g, (character) => `\\${character}`);
}

/**
 * A document's words as paragraphs, lists and code of a Markdown page: no heading of theirs gets into
 * the page's own order, no HTML and no open block reaches past them, and links lead to pages only. A
 * link's definition would be one for the whole page.
 */
export function blockMarkdown(text: Words | string): string {
  const plain = outsideCode(withoutDefinitions(plainMarkdown(textOf(text))), (prose) =>
    prose
      .replaceAll(besides, "$1")
      .replaceAll(/<(?=[A-Za-z/!?])(?!https?:[^\s<>]*>|mailto:[^\s<>]*>)/g, "\\<")
      .replaceAll(/^ {0,3}#{1,6}[^\S\n]+([^\n]*)/gm, (_, words: string) => heading(words))
      .replaceAll(/^ {0,3}([=-])(?=\1*[^\S\n]*$)/gm, "\\$1")
      .replaceAll(/^ {0,3}(?=`{3}|~{3})/gm, "\\")
      .replaceAll("]:", "\\]:")
      .replaceAll(elsewhere, "]\\("),
  );
  const lines = plain.split("\n");
  const fences = lines.filter((line) => /^ {0,3}(`{3,}|~{3,})/.test(line));
  const open = fences.length % 2 === 1 ? /`{3,}|~{3,}/.exec(fences.at(-1) ?? "") : null;
  return open ? `${plain}\n${open[0]}` : plain;
}

/** A document's words at the end of a line: with their markup, where they are one paragraph. */
export function endOfLine(text: Words | string): string {
  const lines = plainMarkdown(textOf(text)).split("\n");
  const isParagraph = lines.every(
    (line) => !/^\s*(?:$|[-*+>#|=~`]|\d+[.)])|^(?: {4}|\t)/.test(line),
  );
  if (lines.length > 1 && !isParagraph) return inlineMarkdown(text);
  return blockMarkdown(lines.map((line) => line.trim()).join(" "));
}

/** Links say where they lead where they stand: a definition would be one for the whole page. */
function withoutDefinitions(text: string): string {
  if (!text.includes("]:")) return text;
  const targets = new Map<string, string>();
  const rest = outsideCode(text, (prose) =>
    prose.replaceAll(definition, (_, label: string, url: string) => {
      targets.set(label.toLowerCase(), url);
      return "";
    }),
  );
  if (targets.size === 0) return text;
  return outsideCode(rest.trim(), (prose) =>
    prose.replaceAll(
      /(\[([^[\]\n]{1,200})\])(?:\[([^[\]\n]{0,200})\])?(?![([:])/g,
      (all, shown: string, words: string, label = "") => {
        const url = targets.get((label === "" ? words : label).toLowerCase());
        return url === undefined ? all : `${shown}(${url})`;
      },
    ),
  );
}

const definition = /^ {0,3}\[([^[\]\n]{1,200})\]:[^\S\n]*<?(https?:\/\/[^\s<>()]+)>?[^\S\n]*$\n?/gm;

/** A link to a place of the documentation that the words are from, which is not in the package. */
const besides = /!?\[([^[\]\n]{1,200})\]\((?!https?:|mailto:)[\w./#?=&%~+:-]*\)/gi;

/** What begins a link, but neither to a page of the web, nor to an address, nor to a file beside. */
const elsewhere = /\]\((?!\s*<?(?:https?:\/\/|mailto:|[\w./#?=%~+-]+[)>\s]|\)))/gi;

function heading(words: string): string {
  const text = words.trim().split(/ #+$/)[0]?.trim() ?? "";
  return text === "" ? "" : `**${text}**`;
}

/** Text as inline code; a longer run of backticks than any inside delimits it (CommonMark 6.1). */
export function inlineCode(text: Words | string): string {
  const line = withUnseenWritten(textOf(text).replaceAll(/\s+/g, " "));
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  return longest > 0 ? `${ticks} ${line} ${ticks}` : ticks + line + ticks;
}

/** The same in a cell of a table, which a bar would end (GFM 4.10). */
export function codeInCell(text: Words | string): string {
  return inlineCode(text).replaceAll("|", "\\|");
}

/** A fenced block of code; the fence is longer than any inside. */
export function codeBlock(language: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}
