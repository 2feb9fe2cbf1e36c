import type { Piece } from "./piece.js";
import { tableOf } from "./markdown-table.js";
import { isPlainLine, plainText } from "./plain-line.js";
import { statementPieces } from "./statements.js";
import { isTangled } from "./tangled.js";

/**
 * The parts of a Markdown text: blocks that blank lines keep apart, and of those whose form is known
 * the lines. Most of a reference is plain sentences, which prettier leaves as they are, lists of one
 * line for each item, and examples in TypeScript.
 */
export function markdownPieces(text: string): readonly Piece[] {
  return piecesOfText(text).map((piece) =>
    piece.language === "markdown" && isTangled(piece.text)
      ? { ...piece, language: undefined }
      : piece,
  );
}

function piecesOfText(text: string): readonly Piece[] {
  if (rawHtml.test(text.replaceAll(wholeComment, ""))) return [opaque(text)];
  const blocks = blocksOf(text);
  const pieces = joined(
    blocks.map((block, index) => {
      const isAlone = [blocks[index - 1], blocks[index + 1]].every((each) => isClosed(each));
      return block.kind === "list" && !isAlone ? { ...block, kind: "opaque" } : block;
    }),
  );
  return pieces.some(({ language, text: own }) => language === "markdown" && isOpen(own))
    ? [opaque(text)]
    : pieces;
}

/** What may hold a blank line and be no paragraph. */
const rawHtml = /^ {0,3}<(?:!|\?|pre|script|style|textarea)/im;
/** Ends where it begins. */
const wholeComment = /^<!-- [a-z-]+ -->$/gm;

/** One whose text begins a paragraph, and no list, quote, fence or box to tick. */
const item = /^([-*]) {1,4}(?=[A-Za-z"'(]|`(?!``)|\*\*[A-Za-z`]|\[[^[\]()]+\]\()/;

/** What GitHub shows as a box: a quote that says which. */
const alert = /^> \[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]$/;

/** Code that prettier leaves as it is. */
const otherCode = /^```(?:sh|bash|shell|console|curl|text|http)?$/;

const innerFence = /^( *(?:(?:[-*+]|\d{1,9}[.)]) +)*)(`{3}|~{3})/;

/** Whether a fence in an item of a list never ends: it would hold the empty lines after the list. */
function isOpen(text: string): boolean {
  let fence: string | undefined;
  for (const line of text.split("\n")) {
    const [, before = "", marker] = innerFence.exec(line) ?? [];
    if (marker === undefined || (before === "" && fence === undefined)) continue;
    const isItem = before.trim() !== "";
    if (fence !== undefined && (isItem || before === "")) return true;
    if (fence === undefined) fence = marker;
    else if (marker === fence) fence = undefined;
  }
  return fence !== undefined;
}

interface Block {
  readonly kind: "known" | "list" | "example" | "opaque";
  /** Of a known one: as prettier prints it. */
  readonly text: string;
  /** The empty lines before it. */
  readonly apart: string;
}

/** Beside such a block a list is whole: nothing that could be one of its items follows or goes before. */
function isClosed(block: Block | undefined): boolean {
  return block === undefined || (block.kind !== "list" && block.kind !== "opaque");
}

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let apart = "";
  let fence: string | undefined;
  const end = () => {
    if (lines.length === 0) return;
    blocks.push(...blocksTogether(lines).map((block) => ({ ...block, apart })));
    lines = [];
    apart = "\n";
  };
  for (const line of text.split("\n")) {
    if (line.trim() === "" && fence === undefined) {
      end();
      apart += `${line}\n`;
      continue;
    }
    lines.push(line);
    const [, marker, info = ""] = /^ {0,3}(`{3,}|~{3,})([^]*)/.exec(line) ?? [];
    if (marker === undefined) continue;
    if (fence === undefined) {
      const isCode = marker.startsWith("`") && info.includes("`");
      if (!isCode) fence = marker;
    } else if (info.trim() === "" && marker.startsWith(fence)) fence = undefined;
  }
  end();
  return blocks;
}

/** Plain words that a list follows at once, which prettier puts a line between, or else one block. */
function blocksTogether(lines: readonly string[]): readonly Omit<Block, "apart">[] {
  const first = lines.findIndex((line) => item.test(line));
  const words = first > 0 ? plainText(lines.slice(0, first)) : undefined;
  const list = words === undefined ? undefined : blockOf(lines.slice(first));
  if (words === undefined || list?.kind !== "list") return [blockOf(lines)];
  return [{ kind: "known", text: words }, list];
}

function blockOf(lines: readonly string[]): Omit<Block, "apart"> {
  const text = lines.join("\n");
  const [first = "", ...others] = lines;
  const heading = /^#{1,6} (.*)$/.exec(first)?.[1];
  if (heading !== undefined && others.length === 0 && isPlainLine(heading)) {
    return { kind: "known", text };
  }
  if (first === "<!-- prettier-ignore -->") return { kind: "known", text };
  if (first === "```ts" && others.indexOf("```") === others.length - 1 && others.length > 1) {
    return { kind: "example", text: others.slice(0, -1).join("\n") };
  }
  const [, marker] = item.exec(first) ?? [];
  if (lines.every((line) => item.exec(line)?.[1] === marker) && marker !== undefined) {
    return { kind: "list", text };
  }
  const known = isOtherCode(lines) ? text : (alertOf(lines) ?? plainText(lines) ?? tableOf(lines));
  return known === undefined ? { kind: "opaque", text } : { kind: "known", text: known };
}

function isOtherCode([first = "", ...others]: readonly string[]): boolean {
  if (!otherCode.test(first) || others.pop() !== "```") return false;
  return others.every((line) => !line.includes("```") && !/\s$/.test(line));
}

function alertOf([first = "", ...others]: readonly string[]): string | undefined {
  if (!alert.test(first) || !others.every((line) => line.startsWith("> "))) return undefined;
  const said = plainText(others.map((line) => line.slice(2)));
  return said === undefined ? undefined : `${first}\n${said}`.replaceAll("\n", "\n> ");
}

/** Blocks of unknown form that follow each other may be one: a list, say, with space between items. */
function joined(blocks: readonly Block[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let before: Block["kind"] | undefined;
  for (const block of blocks) {
    const last = pieces.at(-1);
    if (block.kind === "opaque" && before === "opaque" && last) {
      pieces[pieces.length - 1] = { ...last, text: last.text + block.apart + block.text };
    } else pieces.push(...piecesOfBlock(block, before === undefined ? "" : "\n\n"));
    before = block.kind;
  }
  return pieces;
}

function piecesOfBlock({ kind, text }: Block, apart: string): readonly Piece[] {
  switch (kind) {
    case "opaque":
      return [{ ...opaque(text), apart }];
    case "list":
      return text.split("\n").map((line, index) => {
        const words = plainText([line.replace(item, "")]);
        return {
          text: words === undefined ? line : `- ${words}`,
          language: words === undefined ? "markdown" : undefined,
          apart: index === 0 ? apart : "\n",
        };
      });
    case "example":
      return [
        { ...asItIs("```ts"), apart },
        ...statementPieces(text).map((piece, index) =>
          index === 0 ? { ...piece, apart: "\n" } : piece,
        ),
        { ...asItIs("```"), apart: "\n" },
      ];
    default:
      return [{ ...asItIs(text), apart }];
  }
}

function opaque(text: string): Piece {
  return { text, language: "markdown", apart: "" };
}

function asItIs(text: string): Piece {
  return { text, language: undefined, apart: "" };
}
