import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { root } from "../cli/specweld.js";
import { compilerErrors } from "../emit/compile.js";
import { advisories } from "./advisories.js";
import { make } from "./client.js";
import { foreignCode } from "./skeleton.js";

const named = advisories.map(({ ids, generator, shown }) => ({
  name: `${generator} ${ids.join(" ")}`,
  shown,
}));

describe("what became code elsewhere", () => {
  const clients = new Map<string, string>();
  const documents = named.flatMap(({ name, shown }) =>
    "document" in shown ? [{ name, document: shown.document }] : [],
  );

  test.each(documents)("stays text: $name", async ({ name, document }) => {
    const { diagnostics, files } = await make({ "api.json": JSON.stringify(document) });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(files.get("src/operations/operations.ts")).toContain("export function send(");
    expect(foreignCode(files)).toEqual([]);
    for (const [path, text] of files) {
      if (path.endsWith(".ts")) clients.set(`/${name.replaceAll(/\W+/g, "-")}/${path}`, text);
    }
  });

  test("all these clients compile", () => {
    expect(clients.size).toBeGreaterThan(documents.length);
    expect(compilerErrors(clients)).toEqual([]);
  });
});

test.each(named.flatMap(({ name, shown }) => ("file" in shown ? [{ name, shown }] : [])))(
  "has a test of its own: $name",
  ({ shown }) => {
    expect(testTitles(readFileSync(join(root, shown.file), "utf8"))).toContain(shown.test);
  },
);

/** The titles of the tests in a file. */
function testTitles(text: string): readonly string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    const title =
      ts.isCallExpression(node) && isTest(node.expression) ? node.arguments[0] : undefined;
    if (title && ts.isStringLiteralLike(title)) titles.push(title.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest));
  return titles;
}

/** `test`, or `test.each(…)`, and not what is skipped. */
function isTest(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === "test";
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "each" &&
    isTest(node.expression.expression)
  );
}
