/** As much as hardly any paragraph, list or table has; what takes prettier the square of it is soon done. */
const mostMarkup = 1000;
const deepest = 30;
const longestList = 300;

/**
 * Whether a Markdown text has a block which prettier could need minutes for, or overflow its stack with:
 * thousands of brackets or asterisks of which none belongs to another, quotes and lists in each other by
 * the hundred, or one after the other. Nobody reads what that means, so it need not be formatted.
 */
export function isTangled(text: string): boolean {
  if (text.length < deepest) return false;
  let markup = 0;
  let together = 0;
  let isNewBlock = true;
  let fence: string | undefined;
  for (const line of text.split("\n")) {
    const [, marker] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence !== undefined) {
      if (marker?.startsWith(fence)) fence = undefined;
      continue;
    }
    if (line.trim() === "") {
      markup = 0;
      isNewBlock = true;
      continue;
    }
    const depth = depthOf(line);
    if (isNewBlock) {
      // Below other lines it may be part of them.
      fence = marker;
      // A block in a list or a quote, or one that a list goes on with.
      together = depth > 0 ? together + 1 : 0;
    }
    isNewBlock = false;
    markup += line.length - line.replaceAll(/[[\]*_<>`!~&|\\{}]/g, "").length;
    if (markup > mostMarkup || depth > deepest || together > longestList) return true;
  }
  return false;
}

/** In how many quotes and lists a line may stand: each takes a character, or two and more of indentation. */
function depthOf(line: string): number {
  const before = /^(?:[ \t]|>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))*/.exec(line)?.[0] ?? "";
  const marks = before.replaceAll(/[ \t]/g, "").length;
  return marks + (before.length - marks) / 4;
}
