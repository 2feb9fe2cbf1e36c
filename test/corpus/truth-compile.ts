import { dirname, join } from "node:path";
import ts from "typescript";
import type { OutputFile } from "../../generator/files.js";
import { isObject } from "./json.js";

/** A value, and the number of the type that it is given to. */
export interface Assignment {
  readonly type: number;
  readonly value: unknown;
}

/** What the compiler says, the outermost message first. */
export interface Complaint {
  readonly codes: readonly number[];
  readonly lines: readonly string[];
}

export interface Compiled {
  /** For each type what is wrong with its name. */
  readonly types: readonly (Complaint | undefined)[];
  /** For each assignment what is wrong with it. */
  readonly assignments: readonly (Complaint | undefined)[];
  /** Mistakes in the client itself. */
  readonly client: readonly string[];
}

const folder = "/client/src";

/**
 * Compiles a client together with a module that gives values to its types. The values are written as
 * types: a literal would be checked for properties that are not declared, which JSON Schema allows.
 *
 * @param types type expressions, in which `api` is the client
 */
export function compile(
  files: readonly OutputFile[],
  types: readonly string[],
  assignments: readonly Assignment[],
): Compiled {
  const lines = [
    `import type * as api from "./index.js";`,
    ...types.map((type, index) => `type T${index} = ${type};`),
    ...assignments.map(
      ({ type, value }, index) => `export const v${index}: T${type} = null! as ${literal(value)};`,
    ),
  ];
  const module = join(folder, "truth.ts");
  const sources = new Map(
    files
      .filter(({ path }) => path.endsWith(".ts"))
      .map(({ path, text }) => [join("/client", path), text]),
  );
  sources.set(module, lines.join("\n"));
  const program = ts.createProgram([module], options, hostOf(sources));
  const complaints = new Map<number, Complaint>();
  for (const found of program.getSemanticDiagnostics(program.getSourceFile(module))) {
    const { line } = ts.getLineAndCharacterOfPosition(found.file ?? sourceOf(""), found.start ?? 0);
    if (!complaints.has(line)) complaints.set(line, complaintOf(found));
  }
  const client = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName !== module && sources.has(fileName))
    // The runtime is the same in every client, and has tests of its own.
    .filter(({ fileName }) => !fileName.startsWith(join(folder, "runtime")))
    .flatMap((file) => program.getSemanticDiagnostics(file))
    .map(({ messageText, file }) => {
      const text = ts.flattenDiagnosticMessageText(messageText, "\n");
      return `${file?.fileName ?? ""}: ${text}`;
    });
  return {
    types: types.map((_, index) => complaints.get(1 + index)),
    assignments: assignments.map((_, index) => complaints.get(1 + types.length + index)),
    client,
  };
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  skipLibCheck: true,
  noEmit: true,
};

/** TypeScript's own declarations are parsed once, and files are only those that are given. */
function hostOf(sources: ReadonlyMap<string, string>): ts.CompilerHost {
  const libraries = dirname(ts.getDefaultLibFilePath(options));
  const textOf = (path: string) =>
    sources.get(path) ?? (dirname(path) === libraries ? ts.sys.readFile(path) : undefined);
  return {
    fileExists: (path) => textOf(path) !== undefined,
    readFile: textOf,
    getSourceFile: (path) => {
      const known = parsedLibraries.get(path);
      if (known) return known;
      const text = textOf(path);
      if (text === undefined) return undefined;
      const parsed = sourceOf(text, path);
      if (!sources.has(path)) parsedLibraries.set(path, parsed);
      return parsed;
    },
    getDefaultLibFileName: () => ts.getDefaultLibFilePath(options),
    getDefaultLibLocation: () => libraries,
    writeFile: () => undefined,
    getCurrentDirectory: () => "/client",
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
}

const parsedLibraries = new Map<string, ts.SourceFile>();

function sourceOf(text: string, path = "none.ts"): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
}

function complaintOf({ code, messageText: message }: ts.Diagnostic): Complaint {
  if (typeof message === "string") return { codes: [code], lines: [message] };
  const codes: number[] = [];
  const lines: string[] = [];
  let link: ts.DiagnosticMessageChain | undefined = message;
  while (link) {
    codes.push(link.code);
    lines.push(link.messageText);
    link = link.next?.at(-1);
  }
  return { codes, lines };
}

/** The type that has just this value. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "undefined";
  const members = Object.entries(value).map(
    ([key, child]) => `${JSON.stringify(key)}: ${literal(child)};`,
  );
  return `{ ${members.join(" ")} }`;
}
