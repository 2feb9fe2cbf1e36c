import MarkdownIt, { type StateBlock } from "markdown-it";
import { jsonEnd } from "./json-text.js";
import type { Format } from "./parse.js";
import { partOfFile, type SourceText } from "./source-text.js";

/** A part of a page that may be an OpenAPI document. */
export interface Candidate {
  readonly source: SourceText;
  readonly format: Format;
  /** It says `openapi` or `swagger` where a document does: if it doesn't parse, that is an error. */
  readonly expected: boolean;
}

/**
 * The parts of a Markdown page that may be OpenAPI documents: fences of JSON or YAML, and JSON that
 * stands bare in the text. Anything that says neither `openapi` nor `swagger` is passed over.
 */
export function candidatesIn(file: string, text: string): readonly Candidate[] {
  const lines = text.split("\n");
  const blocks = blocksIn(text);
  const found = blocks.map((block) =>
    block.type === "fence" ? inFence(file, lines, block) : undefined,
  );
  const bare = bareJson(file, text, lines, blocks);
  return [...found, ...bare]
    .filter((candidate) => candidate !== undefined)
    .toSorted((a, b) => a.source.placeAt(0).line - b.source.placeAt(0).line);
}

/** What isn't running text. */
interface Block {
  readonly type: "fence" | "comment";
  readonly info: string;
  readonly content: string;
  /** The lines it covers, its markers included; `end` is not part of it. */
  readonly start: number;
  readonly end: number;
}

function inFence(file: string, lines: readonly string[], fence: Block): Candidate | undefined {
  const { content, start, info } = fence;
  const format = formatOf(info);
  if (!format || !/openapi|swagger/.test(content)) return undefined;
  const source = partOfFile(file, content, start + 1, columnsOf(indentsOf(lines, fence)));
  return { source, format, expected: looksLikeDocument(content) };
}

/** A list or a quote around the fence takes its share from the front of each line. */
function indentsOf(lines: readonly string[], { content, start }: Block): readonly number[] {
  return content.split("\n").map((inside, line) => {
    const whole = lines[start + 1 + line] ?? "";
    return inside !== "" && whole.endsWith(inside) ? whole.length - inside.length : 0;
  });
}

/** Lives as long as the document, and must not keep the lines of the page with it. */
function columnsOf(indents: readonly number[]): (line: number) => number {
  if (indents.every((indent) => indent === 0)) return () => 0;
  return (line) => indents[line] ?? 0;
}

function formatOf(info: string): Format | undefined {
  const word = /^\s*([\w+-]*)/.exec(info)?.[1]?.toLowerCase();
  if (word === "json") return "json";
  if (word === "yaml" || word === "yml") return "yaml";
  return word === "" ? "unknown" : undefined;
}

/** Whether a text, although it may not parse, is meant to be an OpenAPI document. */
export function looksLikeDocument(text: string): boolean {
  return (
    /^\s*\{\s*"(?:openapi|swagger)"\s*:/.test(text) ||
    /[{,]\s*"(?:openapi|swagger)"\s*:\s*"\d/.test(text) ||
    /^(?:openapi|swagger)\s*:\s*["']?\d/m.test(text)
  );
}

const markdown = new MarkdownIt("commonmark");
markdown.core.ruler.enableOnly(["normalize", "block"]);
// Tags may directly surround a fence, as in MDX; but what is in a comment isn't on the page.
markdown.block.ruler.at("html_block", comment, { alt: ["paragraph", "reference", "blockquote"] });

/** The pages in which no comment ends any more, by what markdown-it keeps for each. */
const withoutClose = new WeakSet<object>();

function comment(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (!state.src.startsWith("<!--", from)) return false;
  // A page of nothing but openings would be searched to its end for each of them.
  const close = withoutClose.has(state.env) ? -1 : state.src.indexOf("-->", from + 4);
  if (close < 0) {
    withoutClose.add(state.env);
    return false;
  }
  if (silent) return true;
  let line = startLine;
  while (line < endLine && (state.eMarks[line] ?? close) < close) line++;
  state.line = line + 1;
  state.push("comment", "", 0).map = [startLine, state.line];
  return true;
}

/** The fences of a page, those in indented text included: MDX indents what stands in its tags. */
function blocksIn(text: string): Block[] {
  const found = markdown.parse(text, {}).flatMap((token): Block[] => {
    if (!token.map || (token.type !== "fence" && token.type !== "comment")) return [];
    const [start, end] = token.map;
    const { type, info, content } = token;
    return [{ type, info, content, start, end }];
  });
  return [...found, ...indentedFences(text.split("\n"), linesOf(found))];
}

/**
 * Fences indented by four columns and more. For Markdown they are code or the rest of a paragraph,
 * which a blank line ends; for MDX they are fences all the same.
 */
function indentedFences(lines: readonly string[], fenced: ReadonlySet<number>): readonly Block[] {
  const found: Block[] = [];
  for (let start = 0; start < lines.length; start++) {
    const opening = /^( {4,})(`{3,}|~{3,})([^]*)/.exec(lines[start] ?? "");
    if (!opening || fenced.has(start)) continue;
    const [, indent = "", marker = "", info = ""] = opening;
    const isIn = (line: string) => !/^ *\S/.test(line) || indentOf(line) >= indent.length;
    let last = start + 1;
    while (last < lines.length && !closes(lines[last], marker) && isIn(lines[last] ?? "")) last++;
    const outdented = lines
      .slice(start + 1, last)
      .map((line) => line.slice(Math.min(indentOf(line), indent.length)));
    const end = closes(lines[last], marker) ? last + 1 : last;
    found.push({ type: "fence", info, content: `${outdented.join("\n")}\n`, start, end });
    start = end - 1;
  }
  return found;
}

/** How many spaces a line begins with. */
function indentOf(line: string): number {
  return line.search(/[^ ]|$/);
}

/** Whether a line ends the fence that a marker began: it is of the same characters, and of no fewer. */
function closes(line: string | undefined, marker: string): boolean {
  const text = (line ?? "").trim();
  return text.startsWith(marker) && text === marker.slice(0, 1).repeat(text.length);
}

function linesOf(blocks: readonly Block[]): ReadonlySet<number> {
  return new Set(blocks.flatMap(({ start, end }) => range(start, end)));
}

/** Pages turned from HTML to text lose their fences: a line begins with the JSON itself. */
function bareJson(
  file: string,
  text: string,
  lines: readonly string[],
  blocks: readonly Block[],
): Candidate[] {
  const fenced = linesOf(blocks);
  const found: Candidate[] = [];
  let offset = 0;
  let past = 0;
  for (const [line, content] of lines.entries()) {
    const begin = offset;
    offset += content.length + 1;
    if (begin < past || fenced.has(line)) continue;
    if (!/^\{\s*"(?:openapi|swagger)"\s*:/.test(content)) continue;
    const end = jsonEnd(text, begin);
    past = end < 0 ? text.length : end;
    const source = partOfFile(file, text.slice(begin, past), line, () => 0);
    found.push({ source, format: "json", expected: true });
  }
  return found;
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
