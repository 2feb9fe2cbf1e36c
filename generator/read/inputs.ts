import { stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { isUrl } from "./fetch-bytes.js";

/** A file to read. */
export interface Input {
  /** As a person names it: for messages and for a stable order. */
  readonly file: string;
  /** A path, or the URL that was named. */
  readonly path: string;
  /** Named by itself rather than found in a folder. */
  readonly explicit: boolean;
}

export interface Listing {
  readonly inputs: readonly Input[];
  /** The folders that files may be read from. */
  readonly roots: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const settingsFiles = new Set(["client.yaml", "overlay.yaml", "names.yaml"]);
const ignore = ["**/node_modules/**"];
const extensions = /\.(?:md|mdx|markdown|txt|json|ya?ml)$/i;

/** Lists the files that files, folders and globs stand for, each once and in the order of names. */
export async function listInputs(named: readonly string[], root: string): Promise<Listing> {
  const lists = await Promise.all(named.map((name) => listInput(name, root)));
  const byPath = new Map<string, Input>();
  for (const input of lists.flatMap((list) => list.inputs)) {
    const known = byPath.get(input.path);
    if (!known || (input.explicit && !known.explicit)) byPath.set(input.path, input);
  }
  return {
    inputs: [...byPath.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    roots: [resolve(root), ...lists.flatMap((list) => list.roots)],
    diagnostics: lists.flatMap((list) => list.diagnostics),
  };
}

async function listInput(name: string, root: string): Promise<Listing> {
  if (isUrl(name)) {
    return { inputs: [{ file: name, path: name, explicit: true }], roots: [], diagnostics: [] };
  }
  const path = resolve(root, name);
  const status = await stat(path).catch(() => undefined);
  if (status?.isDirectory()) return listFolder(path, root);
  if (status) {
    const input = { file: slashes(name), path, explicit: true };
    return { inputs: [input], roots: [resolve(path, "..")], diagnostics: [] };
  }
  if (isDynamicPattern(name)) {
    const paths = await glob(slashes(name), {
      cwd: root,
      absolute: true,
      expandDirectories: false,
      ignore,
    });
    const inputs = paths
      .filter((found) => extensions.test(found) && !isSettings(found))
      .map((found) => toInput(found, root));
    if (inputs.length > 0) return { inputs, roots: [], diagnostics: [] };
  }
  const missing = diagnostic("no-such-input", `There is no file or folder ${name}.`, {
    hint: "Name a file, a folder or a pattern such as specs/*.md, seen from the folder the command runs in.",
  });
  return { inputs: [], roots: [], diagnostics: [missing] };
}

async function listFolder(folder: string, root: string): Promise<Listing> {
  const paths = await glob("**/*", {
    cwd: folder,
    absolute: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore,
  });
  const inputs = paths
    .filter((path) => extensions.test(path) && !isSettings(path))
    .map((path) => toInput(path, root));
  return { inputs, roots: [folder], diagnostics: [] };
}

function toInput(found: string, root: string): Input {
  const path = resolve(found);
  const fromRoot = relative(resolve(root), path);
  return { file: slashes(isAbsolute(fromRoot) ? path : fromRoot), path, explicit: false };
}

function isSettings(path: string): boolean {
  return settingsFiles.has(path.split(/[\\/]/).at(-1) ?? "");
}

function slashes(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}
