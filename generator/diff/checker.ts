import { posix } from "node:path";
import ts from "typescript";
import type { Client } from "./client.js";

/** The namespaces of the two clients in the module of questions. */
export type World = "Old" | "New";

/** Where the modules of the clients lie in the program. */
export const folders = { Old: "/old", New: "/new" } as const;

/** One program over both clients, and a module beside them that has them as `Old` and `New`. */
export function checkerOf(before: Client, after: Client, lines: readonly string[]) {
  const clients = { Old: before, New: after };
  const isSameRuntime = runtimeText(before) === runtimeText(after);
  const files = new Map<string, ts.SourceFile>();
  const imports: string[] = [];
  for (const world of ["Old", "New"] as const) {
    for (const module of clients[world].modules.values()) files.set(module.fileName, module);
    imports.push(
      `import type * as ${world} from "${folders[world]}/src/index.js";`,
      `import type * as ${world}Runtime from "${folders[world]}/src/runtime/index.js";`,
    );
  }
  const asked = "/questions.ts";
  const module = source(asked, [...imports, ...lines, ""].join("\n"));
  files.set(asked, module);
  const resolved = (name: string, from: string): string => {
    const path = posix.join(posix.dirname(from), name).replace(/\.js$/, ".ts");
    // One runtime for both where it is the same: its types need not be compared then.
    return isSameRuntime ? path.replace(/^\/old\/src\/runtime\//, "/new/src/runtime/") : path;
  };
  const program = ts.createProgram([asked], options, hostOf(files, resolved));
  return { checker: program.getTypeChecker(), module };
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
};

function runtimeText({ modules }: Client): string {
  const own = [...modules].filter(([path]) => path.startsWith("src/runtime/"));
  return own.map(([path, { text }]) => `${path}\n${text}`).join("\n");
}

function source(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, sourceOptions, true, ts.ScriptKind.TS);
}

const sourceOptions = {
  languageVersion: ts.ScriptTarget.ES2022,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

function hostOf(
  files: ReadonlyMap<string, ts.SourceFile>,
  resolved: (name: string, from: string) => string,
): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getCurrentDirectory: () => "/",
    fileExists: (path) => files.has(path) || host.fileExists(path),
    getSourceFile: (path, language) => files.get(path) ?? host.getSourceFile(path, language),
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        const resolvedFileName = resolved(text, from);
        if (!files.has(resolvedFileName)) return { resolvedModule: undefined };
        return { resolvedModule: { resolvedFileName, extension: ts.Extension.Ts } };
      }),
  };
}
