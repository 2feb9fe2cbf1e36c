/**
 * Whether a line of Markdown is one that prettier prints as it is, wherever a paragraph, a heading or
 * an item of a list may stand: words, code, links and emphasis with one space between, and none of the
 * letters that Markdown may take for something else. A line that is not plain is only formatted.
 */
export function isPlainLine(line: string): boolean {
  return plainText([line]) === line;
}

/**
 * The lines of a paragraph as prettier prints them: as they are, with no more than one space between
 * words. A link may go from one to the next. Undefined: they are not plain.
 */
export function plainText(lines: readonly string[]): string | undefined {
  const given = lines.join("\n");
  const text = given.includes("  ") ? given.replaceAll(spaces, " ") : given;
  if (/^ | $/m.test(text)) return undefined;
  const words = text
    .replaceAll(code, "\0")
    .replaceAll(link, (_, shown: string) => shown)
    .replaceAll(strong, (_, said: string) => said)
    .replaceAll(emphasis, (_, said: string) => said);
  // Spaces in code stay.
  if (text !== given && given.includes("`")) return undefined;
  if (words.includes("://") || /mailto:|www\./i.test(words)) return undefined;
  return words.split("\n").every((line) => plain.test(line)) ? text : undefined;
}

const spaces = /(?<=[^ \n]) {2,}(?=[^ \n])/g;

/** Nothing in it is changed: it neither begins nor ends with a space. */
const code = /`(?! )[^`\n]+(?<! )`/g;

/** With an address that needs no brackets and no entities. */
const link = /(?<!!)\[([^[\]()]+)\]\([\w:/.#?=~,+%@-]+\)/g;

/** Apart from the words around it, so that it can be nothing else. */
const strong =
  /(?<=^|[ (])\*\*([\0A-Za-z0-9"](?:[^*\n]*[\0A-Za-z0-9".:!?)])?)\*\*(?=$|[ .,;:!?)])/gm;
const emphasis = /(?<=^|[ (])_([A-Za-z0-9](?:[^_*\n]*[A-Za-z0-9.:!?)])?)_(?=$|[ .,;:!?)])/gm;

/** A line does not begin with what could make it an item of a list, a quote or a table. */
const plain =
  /^(?:[\0A-Za-z("'“‘]|\d+(?![\d.)]))(?:[\0A-Za-z0-9 ,.;:'"()?!/%=+\-À-ɏ–—‘’“”…]|(?<=[A-Za-z0-9])[_#](?=[A-Za-z0-9])|(?<=[A-Z])#(?= |$)|&(?= )|\\[*[\]>#|])*$/;
