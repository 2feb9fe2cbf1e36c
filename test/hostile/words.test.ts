import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";

/*
 * Templates see the texts of a document as `Words`, which fit nowhere where a string is wanted: that
 * much the compiler keeps. What it lets pass (`${words}`, `"" + words`, `String(words)`, keys of
 * objects, casts) is kept here, by the types that it has found.
 */

const folder = fileURLToPath(new URL("../../templates/", import.meta.url));

/** The modules that make a text safe for a place; each has tests of its own. */
const gates = [
  "description.ts",
  "example-value.ts",
  "groups-schema.ts",
  "jsdoc.ts",
  "literal.ts",
  "markdown.ts",
  "words.ts",
];

const wrong = `
import type { FunctionDeclarationStructure } from "ts-morph";
import type { Api, Operation } from "./words.js";
import { plain } from "./words.js";
export function fits(operation: Operation): FunctionDeclarationStructure {
  const name: string = operation.summary;
  return { kind: 0 as never, name: operation.description, docs: [operation.summary] };
}
export const places = ({ summary, name }: Operation, api: Api, schema: unknown) => [
  \`// \${summary}\`,
  "// " + summary,
  String(summary),
  plain<string | undefined>(summary),
  [summary].join(" "),
  summary?.toString(),
  Object.keys(api.failure ?? {}),
  JSON.stringify(api.failure),
  summary as unknown as string,
  \`\${schema}\`,
  \`\${name} is made by the model\`,
];
`;

let program: ts.Program;
let checker: ts.TypeChecker;

beforeAll(() => {
  const { config } = ts.readConfigFile(join(folder, "../tsconfig.json"), ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, join(folder, ".."));
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const has = host.fileExists.bind(host);
  const virtual = join(folder, "wrong.ts");
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  program = ts.createProgram([...files.map((name) => join(folder, name)), virtual], options, {
    ...host,
    fileExists: (path) => path === virtual || has(path),
    getSourceFile: (path, language) =>
      path === virtual ? ts.createSourceFile(path, wrong, language) : read(path, language),
  });
  checker = program.getTypeChecker();
});

/** What of a module makes a string of something that is none, each with its line. */
function offences(name: string): readonly string[] {
  const file = program.getSourceFile(join(folder, name));
  if (!file) throw new Error(`${name} is not in the program`);
  const found: string[] = [];
  const tell = (node: ts.Node): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${line + 1}: ${node.getText()}`);
  };
  const visit = (node: ts.Node): void => {
    if (isOffence(node)) tell(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isOffence(node: ts.Node): boolean {
  if (ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent)) {
    return node.templateSpans.some(({ expression }) => !isText(expression));
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return !isText(node.left) || !isText(node.right);
  }
  if (ts.isAsExpression(node)) return node.type.getText() !== "const";
  if (ts.isImportSpecifier(node)) return ["plain", "textOf"].includes(node.name.text);
  if (!ts.isCallExpression(node)) return false;
  const called = node.expression.getText();
  if (called === "String") return node.arguments.some((argument) => !isText(argument));
  if (/^(?:Object\.(?:entries|keys)|JSON\.stringify)$/.test(called)) return true;
  if (!ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression: receiver, name } = node.expression;
  if (name.text === "join") return !areTexts(receiver);
  return name.text === "toString" && !isText(receiver);
}

/** Whether an expression is a string, a number or a boolean, whatever it holds. */
function isText(expression: ts.Expression): boolean {
  return isTextType(checker.getTypeAtLocation(expression));
}

function areTexts(expression: ts.Expression): boolean {
  const element = checker.getTypeAtLocation(expression).getNumberIndexType();
  return element !== undefined && isTextType(element);
}

function isTextType(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isTextType);
  if (type.isIntersection()) return type.types.some(isTextType);
  const texts = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike;
  return (type.flags & texts) !== 0;
}

describe("no template can write a text of a document as it is", () => {
  test("where a string is wanted, it does not compile", () => {
    const file = program.getSourceFile(join(folder, "wrong.ts"));
    const lines = program.getSemanticDiagnostics(file).map(({ start = 0 }) => {
      return (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
    });
    expect([...new Set(lines)]).toEqual([6, 7]);
  });

  test("what makes a string of anything is found", () => {
    expect(offences("wrong.ts").map((offence) => Number.parseInt(offence, 10))).toEqual([
      4, 7, 10, 11, 12, 14, 15, 16, 17, 18, 18, 19,
    ]);
  });

  test("and is in no template", () => {
    const templates = readdirSync(folder).filter(
      (name) => name.endsWith(".ts") && !gates.includes(name),
    );
    const found = templates.flatMap((name) => offences(name).map((at) => `${name}:${at}`));
    expect(found).toEqual([]);
  });

  test("nor does a template see the model but through words.ts", () => {
    const seeing = readdirSync(folder).filter(
      (name) =>
        name.endsWith(".ts") &&
        /from "\.\.\/generator\//.test(readFileSync(join(folder, name), "utf8")),
    );
    expect(seeing.filter((name) => !gates.includes(name))).toEqual([]);
  });
});
