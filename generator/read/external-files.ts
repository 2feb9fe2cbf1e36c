import { isUrl } from "./is-url.js";
import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, extname, relative, resolve, sep } from "node:path";
import type { Locate } from "../diagnostics/origins.js";
import type { Limits } from "../settings.js";
import { isObject } from "./draft.js";
import { readBytesNow, TooLarge } from "./file-bytes.js";
import { bytesOf, raising } from "../limits.js";
import { parse, type Parsed } from "./parse.js";
import { decode, wholeFile } from "./source-text.js";

/** The files that references may lead to, and those that have been read. */
export interface ExternalFiles {
  readonly root: string;
  /** The folders that may be read from. */
  readonly roots: readonly string[];
  readonly read: Map<string, Parsed>;
  /** The paths of the files that references have led to. */
  readonly followed: Set<string>;
  /** The paths where one more was looked for. */
  readonly looked: Set<string>;
  readonly limits: Limits;
}

/** What a reference leads to. */
export interface Target {
  /** The same for every reference to the same value. */
  readonly id: string;
  readonly path: string;
  readonly pointer: string;
  readonly value: unknown;
  readonly locate: Locate;
  /** The name the value has where it stands. */
  readonly name: string;
}

/** Why a reference leads nowhere, and what to do. */
export interface NoTarget {
  readonly message: string;
  readonly hint: string;
}

/**
 * Finds the value that `ref`, standing in the file at `from`, refers to (RFC 3986, RFC 6901). A file
 * may have a "#" in its name that the reference doesn't escape: splitters name files after paths.
 */
export function findTarget(ref: string, from: string, files: ExternalFiles): Target | NoTarget {
  const [filePart = "", pointer = ""] = splitRef(ref);
  if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(filePart)) {
    return {
      message: `"${ref}" is on the network, and nothing is fetched from there.`,
      hint: "Save the file beside this one and refer to it by its name.",
    };
  }
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(filePart)) {
    return {
      message: `"${ref}" is a number inside the platform that printed the page, and leads to nothing.`,
      hint: "Save the page again, or write what it should be in its place.",
    };
  }
  if (isUrl(from) && filePart !== "") {
    return {
      message: `"${ref}" is a file beside ${from}, and only what is named is fetched.`,
      hint: "Save the document and the files it refers to in specs/.",
    };
  }
  const path = filePart === "" ? from : resolve(dirname(from), filePart);
  const named = `${path}#${pointer}`;
  const mayBeName = pointer !== "" && !pointer.startsWith("/");
  if (mayBeName) files.looked.add(named);
  const isName = mayBeName && existsSync(named);
  return isName ? targetIn(ref, named, "", files) : targetIn(ref, path, pointer, files);
}

function targetIn(
  ref: string,
  path: string,
  pointer: string,
  files: ExternalFiles,
): Target | NoTarget {
  const parsed = readExternal(path, files);
  if ("hint" in parsed)
    return { ...parsed, message: `"${ref}" cannot be followed: ${parsed.message}` };
  const tokens = pointer.split("/").slice(1);
  const value = valueAt(parsed.value, tokens);
  if (value === undefined || (pointer !== "" && !pointer.startsWith("/"))) {
    return {
      message: `"${ref}" leads to nothing: the file has no value there.`,
      hint: `Correct what stands behind the "#", which is a path such as #/components/schemas/Pet.`,
    };
  }
  const last = tokens.at(-1) ?? basename(path, extname(path));
  const name = unescape(last).replaceAll(/[^\w.-]+/g, "_");
  return { id: `${path}#${pointer}`, path, pointer, value, locate: parsed.locate, name };
}

function splitRef(ref: string): readonly string[] {
  return ref.split(/#(.*)/s, 2).map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      // A "%" that is no escape stands for itself.
      return part;
    }
  });
}

function valueAt(root: unknown, tokens: readonly string[]): unknown {
  let value = root;
  for (const token of tokens) {
    const key = unescape(token);
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

function unescape(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

type ReadResult = Extract<Parsed, { ok: true }> | NoTarget;

function readExternal(path: string, files: ExternalFiles): ReadResult {
  files.followed.add(path);
  const known = files.read.get(path);
  const parsed = known ?? parseExternal(path, files);
  if ("hint" in parsed) return parsed;
  files.read.set(path, parsed);
  if (parsed.ok) return parsed;
  const { file, line, column } = parsed.place;
  const hint = parsed.limit ? raising(parsed.limit, files.limits) : "Correct the file.";
  return { message: `${file}:${line}:${column}: ${parsed.message}`, hint };
}

function parseExternal(path: string, files: ExternalFiles): Parsed | NoTarget {
  const file = relative(files.root, path).split(sep).join("/");
  try {
    const real = realpathSync(path);
    if (!files.roots.some((root) => isInside(real, realpathSync(root)))) {
      return {
        message: `${file} is outside the folders that are read.`,
        hint: "Move the file into the folder of the documents.",
      };
    }
    // A pipe or a device would have the run wait, or read without end.
    if (!statSync(real).isFile()) throw new Error("no file");
    const text = decode(readBytesNow(real, bytesOf(files.limits)));
    const format = path.endsWith(".json") ? "json" : "unknown";
    return parse(wholeFile(file, text), format, files.limits);
  } catch (error) {
    if (error instanceof TooLarge) {
      return {
        message: `${file} is not read: ${error.message}.`,
        hint: raising("fileSize", files.limits),
      };
    }
    return {
      message: `there is no file ${file}.`,
      hint: "Add the file, or write what it should hold into the document's components.",
    };
  }
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
