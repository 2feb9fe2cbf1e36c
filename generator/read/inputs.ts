import { open, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { isUrl } from "./is-url.js";
import { isSettingsFile } from "./settings-names.js";

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

const ignore = ["**/node_modules/**"];
const extensions = /\.(?:md|mdx|markdown|txt|json|ya?ml)$/i;

/** What is no input although it lies in a folder of inputs. */
export interface NotInputs {
  /** The folder whose settings files are read. */
  readonly settings: string | undefined;
  /** What the run writes: a file or a folder, as an absolute path. */
  readonly output: string | undefined;
}

/** Lists the files that files, folders and globs stand for, each once and in the order of names. */
export async function listInputs(
  named: readonly string[],
  root: string,
  not: NotInputs,
): Promise<Listing> {
  const lists = await Promise.all(named.map((name) => listInput(name, root, not)));
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

async function listInput(name: string, root: string, not: NotInputs): Promise<Listing> {
  if (isUrl(name)) {
    return { inputs: [{ file: name, path: name, explicit: true }], roots: [], diagnostics: [] };
  }
  const path = resolve(root, name);
  const status = await stat(path).catch(() => undefined);
  if (status?.isDirectory()) return listFolder(path, root, not);
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
    const found = await choose(paths, root, not);
    if (found.inputs.length > 0) return { ...found, roots: [] };
  }
  const missing = diagnostic("no-such-input", `There is no file or folder ${name}.`, {
    hint:
      name === "-"
        ? "To read from a pipe, name /dev/stdin."
        : "Name a file, a folder, a URL or a pattern such as specs/*.md, seen from the folder the command runs in.",
  });
  return { inputs: [], roots: [], diagnostics: [missing] };
}

async function listFolder(folder: string, root: string, not: NotInputs): Promise<Listing> {
  if (not.output !== undefined && isWithin(folder, not.output)) {
    return { inputs: [], roots: [], diagnostics: [overInputs(folder, not.output, root)] };
  }
  const paths = await glob(["**/*", `**/${manifest}`], {
    cwd: folder,
    absolute: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore,
  });
  return { ...(await choose(paths, root, not)), roots: [folder] };
}

function overInputs(folder: string, output: string, root: string): Diagnostic {
  const [inputs, out] = [folder, output].map((path) =>
    slashes(relative(resolve(root), path) || "."),
  );
  const message = `The output folder ${out} ${folder === output ? "is" : "holds"} the folder of the inputs, ${inputs}.`;
  return diagnostic("output-over-inputs", message, {
    hint: "Name a folder of its own with --out, such as generated: all that is in it is written, or removed, by this tool.",
  });
}

/** The list of what a run has written. A folder that has one is a client: its openapi.json is output. */
const manifest = ".specweld.json";

/** Takes the documents and pages among files, and tells of those that only seem to be no such thing. */
async function choose(
  paths: readonly string[],
  root: string,
  { settings, output }: NotInputs,
): Promise<Omit<Listing, "roots">> {
  const all = paths.map((path) => resolve(path));
  const clients = all.filter((path) => basename(path) === manifest).map((path) => dirname(path));
  const outputs = output === undefined ? clients : [...clients, output];
  const candidates = all.filter((path) => !outputs.some((folder) => isWithin(path, folder)));
  const files = await Promise.all(
    candidates.map(async (path) => ({ path, role: await roleOf(path, settings) })),
  );
  const inputs = files
    .filter(({ role }) => role === "input")
    .map(({ path }) => toInput(path, root));
  const told = files.flatMap(({ path, role }) =>
    role === "input" || role === "none" ? [] : [leftAlone(toInput(path, root), role)],
  );
  return { inputs, diagnostics: told };
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

type Role = "input" | "none" | "misnamed settings" | "document without an ending";

async function roleOf(path: string, settings: string | undefined): Promise<Role> {
  const name = basename(path);
  const isAtTop = settings !== undefined && dirname(path) === settings;
  if (isSettingsFile(name)) return isAtTop || !(await isDocument(path)) ? "none" : "input";
  if (/^(?:client|overlay|names)\.(?:ya?ml|json)$/i.test(name) && isAtTop) {
    return (await isDocument(path)) ? "input" : "misnamed settings";
  }
  if (extensions.test(name)) return "input";
  if (name.includes(".")) return "none";
  return (await isDocument(path)) ? "document without an ending" : "none";
}

function leftAlone({ file }: Input, role: Exclude<Role, "input" | "none">): Diagnostic {
  const place = { file, line: 1, column: 1 };
  if (role === "document without an ending") {
    return diagnostic(
      "left-out-file",
      `${file} seems to hold an OpenAPI document, but is not read.`,
      {
        place,
        hint: "Give its name an ending: .md for a page, .json or .yaml for a document.",
      },
    );
  }
  const meant =
    file.slice(0, -basename(file).length) +
    basename(file)
      .toLowerCase()
      .replace(/[^.]*$/, "yaml");
  return diagnostic("left-out-file", `${file} is not read: settings are in ${meant}.`, {
    place,
    hint: `Rename it to ${basename(meant)}.`,
  });
}

/** Whether the beginning of a file is that of an OpenAPI document, or of a page that prints one. */
async function isDocument(path: string): Promise<boolean> {
  const handle = await open(path).catch(() => undefined);
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    const text = buffer.toString("utf8", 0, bytesRead);
    return /^[\s{>`-]*["']?(?:openapi|swagger)["']?\s*:/m.test(text);
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}

function toInput(found: string, root: string): Input {
  const path = resolve(found);
  const fromRoot = relative(resolve(root), path);
  return { file: slashes(isAbsolute(fromRoot) ? path : fromRoot), path, explicit: false };
}

function slashes(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}
