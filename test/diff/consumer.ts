import ts from "typescript";
import type { OutputFile } from "../../generator/files.js";

/**
 * What the compiler says of a program that uses all of the old client when it gets the new one: it
 * gives every operation all it can take, as literals, and reads everything that comes.
 */
export function consumerErrors(
  old: readonly OutputFile[],
  now: readonly OutputFile[],
): readonly string[] {
  return consumerFindings(old, now).map(({ message, line }) => `${message}\n  ${line}`);
}

export interface ConsumerFinding {
  readonly message: string;
  /** The line of the program. */
  readonly line: string;
  /** What of the client the line is about: a function or a type. */
  readonly name: string;
}

/** @param steps how deep the program goes into what it gives and gets */
export function consumerFindings(
  old: readonly OutputFile[],
  now: readonly OutputFile[],
  steps: number = mostSteps,
): readonly ConsumerFinding[] {
  const modules = new Map([...modulesOf(old, "/old"), ...modulesOf(now, "/new")]);
  const consumer = consumerOf(programOf(modules, "/old/src/index.ts"), steps);
  const program = programOf(new Map([...modules, ["/consumer.ts", consumer]]), "/consumer.ts");
  const source = program.getSourceFile("/consumer.ts");
  return [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ].map(({ messageText, start = 0 }) => ({
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
    line: lineAt(consumer, start),
    name: nameAt(consumer, start),
  }));
}

function lineAt(text: string, at: number): string {
  return text.slice(text.lastIndexOf("\n", at) + 1, text.indexOf("\n", at));
}

/** The function or type that a use is about begins it, or the line names what it is about. */
function nameAt(text: string, at: number): string {
  const own = /^(?:void New\.(\w+);|import type \{ (\w+) as)/.exec(lineAt(text, at));
  if (own) return own[1] ?? own[2] ?? "";
  const start = Math.max(
    text.lastIndexOf("\nexport async function", at),
    text.lastIndexOf("\nexport function", at),
  );
  const before = text.slice(start, text.indexOf("\n", at));
  return /New\.(\w+)\(/.exec(before)?.[1] ?? "";
}

function modulesOf(files: readonly OutputFile[], folder: string): [string, string][] {
  return files
    .filter(({ path }) => path.endsWith(".ts"))
    .map(({ path, text }) => [`${folder}/${path}`, text]);
}

function programOf(modules: ReadonlyMap<string, string>, root: string): ts.Program {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  return ts.createProgram([root], options, {
    ...host,
    getCurrentDirectory: () => "/",
    directoryExists: () => true,
    fileExists: (path) => modules.has(path) || fileExists(path),
    readFile: (path) => modules.get(path) ?? host.readFile(path),
    getSourceFile: (path, language) => {
      const text = modules.get(path);
      if (text === undefined) return libraries(path, () => getSourceFile(path, language));
      return ts.createSourceFile(path, text, language, true);
    },
  });
}

const parsed = new Map<string, ts.SourceFile | undefined>();

/** The language's own declarations are parsed once. */
function libraries(path: string, read: () => ts.SourceFile | undefined): ts.SourceFile | undefined {
  if (!parsed.has(path)) parsed.set(path, read());
  return parsed.get(path);
}

const mostSteps = 6;

function consumerOf(program: ts.Program, steps: number): string {
  const checker = program.getTypeChecker();
  const index = program.getSourceFile("/old/src/index.ts");
  const module = index && checker.getSymbolAtLocation(index);
  if (!module) throw new Error("The old client has no index.");
  const uses = checker.getExportsOfModule(module).map((symbol, position) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const [declaration] = target.declarations ?? [];
    if (declaration && ts.isFunctionDeclaration(declaration)) {
      return functionUse({ checker, steps }, declaration, symbol.name, position);
    }
    if (target.flags & ts.SymbolFlags.Value) return `void New.${symbol.name};`;
    const imported = `import type { ${symbol.name} as T${position} } from "/new/src/index.js";`;
    const isReceived = declaration?.getSourceFile().fileName.endsWith("/src/webhooks.ts");
    return isReceived
      ? `${imported}\n${receivedUse({ checker, steps }, target, position)}`
      : imported;
  });
  return [
    'import * as New from "/new/src/index.js";',
    'import type * as Old from "/old/src/index.js";',
    ...uses,
    "",
  ].join("\n");
}

interface Depth {
  readonly checker: ts.TypeChecker;
  readonly steps: number;
}

function functionUse(
  { checker, steps }: Depth,
  node: ts.FunctionDeclaration,
  name: string,
  position: number,
): string {
  const isOperation = node.getSourceFile().fileName.includes("/operations/");
  if (!isOperation && name !== "createClient") return `void New.${name};`;
  const given = (how: HowMuch) =>
    node.parameters.flatMap((parameter, at) => {
      if (parameter.name.getText() === "client") return ["client"];
      if (how === "required" && (parameter.questionToken || parameter.initializer)) return [];
      const text = `NonNullable<Parameters<typeof Old.${name}>[${at}]>`;
      const type = checker.getNonNullableType(checker.getTypeAtLocation(parameter));
      return [literal({ checker, steps }, type, text, how)];
    });
  const lines = [
    `const promise = New.${name}(${given("all").join(", ")});`,
    `void New.${name}(${given("required").join(", ")});`,
    `void New.${name}(${given("objects").join(", ")});`,
  ];
  if (isOperation) {
    const signature = checker.getSignatureFromDeclaration(node);
    const answer = signature && checker.getAwaitedType(signature.getReturnType());
    const type = `Awaited<ReturnType<typeof Old.${name}>>`;
    lines.push("const answer = await promise;");
    if (answer) lines.push(...reads({ checker, steps }, answer, "answer", type, 0));
    lines.push(
      "const result = await promise.result();",
      `const all: Awaited<ReturnType<ReturnType<typeof Old.${name}>["result"]>> = result;`,
      "void all;",
    );
    if (/\bPages</.test(node.type?.getText() ?? ""))
      lines.push("for await (const item of promise) void item;");
  }
  return `export async function use${position}(client: New.Client): Promise<void> {\n${lines.join("\n")}\nvoid client; void promise; }`;
}

/** What servers send by themselves is read, and never given: each payload, by the name of its type. */
function receivedUse({ checker, steps }: Depth, type: ts.Symbol, position: number): string {
  const declared = checker.getDeclaredTypeOfSymbol(type);
  const uses = (propertiesOf(checker, declared) ?? []).map((property, index) => {
    const inner = checker.getTypeOfSymbol(property);
    const key = JSON.stringify(property.name);
    const name = inner.aliasSymbol?.name ?? inner.getSymbol()?.name ?? type.name;
    const lines = reads({ checker, steps }, inner, "received", `Old.${type.name}[${key}]`, 0);
    const body = [`void (null! as New.${type.name})[${key}];`, ...lines].join("\n");
    return `export function use${position}of${index}(received: New.${type.name}[${key}]/* New.${name}( */): void {\n${body}\n}`;
  });
  return uses.join("\n");
}

/** All that can be given; all that must be; or that, and all objects with what they must have. */
type HowMuch = "all" | "required" | "objects";

/** A value of a type: a literal as deep as its objects are. */
function literal(
  { checker, steps }: Depth,
  type: ts.Type,
  text: string,
  how: HowMuch,
  depth = 0,
): string {
  const properties = propertiesOf(checker, type);
  if (!properties || depth > steps) return `(null! as ${text})`;
  const members = properties.flatMap((property) => {
    const inner = checker.getNonNullableType(checker.getTypeOfSymbol(property));
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    const isWanted = how === "all" || (how === "objects" && propertiesOf(checker, inner));
    if (isOptional && !isWanted) return [];
    const name = JSON.stringify(property.name);
    const own = `NonNullable<${text}[${name}]>`;
    return [`${name}: ${literal({ checker, steps }, inner, own, how, depth + 1)}`];
  });
  return `{ ${members.join(", ")} }`;
}

/** Reads everything, each as what it was. */
function reads(
  { checker, steps }: Depth,
  type: ts.Type,
  value: string,
  text: string,
  depth: number,
): readonly string[] {
  const whole = `((_: ${text}) => undefined)(${value});`;
  if (depth > steps) return [whole];
  const bare = checker.getNonNullableType(type);
  if (checker.isArrayType(bare)) {
    const [item] = checker.getTypeArguments(bare as ts.TypeReference);
    return item
      ? [
          whole,
          ...reads(
            { checker, steps },
            item,
            `${value}![0]!`,
            `NonNullable<${text}>[number]`,
            depth + 1,
          ),
        ]
      : [whole];
  }
  const inner = (propertiesOf(checker, bare) ?? []).flatMap((property) => {
    const name = JSON.stringify(property.name);
    return reads(
      { checker, steps },
      checker.getTypeOfSymbol(property),
      `${value}![${name}]`,
      `NonNullable<${text}>[${name}]`,
      depth + 1,
    );
  });
  return [whole, ...inner];
}

/** Those of an object of the client; undefined for anything else. */
function propertiesOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Symbol[] | undefined {
  const isObject = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  if (!isObject || type.isUnion() || checker.isArrayType(type) || checker.isTupleType(type))
    return undefined;
  const properties = checker.getPropertiesOfType(type);
  const isOwn = properties.every(({ declarations = [] }) =>
    declarations.every((node) => node.getSourceFile().fileName.startsWith("/old/")),
  );
  return isOwn && type.getCallSignatures().length === 0 ? properties : undefined;
}
