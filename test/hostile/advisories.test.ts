import { readFileSync } from "node:fs";
import { join } from "node:path";
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
    expect(readFileSync(join(root, shown.file), "utf8")).toContain(`"${shown.test}"`);
  },
);
