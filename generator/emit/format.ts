import { createRequire } from "node:module";
import type * as Standalone from "prettier/standalone";
import type * as Babel from "prettier/plugins/babel";
import type * as Estree from "prettier/plugins/estree";
import type * as Markdown from "prettier/plugins/markdown";
import type { Language } from "./piece.js";
import { piecesOf } from "./pieces.js";
import { statementsOf } from "./statements.js";

/** Formats the text of a file; a piece that stands in several files once. */
export type Format = (path: string, text: string) => Promise<string>;

/**
 * Formats modules and Markdown in prettier's own style; no configuration file is looked for. JSON is
 * printed as npm prints it, which for a large `openapi.json` saves more time than all else takes.
 * Texts are formatted piece by piece: the result is what it is for the whole text.
 */
export function newFormat(): Format {
  const known = { typescript: new Map<string, string>(), markdown: new Map<string, string>() };
  return async (path, text) => {
    const language = languages[path.slice(path.lastIndexOf(".") + 1)];
    if (!language) return text;
    const pieces = piecesOf(language, text);
    for (const each of ["typescript", "markdown"] as const) {
      const texts = pieces.flatMap((piece) => (piece.language === each ? [piece.text] : []));
      const unknown = [...new Set(texts)].filter((piece) => !known[each].has(piece));
      for (const [piece, formatted] of await formatPieces(each, unknown)) {
        known[each].set(piece, formatted);
      }
    }
    const formatted = pieces.map((piece) => {
      const own = piece.language ? known[piece.language].get(piece.text) : piece.text;
      return own === undefined ? undefined : piece.apart + own;
    });
    // A piece that is not whole, contrary to all that is known of what is printed.
    if (formatted.includes(undefined)) return formatWhole(language, text);
    return `${formatted.join("")}\n`;
  };
}

/** Words that prettier cannot format are left as they are; code that it cannot is none. */
async function formatWhole(language: Language, text: string): Promise<string> {
  try {
    return await format(language, text);
  } catch (error) {
    if (language === "typescript") throw error;
    return text;
  }
}

const languages: Readonly<Record<string, Language>> = { ts: "typescript", md: "markdown" };

/** A call of prettier takes most of a millisecond; and more than its share where a text is long. */
const batchSize = 20_000;

/** Those pieces that prettier can format, with what it makes of them. */
async function formatPieces(
  language: Language,
  texts: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  const done: (readonly [string, string])[] = [];
  for (const batch of batches(texts)) {
    const together = await formatTogether(language, batch);
    const formatted = together === undefined ? [] : apart[language].split(together);
    if (formatted.length === batch.length) {
      done.push(...batch.map((text, index) => [text, formatted[index] ?? ""] as const));
      continue;
    }
    for (const text of batch) {
      const alone = await formatTogether(language, [text]);
      if (alone !== undefined) done.push([text, alone]);
    }
  }
  return done;
}

async function formatTogether(
  language: Language,
  texts: readonly string[],
): Promise<string | undefined> {
  const { before, between } = apart[language];
  const formatted = await format(language, `${before}${texts.join(between)}\n`).catch(
    () => undefined,
  );
  return formatted?.slice(before.length).trimEnd();
}

/**
 * What keeps pieces apart that are formatted together; one that is formatted does not hold it. What
 * begins a Markdown text may mean something else there.
 */
const apart = {
  typescript: { before: "", between: "\n\n", split: statementsOf },
  markdown: {
    before: "<!-- apart -->\n\n",
    between: "\n\n<!-- apart -->\n\n",
    split: (text: string) => text.split("\n\n<!-- apart -->\n\n"),
  },
};

function batches(texts: readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = [];
  let size = batchSize;
  for (const text of texts) {
    if (size >= batchSize) {
      found.push([]);
      size = 0;
    }
    found.at(-1)?.push(text);
    size += text.length;
  }
  return found;
}

const require = createRequire(import.meta.url);

async function format(language: Language, text: string): Promise<string> {
  const { format: own, plugins } = (loaded ??= load());
  if (language === "typescript" || !otherCode.test(text)) {
    return own(text, { parser: language, plugins });
  }
  const { format: whole } = await import("prettier");
  return whole(text, { parser: language, plugins: plugins.slice(-1) });
}

/** Code in Markdown that only the whole of prettier may be able to format. */
const otherCode =
  /^[ \t>*+\d.-]*(?:`{3,}(?!`)|~{3,}(?!~))[^\S\n]*(?=\S)(?!(?:ts|typescript|json|sh|bash|shell|console|curl|text|http|xml|sql|ruby|python|php|java|go|csharp|kotlin|swift|rust)?[^\S\n]*$)/m;

let loaded: ReturnType<typeof load> | undefined;

/**
 * Only the parts of prettier that are needed, by `require`, and only once they are. Babel parses
 * TypeScript in two thirds of the time that TypeScript takes, to the same result; it does so for the
 * code in Markdown as well.
 */
function load() {
  // Modules as they are typed.
  const prettier = require("prettier/standalone") as typeof Standalone;
  const babel = require("prettier/plugins/babel") as typeof Babel;
  const estree = require("prettier/plugins/estree") as typeof Estree;
  const markdown = require("prettier/plugins/markdown") as typeof Markdown;
  const typescript = { parsers: { typescript: babel.parsers["babel-ts"] } };
  return { format: prettier.format, plugins: [estree, markdown, babel, typescript] };
}
