import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { root } from "../cli/specweld.js";

/*
 * Every regular expression of the generator, of the templates and of the client's runtime, on long
 * texts of what it is made of, repeated, with something behind that does not fit: where the time
 * grows faster than the text, a document or a server can make it take for ever.
 */

interface Expression {
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

function expressionsIn(folder: string): readonly Expression[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".ts"))
    .toSorted()
    .flatMap((name) => {
      const text = readFileSync(join(root, folder, name), "utf8");
      const file = ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);
      const found: Expression[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const { line } = file.getLineAndCharacterOfPosition(node.getStart());
          const end = node.text.lastIndexOf("/");
          const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
          found.push({ file: `${folder}/${name}`, line: line + 1, source, flags });
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
      return found;
    });
}

/** What texts for an expression are made of: its own words, and one character of each of its classes. */
function pieces(source: string): readonly string[] {
  const plain = source
    .replaceAll(/\\[sSdDwWbB]|\\[pP]\{[^}]*\}|\\u[\dA-Fa-f]{4}|\(\?<?[:=!]|\{\d+,?\d*\}/g, "\0")
    .replaceAll(/\\n/g, "\n")
    .replaceAll(/\\(.)/g, "$1");
  const words = plain.split(/[\0()[\]|?*+^$.]+/).filter((word) => word !== "");
  const characters = [..."a A1 \n-/{}[]<>\"'`#:;,.=*~@&\\%"].filter(
    (character) => plain.includes(character) || /[aA1 \n]/.test(character),
  );
  return [...new Set([...words, ...characters])].slice(0, 24);
}

function pumps(source: string): readonly string[] {
  const all = pieces(source);
  return [...all, ...all.flatMap((one) => all.map((other) => one + other))];
}

/** Milliseconds that an expression takes for a text; a second at most. */
function timeOf({ source, flags }: Expression, text: string): number {
  const expression = new RegExp(source, flags.includes("g") ? flags : `${flags}g`);
  const start = performance.now();
  try {
    runInNewContext("search()", { search: () => text.replace(expression, "") }, { timeout: 1000 });
  } catch {
    // It was stopped, which took as long.
  }
  return performance.now() - start;
}

/** @param worthALook milliseconds that a short text takes, on a machine that may be fast */
function slowest(expression: Expression, worthALook = 1.5): string | undefined {
  const { source, flags } = expression;
  const regexp = new RegExp(source, flags.includes("g") ? flags : `${flags}g`);
  const prefixes = ["", ...pieces(source).slice(0, 4)];
  for (const pump of pumps(source)) {
    for (const prefix of prefixes) {
      const text = (length: number) =>
        `${prefix}${pump.repeat(Math.ceil(length / pump.length))}\u0001`;
      const short = text(1500);
      const start = performance.now();
      // What is exponential would not come back.
      if (isRisky(source)) timeOf(expression, short);
      else short.replace(regexp, "");
      if (performance.now() - start < worthALook) continue;
      const one = Math.min(timeOf(expression, text(8000)), timeOf(expression, text(8000)));
      const four = Math.min(timeOf(expression, text(32_000)), timeOf(expression, text(32_000)));
      if (four > 40 && four > 7 * one) return `${JSON.stringify(prefix)} + ${JSON.stringify(pump)}`;
      if (one > 900) return `${JSON.stringify(prefix)} + ${JSON.stringify(pump)}: for ever`;
    }
  }
  return undefined;
}

/** A repetition of a group can take exponential time; the others are quadratic at most. */
function isRisky(source: string): boolean {
  return /\)[*+]|\)\{/.test(source);
}

describe("no regular expression takes more than linear time", () => {
  test("which this finds out", () => {
    const found = ["\\/+$", "^(?:a+)+$", "^\\s*(?:---\\s*\\n\\s*)*x", "a{1,500}$", "\\d+"].map(
      (source) => slowest({ file: "", line: 0, source, flags: "" }, 0.2) !== undefined,
    );
    expect(found).toEqual([true, true, true, false, false]);
  });

  test.each(["generator", "templates"])(
    "in %s",
    (folder) => {
      const found = expressionsIn(folder).flatMap((expression) => {
        const pump = allowed.has(`${expression.file} ${expression.source}`)
          ? undefined
          : slowest(expression);
        return pump === undefined
          ? []
          : [`${expression.file}:${expression.line} /${expression.source}/: ${pump}`];
      });
      expect(found).toEqual([]);
    },
    300_000,
  );
});

/** Those that see no text of a document's length. */
const allowed = new Set<string>([
  // The first 4 096 bytes of a file.
  "generator/read/inputs.ts ^[\\s{>`-]*[\"']?(?:openapi|swagger)[\"']?\\s*:",
  // The server that the caller of the client names; lookbehind is too new for some browsers.
  String.raw`templates/runtime/client.ts \/+$`,
]);
