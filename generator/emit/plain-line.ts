/**
 * Whether a line of Markdown is one that prettier prints as it is, wherever a paragraph, a heading or
 * an item of a list may stand: words, code and links with one space between, and none of the letters
 * that Markdown may take for something else. A line that is not plain is only formatted.
 */
export function isPlainLine(line: string): boolean {
  if (line.includes("  ") || line.endsWith(" ")) return false;
  const words = line.replaceAll(code, "\0").replaceAll(link, (_, text: string) => text);
  return plain.test(words) && !words.includes("://") && !/mailto:|www\./i.test(words);
}

/** Nothing in it is changed: it neither begins nor ends with a space. */
const code = /`(?! )[^`]+(?<! )`/g;

/** With an address that needs no brackets and no entities. */
const link = /(?<!!)\[([^[\]()]+)\]\([\w:/.#?=~,+%-]+\)/g;

/** A line does not begin with what could make it an item of a list, a quote or a table. */
const plain =
  /^[\0A-Za-z("'“‘](?:[\0A-Za-z0-9 ,.;:'"()?!/%=+\-À-ɏ–—‘’“”…]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))*$/;
