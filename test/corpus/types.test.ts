import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../../generator/pipeline.js";
import { strictOptions } from "./types-compile.js";
import { tickets } from "./types-tickets.js";

const examples = dirname(
  createRequire(import.meta.url).resolve("@readme/oas-examples/package.json"),
);

const documents = [
  "2.0/json/petstore.json",
  "2.0/json/schema-circular.json",
  "3.0/json/callbacks.json",
  "3.0/json/circular.json",
  "3.0/json/complex-nesting.json",
  "3.0/json/discriminators.json",
  "3.0/json/parameters-style.json",
  "3.0/json/schema-additional-properties.json",
  "3.0/json/security.json",
  "3.0/json/star-trek.json",
  "3.1/json/schema-types.json",
  "3.1/json/train-travel.json",
  "3.1/json/webhooks.json",
];

let folder: string;
let program: ts.Program;

/** One program of all clients, as most of its time goes into the libraries they share. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "specweld-types-"));
  const written = join(folder, "tickets.json");
  await writeFile(written, JSON.stringify(tickets));
  for (const document of documents) await client(join(examples, document), document);
  await client(written, "tickets");
  const roots = [...documents, "tickets"].map((name) => join(folder, name, "src/index.ts"));
  const given = strictOptions(ts.version);
  const { options, errors } = ts.convertCompilerOptionsFromJson(given, folder);
  if (errors.length > 0) throw new Error(errors.map(readable).join("\n"));
  program = ts.createProgram(roots, options);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function client(document: string, name: string): Promise<void> {
  const request = { inputs: [document], root: folder, check: false, format: false };
  const { stopped, diagnostics } = await generate({ ...request, out: join(folder, name) });
  if (stopped) throw new Error(`${name}: ${JSON.stringify(diagnostics)}`);
}

describe("the client compiles as strictly as TypeScript can", () => {
  test.each([...documents, "tickets"])("%s", (name) => {
    const files = program
      .getSourceFiles()
      .filter(({ fileName }) => fileName.startsWith(`${join(folder, name)}/`));
    expect(files.length).toBeGreaterThan(10);
    const errors = files.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
      ...program.getDeclarationDiagnostics(file),
    ]);
    expect(errors.map(readable)).toEqual([]);
  });
});

test("a mistake in a client is seen", () => {
  const path = join(folder, "mistaken.ts");
  const host = ts.createCompilerHost(program.getCompilerOptions());
  const read = host.getSourceFile;
  host.getSourceFile = (name, options) =>
    name === path
      ? ts.createSourceFile(path, 'import type { Client } from "./tickets/src/index.js";', options)
      : read(name, options);
  const mistaken = ts.createProgram([path], program.getCompilerOptions(), host, program);
  const found = mistaken.getSemanticDiagnostics(mistaken.getSourceFile(path));
  expect(found.map(({ code }) => code)).toEqual([6133]);
});

function readable({ file, start, messageText }: ts.Diagnostic): string {
  const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
}
