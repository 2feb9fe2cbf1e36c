import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const fixtures = join(root, "test/types/fixtures/rules");

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "specweld-rules-"));
  const specs = join(fixtures, "rules.yaml");
  const cli = join(root, "dist/generator/cli.js");
  const args = ["generate", "--specs", specs, "--out", join(folder, "client"), "--no-format"];
  await run(process.execPath, [cli, ...args]);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await copyFile(join(fixtures, "probe.ts"), join(folder, "probe.ts"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("every rule of the types holds in the compiler's eyes", () => {
  const program = ts.createProgram([join(folder, "probe.ts")], {
    strict: true,
    noUncheckedIndexedAccess: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: [],
    noEmit: true,
  });
  const found = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? ts.getLineAndCharacterOfPosition(file, start).line + 1 : 0;
    return `${file?.fileName.slice(folder.length)}:${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
  expect(found).toEqual([]);
});
