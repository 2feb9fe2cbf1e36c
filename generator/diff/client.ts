import type ts from "typescript";
import { compiler } from "./compiler.js";
import type { OutputFile } from "../files.js";
import { operationsOf, type OperationFacts } from "./operations.js";

/** A declaration that users of a client can import. */
export interface Declaration {
  readonly name: string;
  /** The path of its module in the package. */
  readonly module: string;
  readonly node: TypeDeclaration | ts.FunctionDeclaration | ts.ClassDeclaration | Constant;
  /** As it is written, its comment included. */
  readonly text: string;
}

export type TypeDeclaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;
export type Constant = ts.VariableDeclaration;

/** A client as the comparison needs it. */
export interface Client {
  /** Its modules, by their paths in the package. */
  readonly modules: ReadonlyMap<string, ts.SourceFile>;
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** What users can import: the declarations, and what the runtime exports by other ways. */
  readonly exports: ReadonlySet<string>;
  /** What its modules import from the runtime. */
  readonly runtimeNames: ReadonlySet<string>;
  /** `METHOD /path` → what the client's code says of the operation. */
  readonly operations: ReadonlyMap<string, OperationFacts>;
  /** The text of `openapi.json` and `package.json`, where they are there. */
  readonly document: string | undefined;
  readonly manifest: string | undefined;
}

/** Where the types are of what servers send by themselves. */
export const webhooksModule = "/src/webhooks.ts";

/** Where the code is that every client carries. */
export const runtimeFolder = "src/runtime/";

/**
 * Reads the modules of a client package.
 *
 * @param folder where they lie in the program that both clients are in
 * @param other a client whose modules serve here, too, where they are the same: most are
 */
export function clientOf(files: readonly OutputFile[], folder: string, other?: Client): Client {
  const modules = new Map(
    files
      .filter(({ path }) => path.startsWith("src/") && path.endsWith(".ts"))
      .map(({ path, text }) => {
        const same = other?.modules.get(path);
        return [path, same?.text === text ? same : parse(`${folder}/${path}`, text)] as const;
      }),
  );
  const exports = publicNames(modules.get("src/index.ts"));
  const declarations = new Map<string, Declaration>();
  for (const [path, module] of modules) {
    for (const declaration of declarationsIn(module, path)) {
      const { name } = declaration;
      if (!path.startsWith(runtimeFolder) || exports.has(name)) declarations.set(name, declaration);
    }
  }
  const textOf = (name: string) => files.find(({ path }) => path === name)?.text;
  return {
    modules,
    declarations,
    exports: new Set([...exports, ...declarations.keys()]),
    runtimeNames: new Set([...modules.values()].flatMap(importedFromRuntime)),
    operations: operationsOf(
      [...modules].filter(([path]) => path.startsWith("src/operations/")).map(([, file]) => file),
    ),
    document: textOf("openapi.json"),
    manifest: textOf("package.json"),
  };
}

export function isType({ node }: Declaration): boolean {
  return compiler.isInterfaceDeclaration(node) || compiler.isTypeAliasDeclaration(node);
}

/** The elements of a constant array, as they are written. */
export function elementsOf(declaration: Declaration | undefined): readonly string[] | undefined {
  if (!declaration || !compiler.isVariableDeclaration(declaration.node)) return undefined;
  const { initializer } = declaration.node;
  if (!initializer || !compiler.isAsExpression(initializer)) return undefined;
  const { expression } = initializer;
  if (!compiler.isArrayLiteralExpression(expression)) return undefined;
  return expression.elements.map((element) =>
    compiler.isStringLiteral(element) ? JSON.stringify(element.text) : element.getText(),
  );
}

/** A module as the compiler has it. Comments are read as texts. */
export function parse(path: string, text: string): ts.SourceFile {
  const options: ts.CreateSourceFileOptions = {
    languageVersion: compiler.ScriptTarget.ES2022,
    impliedNodeFormat: compiler.ModuleKind.ESNext,
    jsDocParsingMode: compiler.JSDocParsingMode.ParseNone,
  };
  const file = compiler.createSourceFile(path, text, options, true, compiler.ScriptKind.TS);
  // The compiler keeps what is wrong with a text to itself; a program would say it, but reads all again.
  const { parseDiagnostics: [problem] = [] } = file as {
    parseDiagnostics?: readonly ts.Diagnostic[];
  };
  if (problem) throw new UnreadableClient(path.replace(/^\/\w+\//, ""));
  return file;
}

/** Thrown for a client whose code is none: of such, nothing can be said. */
export class UnreadableClient extends Error {
  constructor(path: string) {
    super(`${path} is not TypeScript`);
  }
}

/** What `index.ts` exports by name. */
function publicNames(index: ts.SourceFile | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of index?.statements ?? []) {
    if (!compiler.isExportDeclaration(statement)) continue;
    const { exportClause } = statement;
    if (!exportClause || !compiler.isNamedExports(exportClause)) continue;
    for (const { name } of exportClause.elements) names.add(name.text);
  }
  return names;
}

function importedFromRuntime({ statements }: ts.SourceFile): readonly string[] {
  return statements
    .filter(compiler.isImportDeclaration)
    .flatMap(({ moduleSpecifier, importClause }) => {
      const bindings = importClause?.namedBindings;
      const isRuntime =
        compiler.isStringLiteral(moduleSpecifier) &&
        moduleSpecifier.text.endsWith("runtime/index.js");
      if (!isRuntime || !bindings || !compiler.isNamedImports(bindings)) return [];
      return bindings.elements.map(({ name }) => name.text);
    });
}

function declarationsIn(module: ts.SourceFile, path: string): readonly Declaration[] {
  return module.statements.flatMap((statement): readonly Declaration[] => {
    const text = module.text.slice(startOf(statement, module), statement.end);
    if (compiler.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap((node) =>
        isExported(statement) && compiler.isIdentifier(node.name)
          ? [{ name: node.name.text, module: path, node, text }]
          : [],
      );
    }
    const isDeclaration =
      compiler.isInterfaceDeclaration(statement) ||
      compiler.isTypeAliasDeclaration(statement) ||
      compiler.isFunctionDeclaration(statement) ||
      compiler.isClassDeclaration(statement);
    if (!isDeclaration || !statement.name || !isExported(statement)) return [];
    return [{ name: statement.name.text, module: path, node: statement, text }];
  });
}

/** Where its comment begins: the header of the file is not part of the first declaration. */
function startOf(statement: ts.Statement, { text }: ts.SourceFile): number {
  const comments = compiler.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  const own = comments.findLast(({ kind }) => kind === compiler.SyntaxKind.MultiLineCommentTrivia);
  return own?.pos ?? statement.getStart();
}

function isExported(node: ts.Statement): boolean {
  const modifiers = compiler.canHaveModifiers(node) ? compiler.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === compiler.SyntaxKind.ExportKeyword) ?? false;
}
