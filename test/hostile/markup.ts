import MarkdownIt from "markdown-it";
import { parsed, syntaxErrors } from "./skeleton.js";

const markdown = new MarkdownIt("commonmark", { html: true }).enable("table");
// All links are seen, those that a browser would not follow, too.
markdown.validateLink = () => true;

/**
 * What orders a page: its headings, blocks of code and tables with their cells, from top to bottom.
 * The words of an operation may have tables of their own.
 */
export function outline(page: string, isReference: boolean): readonly string[] {
  let isOfOperations = isReference;
  return markdown.parse(page, {}).flatMap((token) => {
    if (token.type === "inline" && token.content === "Operations") isOfOperations = true;
    if (token.type === "heading_open") return token.level === 0 ? [token.tag] : [];
    if (token.type === "fence" && token.info !== "") return [`fence ${token.info}`];
    const isCell = /^(?:table|tr|td|th)_open$/.test(token.type);
    return isCell && !isOfOperations ? [token.type] : [];
  });
}

/** HTML, links that run something, and code that is none, in a page. */
export function foreignMarkup(page: string): readonly string[] {
  return markdown.parse(page, {}).flatMap((block) => {
    if (block.type === "html_block" && block.content !== "<!-- prettier-ignore -->\n") {
      return [`HTML: ${block.content.slice(0, 200)}`];
    }
    if (block.type === "fence" && block.info === "ts") {
      return syntaxErrors(parsed("readme.ts", block.content)).map((error) => `code: ${error}`);
    }
    return (block.children ?? []).flatMap((token) => {
      if (token.type === "html_inline") return [`HTML: ${token.content.slice(0, 200)}`];
      const target = token.attrGet("href") ?? token.attrGet("src");
      if (target === null || /^(?:https?:|mailto:|#|[^:]*$)/.test(String(target))) return [];
      return [`link: ${target}`];
    });
  });
}
