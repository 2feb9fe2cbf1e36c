import { visible } from "../diagnostics/visible.js";

/**
 * Text from a document as inline code of a comment: one line, which can neither end the code nor
 * mention anybody, as nothing in code is a mention.
 */
export function codeInMarkdown(text: string): string {
  const line = visible(text.replaceAll(/\s+/g, " ").trim());
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  return longest > 0 || line === "" ? `${ticks} ${line} ${ticks}` : ticks + line + ticks;
}

/** Text from a document as prose of a comment: no markup, no HTML, no mention, no reference. */
export function textInMarkdown(text: string): string {
  return visible(text.replaceAll(/\s+/g, " ").trim())
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_[\]|~!]/g, (character) => `\\${character}`)
    .replaceAll("@", "&#64;")
    .replaceAll("#", "&#35;")
    .replaceAll("://", "&#58;//");
}
