import { resolve } from "node:path";
import { diagnostic, type Diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.js";
import { hashOf } from "../hash.js";
import type { Fragment } from "../openapi.js";
import type { Limits } from "../settings.js";
import { isDocument, originsFrom, toFragment } from "./document.js";
import type { Source } from "./draft.js";
import type { ExternalFiles } from "./external-files.js";
import { resolveExternalRefs } from "./external-refs.js";
import { isUrl } from "./is-url.js";
import { readBytes, TooLarge } from "./file-bytes.js";
import { type Input, listInputs, type NotInputs } from "./inputs.js";
import { bytesOf, defaultLimits, raising } from "../limits.js";
import { type Candidate, candidatesIn, looksLikeDocument } from "./page.js";
import { type Format, parse, type Parsed } from "./parse.js";
import type { Reading } from "./reading.js";
import { withServer } from "./request-line.js";
import { sharingComponents } from "./share-components.js";
import { textIn, wholeFile } from "./source-text.js";

/**
 * Reads the OpenAPI documents that files, folders (recursively), globs and URLs hold: whole JSON and
 * YAML files, and those printed in Markdown pages. `inputs` are relative to `root`; what else the folders
 * hold is left alone. Every document comes out in the 3.1 model, whatever its version. It is an
 * error if an input doesn't exist, a document doesn't parse, or there is no document at all.
 * `referred` are the paths that references in documents made it look at.
 */
export async function readFragments(
  inputs: readonly string[],
  root: string,
  not: NotInputs = { settings: undefined, output: undefined },
  limits: Limits = defaultLimits,
  reading?: Reading,
): Promise<Outcome<readonly Fragment[]> & { readonly referred: readonly string[] }> {
  const listing = await listInputs(inputs, root, not);
  const way = { limits, share: sharingComponents(), ...(reading && { reading }) };
  const files: ReadFile[] = [];
  // Read together, but looked into in their order: of equal components the first one is kept.
  const contents = listing.inputs.map((input) => contentOf(input, limits));
  for await (const content of handedOver(contents)) files.push(readContent(content, way));
  const external: ExternalFiles = {
    root: resolve(root),
    roots: listing.roots,
    read: new Map(
      files.flatMap(({ input, whole }) => (whole ? [[input.path, whole] as const] : [])),
    ),
    followed: new Set(),
    looked: new Set(),
    limits,
  };
  const sources = files.flatMap((file) => file.documents);
  const documents = sources.map((source) => documentOf(source, external));
  const fragments = documents.flatMap(({ fragment }) => (fragment ? [fragment] : []));
  const diagnostics = [
    ...listing.diagnostics,
    ...files.flatMap((file) => file.diagnostics),
    ...documents.flatMap((document) => document.diagnostics),
    ...files
      .filter(
        ({ input, whole, documents: held }) =>
          whole && held.length === 0 && !external.followed.has(input.path),
      )
      .map(({ input }) => notADocument(input)),
  ];
  const referred = [...external.followed, ...external.looked];
  if (fragments.length > 0 || hasErrors(diagnostics)) {
    return { value: fragments, diagnostics, referred };
  }
  // That pages are empty is what this error says.
  const isEmpty = ({ code }: Diagnostic) => code === "page-without-document";
  const others = diagnostics.filter((each) => !isEmpty(each));
  const found = nothingFound(inputs, diagnostics.filter(isEmpty));
  return { value: fragments, diagnostics: [...others, found], referred };
}

interface ReadDocument {
  readonly fragment: Fragment | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Of sources that refer to no other file: they stay what they are as long as a process keeps them. */
const known = new WeakMap<Source, ReadDocument>();

function documentOf(source: Source, external: ExternalFiles): ReadDocument {
  const before = known.get(source);
  if (before) return before;
  const resolved = resolveExternalRefs(source, external);
  const { fragment, diagnostics } = toFragment(resolved.source);
  const read = { fragment, diagnostics: [...resolved.diagnostics, ...diagnostics] };
  if (resolved.source === source) known.set(source, read);
  return read;
}

/** What one file holds. */
interface ReadFile {
  readonly input: Input;
  /** The file's value, where the file as a whole is JSON or YAML. */
  readonly whole?: Parsed;
  readonly documents: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the network needs is loaded where there is a URL. */
async function fetched(url: string, most: number): Promise<Uint8Array> {
  const { fetchBytes } = await import("./fetch-bytes.js");
  return fetchBytes(url, most);
}

/** What is the same for all files of a run. */
interface Way {
  readonly limits: Limits;
  readonly share: (document: Source["value"]) => Source["value"];
  readonly reading?: Reading;
}

/** Each of a list, which keeps none that it has given: all documents together may be large. */
function* handedOver<Item>(list: Item[]): Generator<Item, void, undefined> {
  for (let next = list.shift(); next !== undefined; next = list.shift()) yield next;
}

/** The bytes of an input, or why there are none. */
interface Content {
  readonly input: Input;
  readonly bytes: Uint8Array | Diagnostic;
}

async function contentOf(input: Input, limits: Limits): Promise<Content> {
  const { path } = input;
  try {
    const most = bytesOf(limits);
    const bytes = isUrl(path) ? await fetched(path, most) : await readBytes(path, most);
    return { input, bytes };
  } catch (error) {
    if (error instanceof TooLarge) return { input, bytes: tooLarge(input, error, limits) };
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${input.file} cannot be read: ${reason}`;
    return { input, bytes: diagnostic("no-such-input", message) };
  }
}

function readContent({ input, bytes }: Content, way: Way): ReadFile {
  if (!(bytes instanceof Uint8Array)) return { input, documents: [], diagnostics: [bytes] };
  const { limits, reading } = way;
  if (!reading) return readFile(input, bytes, way);
  const key = `${hashOf(bytes)} ${JSON.stringify([input, limits])}`;
  return reading.of(input.path, key, () => readFile(input, bytes, way));
}

function readFile(input: Input, bytes: Uint8Array, way: Way): ReadFile {
  const text = textIn(bytes);
  if (typeof text !== "string") {
    return { input, documents: [], diagnostics: [notText(input, text)] };
  }
  return isPage(input, text) ? readPage(input, text, way) : readWhole(input, text, way);
}

function tooLarge({ file }: Input, { message }: TooLarge, limits: Limits): Diagnostic {
  return diagnostic("beyond-limit", `${file} is not read: ${message}.`, {
    place: { file, line: 1, column: 1 },
    hint: raising("fileSize", limits),
  });
}

function notText(
  { file }: Input,
  at: { readonly line: number; readonly column: number },
): Diagnostic {
  return diagnostic("broken-document", "Here is a byte that is not UTF-8.", {
    place: { file, ...at },
    hint: "Save the file as UTF-8. An editor shows in which encoding it is.",
  });
}

function isPage({ file }: Input, text: string): boolean {
  if (/\.(?:md|mdx|markdown|txt)$/i.test(file)) return true;
  if (/\.(?:json|ya?ml)$/i.test(file)) return false;
  return !/^(?:\{|["']?(?:openapi|swagger)["']?\s*:)/.test(text.slice(contentStart(text)));
}

/** Where the first line begins that is neither blank, nor a comment of YAML, nor its `---`. */
function contentStart(text: string): number {
  const line = /[^\S\n]*(?:#[^\n]*|---[^\S\n]*)?(?:\n|$)/y;
  for (let at = 0; at < text.length; at = line.lastIndex) {
    line.lastIndex = at;
    if (!line.test(text)) return at + (text.slice(at).search(/\S/) || 0);
  }
  return text.length;
}

function readPage(input: Input, text: string, way: Way): ReadFile {
  const found = candidatesIn(input.file, text).map((candidate) => {
    const { source, problem } = readCandidate(input, candidate, way);
    if (!source) return { source, diagnostics: problem ? [problem] : [] };
    return withServer(source, text, candidate.source.placeAt(0).line);
  });
  const documents = found.flatMap(({ source }) => (source ? [source] : []));
  const diagnostics = found.flatMap((each) => each.diagnostics);
  if (documents.length === 0 && diagnostics.length === 0) diagnostics.push(emptyPage(input));
  return { input, documents, diagnostics };
}

function emptyPage({ file }: Input): Diagnostic {
  return diagnostic("page-without-document", "The page holds no OpenAPI document.", {
    place: { file, line: 1, column: 1 },
    hint: "Delete the page, or save it again: a page that the site doesn't have is printed like this, too.",
  });
}

function readCandidate(
  { file, path }: Input,
  { source, format, expected }: Candidate,
  { limits, share }: Way,
): { readonly source?: Source; readonly problem?: Diagnostic } {
  const parsed = parse(source, format, limits);
  if (parsed.ok) {
    const { value, locate } = parsed;
    return isDocument(value) && hasVersion(value)
      ? { source: { file, path, value: share(value), origins: originsFrom(locate) } }
      : {};
  }
  return expected ? { problem: broken(parsed, limits) } : {};
}

/** Samples on a page may have a field of that name with anything in it. */
function hasVersion({ openapi, swagger }: Source["value"]): boolean {
  return /^\d/.test(String(openapi ?? swagger));
}

function readWhole(input: Input, text: string, { limits, share }: Way): ReadFile {
  const { file, path } = input;
  const format: Format = /\.json$/i.test(file) ? "json" : "unknown";
  const parsed = parse(wholeFile(file, text), format, limits);
  if (!parsed.ok && (input.explicit || looksLikeDocument(text))) {
    return { input, documents: [], diagnostics: [broken(parsed, limits)] };
  }
  if (!parsed.ok) return { input, whole: parsed, documents: [], diagnostics: [] };
  const { value, locate } = parsed;
  if (isDocument(value)) {
    const source = { file, path, value: share(value), origins: originsFrom(locate) };
    return { input, whole: parsed, documents: [source], diagnostics: [] };
  }
  return { input, whole: parsed, documents: [], diagnostics: [] };
}

function notADocument({ file, explicit }: Input): Diagnostic {
  return diagnostic("not-a-document", `${file} is no OpenAPI document, so it is left alone.`, {
    place: { file, line: 1, column: 1 },
    hint: explicit ? 'A document has "openapi" or "swagger" at its top.' : undefined,
  });
}

function broken(
  { message, place, limit }: Extract<Parsed, { ok: false }>,
  limits: Limits,
): Diagnostic {
  if (limit) return diagnostic("beyond-limit", message, { place, hint: raising(limit, limits) });
  return diagnostic("broken-document", message, {
    place,
    hint: "Copy the whole document again from where it comes from, from its first brace to its last. If it is only a sample, take it out of the page.",
  });
}

function nothingFound(inputs: readonly string[], pages: readonly Diagnostic[]): Diagnostic {
  return diagnostic("no-fragments", `There is no OpenAPI document in ${inputs.join(", ")}.`, {
    related: pages
      .slice(0, 5)
      .flatMap(({ place }) => (place ? [{ message: "a page without one", place }] : [])),
    hint: [
      "Save the documentation pages of the API there as Markdown (.md), each with the OpenAPI it prints,",
      "or put the API's OpenAPI file (.json, .yaml) there.",
    ].join("\n"),
  });
}
