import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { analyse } from "scslre";
import ts from "typescript";
import { expect, test } from "vitest";
import { root } from "../cli/specweld.js";

/*
 * Every regular expression of the generator, of the templates and of the client's runtime, taken apart:
 * where two of its repetitions can share out the same characters, or one can begin at each of them,
 * and what follows does not fit, a document or a server can make it take for ever.
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

function isSlow({ source, flags }: Pick<Expression, "source" | "flags">): boolean {
  // One that is sticky begins at one place only.
  const reportTypes = { Move: !flags.includes("y"), Self: true, Trade: true };
  return analyse({ source, flags }, { reportTypes }).reports.length > 0;
}

test.each([
  { source: "\\/+$", want: true },
  { source: "^(?:a+)+$", want: true },
  { source: "^\\s*(?:---\\s*\\n\\s*)*x", want: true },
  { source: "<pre>\\s*([^<]*)\\s*<\\/pre>", want: true },
  { source: "a{1,500}$", want: false },
  { source: "\\d+", want: false },
])("/$source/ takes more than linear time: $want", ({ source, want }) => {
  expect(isSlow({ source, flags: "" })).toBe(want);
});

test("no other regular expression takes more than linear time", () => {
  const all = ["generator", "templates"].flatMap(expressionsIn);
  const slow = all.filter(isSlow);
  const nameOf = ({ file, source }: Expression) => `${file} ${source}`;
  expect(
    slow
      .filter((each) => !allowed.includes(nameOf(each)))
      .map(({ file, line, source }) => `${file}:${line} /${source}/`),
  ).toEqual([]);
  // What is no longer needed here goes.
  expect(allowed.filter((name) => !slow.map(nameOf).includes(name))).toEqual([]);
});

/** Those that see no text of a document's length. */
const allowed: readonly string[] = [
  // The name of a file.
  "generator/read/inputs.ts [^.]*$",
  // The first 4 096 bytes of a file.
  "generator/read/inputs.ts ^[\\s{>`-]*[\"']?(?:openapi|swagger)[\"']?\\s*:",
  // A heading of the project's own CHANGELOG.md.
  String.raw`generator/release/changelog.ts ^\[?v?(\d+\.\d+\.\d+[^\s\])]*)\]?(?:\([^)]*\))?(?=\s|$)`,
  // The server that the caller of the client names; lookbehind is too new for some browsers.
  String.raw`templates/runtime/client.ts \/+$`,
];

test("none is made of a text, but those of a team's own globs", () => {
  const makers = ["generator", "templates"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .filter((name) => /\bRegExp\(/.test(readFileSync(join(root, folder, name), "utf8")))
      .map((name) => `${folder}/${name}`),
  );
  expect(makers).toEqual(["generator/write/glob.ts"]);
});
