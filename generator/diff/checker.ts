import { posix } from "node:path";
import type ts from "typescript";
import { parse, type Client } from "./client.js";
import { compiler } from "./compiler.js";

/** The two clients in a program. */
export type World = "Old" | "New";

/** Where the modules of the clients lie in the program. */
export const folders = { Old: "/old", New: "/new" } as const;

/** A declaration of a client, as a type in the module of questions. */
export function nameIn(world: World, module: string, name: string): string {
  return `import("${folders[world]}/${module.replace(/\.ts$/, ".js")}").${name}`;
}

/**
 * A program over both clients: a module of questions, and what of the clients it leads to. That is not
 * much where little has changed.
 */
export function checkerOf(before: Client, after: Client, lines: readonly string[]) {
  const shared = sharedModules(before, after);
  const asked = "/questions.ts";
  const module = parse(asked, lines.join("\n"));
  const moduleAt = (path: string): ts.SourceFile | undefined => {
    if (path === asked) return module;
    const [, folder = "", inside = ""] = /^(\/old|\/new)\/(.*)$/.exec(path) ?? [];
    const found = (folder === folders.Old ? before : after).modules.get(inside);
    // One that both clients have, and that means another thing here than there.
    return found && found.fileName !== path ? parse(path, found.text) : found;
  };
  const resolved = (name: string, from: string): string => {
    const path = posix.join(posix.dirname(from), name).replace(/\.js$/, ".ts");
    const inside = path.replace(/^\/new\//, "");
    // What is the same has one set of types, which need not be compared then.
    return shared.has(inside) ? `${folders.Old}/${inside}` : path;
  };
  const program = compiler.createProgram([asked], options, hostOf(moduleAt, resolved));
  return { checker: program.getTypeChecker(), module };
}

/** The modules that are the same in both clients, and whatever they import is. */
function sharedModules(before: Client, after: Client): ReadonlySet<string> {
  const same = [...before.modules].filter(
    ([path, { text }]) => after.modules.get(path)?.text === text,
  );
  const shared = new Set(same.map(([path]) => path));
  const imported = same.map(([path, module]) => [path, importsOf(path, module)] as const);
  let size = 0;
  while (size !== shared.size) {
    size = shared.size;
    for (const [path, imports] of imported) {
      if (!imports.every((each) => shared.has(each))) shared.delete(path);
    }
  }
  return shared;
}

function importsOf(path: string, { statements }: ts.SourceFile): readonly string[] {
  return statements.flatMap((statement) => {
    const isOne =
      compiler.isImportDeclaration(statement) || compiler.isExportDeclaration(statement);
    const specifier = isOne ? statement.moduleSpecifier : undefined;
    if (!specifier || !compiler.isStringLiteral(specifier)) return [];
    return [posix.join(posix.dirname(path), specifier.text).replace(/\.js$/, ".ts")];
  });
}

const options: ts.CompilerOptions = {
  target: compiler.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: compiler.ModuleKind.ESNext,
  moduleResolution: compiler.ModuleResolutionKind.Bundler,
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
};

function hostOf(
  moduleAt: (path: string) => ts.SourceFile | undefined,
  resolved: (name: string, from: string) => string,
): ts.CompilerHost {
  const host = compiler.createCompilerHost(options);
  const modules = new Map<string, ts.SourceFile | undefined>();
  const known = (path: string): ts.SourceFile | undefined => {
    if (!modules.has(path)) modules.set(path, moduleAt(path));
    return modules.get(path);
  };
  return {
    ...host,
    getCurrentDirectory: () => "/",
    fileExists: (path) => known(path) !== undefined || host.fileExists(path),
    getSourceFile: (path, language) => known(path) ?? host.getSourceFile(path, language),
    // Comments of the language's own declarations say nothing here.
    jsDocParsingMode: compiler.JSDocParsingMode.ParseNone,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        const resolvedFileName = resolved(text, from);
        if (!known(resolvedFileName)) return { resolvedModule: undefined };
        return { resolvedModule: { resolvedFileName, extension: compiler.Extension.Ts } };
      }),
  };
}
