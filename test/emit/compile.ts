import ts from "typescript";
import { tsconfigJson } from "../../templates/package-files.js";

/**
 * What the compiler says of modules, with the settings of a generated client: the first lines of its
 * errors, each with the name of the module.
 */
export function compilerErrors(modules: ReadonlyMap<string, string>): readonly string[] {
  const { compilerOptions } = tsconfigJson as { readonly compilerOptions: object };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...compilerOptions, noEmit: true, erasableSyntaxOnly: true, rootDir: "/" },
    "/",
  );
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const has = host.fileExists.bind(host);
  const folders = new Set([...modules.keys()].flatMap(foldersOf));
  const program = ts.createProgram([...modules.keys()], options, {
    ...host,
    fileExists: (path) => modules.has(path) || has(path),
    // Where a folder is not there, the compiler does not look for the files in it.
    directoryExists: (path) => folders.has(path) || ts.sys.directoryExists(path),
    getSourceFile: (path, languageVersion) => {
      const text = modules.get(path);
      return text === undefined
        ? read(path, languageVersion)
        : ts.createSourceFile(path, text, {
            languageVersion: ts.ScriptTarget.ES2022,
            impliedNodeFormat: ts.ModuleKind.ESNext,
          });
    },
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n")[0];
    return `${file?.fileName ?? ""}: ${message ?? ""}`;
  });
}

function foldersOf(path: string): readonly string[] {
  return path.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"));
}
