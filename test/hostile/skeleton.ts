import ts from "typescript";

/**
 * The statements of a client's own modules as the kinds of their nodes, sorted: what a text of a
 * document must have no influence on. Names count as names, however they have to be written.
 */
export function skeleton(files: ReadonlyMap<string, string>): readonly string[] {
  return ownModules(files)
    .flatMap(([path, text]) => parsed(path, text).statements.map((each) => kinds(each)))
    .toSorted();
}

/** What a client's modules have that no client has: nothing, unless a text has become code. */
export function foreignCode(files: ReadonlyMap<string, string>): readonly string[] {
  return ownModules(files).flatMap(([path, text]) => {
    const file = parsed(path, text);
    const found = [...syntaxErrors(file)];
    if (file.referencedFiles.length + file.typeReferenceDirectives.length > 0) {
      found.push("a reference");
    }
    for (const statement of file.statements) {
      if (!isOurs(statement)) found.push(statement.getText(file).slice(0, 200));
    }
    const visit = (node: ts.Node): void => {
      if (isForeign(node)) found.push(node.getText(file).slice(0, 200));
      ts.forEachChild(node, visit);
    };
    visit(file);
    return found.map((what) => `${path}: ${what}`);
  });
}

/** The mistakes in a text that is to be TypeScript. */
export function syntaxErrors(file: ts.SourceFile): readonly string[] {
  // The parser keeps what it found in a property that is not in its types.
  const { parseDiagnostics } = file as ts.SourceFile & {
    readonly parseDiagnostics: readonly ts.Diagnostic[];
  };
  return parseDiagnostics.map(({ messageText, start = 0 }) => {
    const near = file.text.slice(Math.max(0, start - 60), start + 40);
    return `${ts.flattenDiagnosticMessageText(messageText, " ")} near ${JSON.stringify(near)}`;
  });
}

export function parsed(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
}

function ownModules(files: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...files].filter(([path]) => path.endsWith(".ts") && !path.startsWith("src/runtime/"));
}

function kinds(node: ts.Node): string {
  const children: string[] = [];
  ts.forEachChild(node, (child) => void children.push(kinds(child)));
  return `${kindOf(node)}${children.length > 0 ? `(${children.join(" ")})` : ""}`;
}

function kindOf(node: ts.Node): string {
  const { parent } = node;
  const isName =
    (ts.isPropertySignature(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
  if (isName) return "Name";
  if (ts.isStringLiteralLike(node)) return "StringLiteral";
  return ts.SyntaxKind[node.kind] ?? "";
}

function isOurs(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
    const { moduleSpecifier } = statement;
    return (
      moduleSpecifier !== undefined &&
      ts.isStringLiteral(moduleSpecifier) &&
      /^\.\.?\/(?:runtime\/[a-z-]+|operations\/[a-z0-9-]+|types|client|webhooks)\.js$/.test(
        moduleSpecifier.text,
      )
    );
  }
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return true;
  if (ts.isVariableStatement(statement)) return true;
  if (!ts.isFunctionDeclaration(statement)) return false;
  const [only, ...others] = statement.body?.statements ?? [];
  return only !== undefined && ts.isReturnStatement(only) && others.length === 0;
}

/** Nothing of a client calls anything but functions by their names, or assigns, or runs at once. */
function isForeign(node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return node.text === "pwned" && !isOwnName(node);
  if (ts.isCallExpression(node)) return !ts.isIdentifier(node.expression) || isAtTop(node);
  return (
    ts.isBinaryExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    (node.kind === ts.SyntaxKind.ImportKeyword && ts.isCallExpression(node.parent))
  );
}

/** `pwned` may be what something is called: a property, a function. */
function isOwnName(node: ts.Identifier): boolean {
  const { parent } = node;
  return "name" in parent && parent.name === node;
}

function isAtTop(node: ts.Node): boolean {
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isFunctionDeclaration(at)) return false;
  }
  return true;
}
