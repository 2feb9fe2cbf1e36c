import { commentLines } from "./literals.js";

/**
 * Goes through a text, a word, literal or mark at a time. Once something is not of a form that is
 * known, nothing more is found.
 */
export interface Reader {
  readonly source: string;
  /** What is next. */
  kind: "word" | "string" | "number" | "template" | "mark" | "end";
  text: string;
  /** Where that ends. */
  end: number;
  /** How many lines end before it, and before its comments. */
  lines: number;
  /** The lines of the comments that stand above it. */
  comments: readonly string[];
  /** A comment before it on its line. */
  remark: string;
  /** Whether those, or an empty line, are seen to: where nobody does, they are of no known form. */
  isApart: boolean;
  isKnown: boolean;
  /** How deep in brackets it is. */
  depth: number;
  /** Whether that is in a function. */
  isInside: boolean;
}

/** Deeper than that is left to prettier. */
const maxDepth = 100;

const none: readonly string[] = [];

export function readerOf(source: string): Reader {
  const reader: Reader = {
    source,
    kind: "end",
    text: "",
    end: 0,
    lines: 0,
    comments: none,
    remark: "",
    isApart: false,
    isKnown: true,
    depth: 0,
    isInside: false,
  };
  advance(reader);
  return reader;
}

const token =
  /[A-Za-z_$][\w$]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\\n$]|\$\{[A-Za-z]\w*\})*`|\d[\w.]*|=>|\.\.\.|\?\?|[{}()[\]<>,;:?=|&.*-]/y;

/** Characters that are one column wide; what is wider is left to prettier. */
const narrow = /^[ -~\u{a0}-\u{2ff}\u{2010}-\u{2027}]*$/u;

function advance(reader: Reader): void {
  const { source } = reader;
  if (reader.isApart) return giveUp(reader);
  reader.comments = none;
  reader.remark = "";
  let start = skipSpace(reader, reader.end);
  reader.isApart = reader.lines > 1;
  if (isComment(source, start)) {
    start = readComments(reader, start);
    reader.isApart = true;
    if (!reader.isKnown) return giveUp(reader);
  }
  if (start === source.length) return readEnd(reader);
  token.lastIndex = start;
  if (!token.test(source)) return giveUp(reader);
  reader.end = token.lastIndex;
  reader.text = source.slice(start, reader.end);
  reader.kind = kindOf(source.charCodeAt(start));
  const isText = reader.kind === "string" || reader.kind === "template";
  if (isText && !narrow.test(reader.text)) giveUp(reader);
}

function readEnd(reader: Reader): void {
  reader.kind = "end";
  reader.text = "";
  reader.end = reader.source.length;
}

/** Where the space ends; counts the lines that end in it. */
function skipSpace(reader: Reader, start: number): number {
  const { source } = reader;
  reader.lines = 0;
  for (let at = start; ; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 10) reader.lines += 1;
    else if (code !== 32) return at;
  }
}

function isComment(source: string, at: number): boolean {
  if (source.charCodeAt(at) !== 47) return false;
  return source.startsWith("/*", at) || source.startsWith("//", at);
}

/** Where comments end: those that have their lines for themselves, or one on the line of what follows. */
function readComments(reader: Reader, start: number): number {
  const { source, lines } = reader;
  const isAbove = lines > 0 || start === 0;
  const above: string[] = [];
  let at = start;
  while (isComment(source, at)) {
    const end = commentEnd(source, at);
    const text = source.slice(at, end);
    const own = text.includes("prettier-ignore") ? undefined : commentLines(text);
    at = skipSpace(reader, end);
    const isEnd = at === source.length;
    // An empty line after a comment would be kept, and space after it be none.
    const isKnown = isAbove
      ? isEnd || (reader.lines === 1 && source.charCodeAt(end) === 10)
      : reader.remark === "" &&
        !isEnd &&
        reader.lines === 0 &&
        own?.length === 1 &&
        narrow.test(text);
    if (!own || !isKnown) {
      reader.isKnown = false;
      return at;
    }
    if (isAbove) for (const line of own) above.push(line);
    else reader.remark = `${text} `;
  }
  reader.lines = lines;
  reader.comments = above;
  return at;
}

function commentEnd(source: string, start: number): number {
  const isLine = source.startsWith("//", start);
  const last = source.indexOf(isLine ? "\n" : "*/", start + 2);
  if (last < 0) return source.length;
  return isLine ? last : last + 2;
}

function kindOf(code: number): Reader["kind"] {
  if (code === 34 || code === 39) return "string";
  if (code === 96) return "template";
  if (code >= 48 && code <= 57) return "number";
  const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return isLetter || code === 36 || code === 95 ? "word" : "mark";
}

/** What was next, and goes on. */
export function next(reader: Reader): string {
  const { text } = reader;
  advance(reader);
  return text;
}

/** The comments above what is next, and the lines that end before them, are kept. */
export function apartBefore(reader: Reader): Pick<Reader, "lines" | "comments"> {
  if (reader.remark === "") reader.isApart = false;
  return { lines: reader.lines, comments: reader.comments };
}

/** A comment on the line of what is next is kept. */
export function remarkBefore(reader: Reader): string {
  if (reader.remark !== "") reader.isApart = false;
  return reader.remark;
}

/** A word or a mark. */
export function isNext(reader: Reader, text: string): boolean {
  return reader.text === text;
}

/** Whether something like that follows what is next; the form is sticky. */
export function follows(reader: Reader, form: RegExp): boolean {
  form.lastIndex = reader.end;
  return form.test(reader.source);
}

/** Goes on if that is next. */
export function took(reader: Reader, text: string): boolean {
  if (reader.text !== text) return false;
  advance(reader);
  return true;
}

export function expect(reader: Reader, text: string): void {
  if (!took(reader, text)) giveUp(reader);
}

export function word(reader: Reader): string {
  if (reader.kind !== "word") giveUp(reader);
  return next(reader);
}

/** What could be declared: a word that the language does not keep for itself. */
export function nameOf(reader: Reader): string {
  if (reserved.has(reader.text)) giveUp(reader);
  return word(reader);
}

const reserved = new Set(
  (
    "await break case catch class const continue debugger default delete do else enum export extends " +
    "false finally for function if implements import in instanceof interface let new null package " +
    "private protected public return static super switch this throw true try typeof var void while " +
    "with yield"
  ).split(" "),
);

/** Whatever has been read of it, the text is of no known form. */
export function giveUp(reader: Reader): void {
  reader.isKnown = false;
  reader.isApart = false;
  reader.lines = 0;
  reader.comments = none;
  reader.remark = "";
  readEnd(reader);
}

/** Reads something within something. */
export function within<Read>(reader: Reader, read: () => Read): Read {
  reader.depth += 1;
  if (reader.depth > maxDepth) giveUp(reader);
  const found = read();
  reader.depth -= 1;
  return found;
}

/** Reads what is in a function. */
export function inside<Read>(reader: Reader, read: () => Read): Read {
  const { isInside } = reader;
  reader.isInside = true;
  const found = within(reader, read);
  reader.isInside = isInside;
  return found;
}

/** What stands between brackets, separated; the opening one is behind. */
export function listed<Item>(
  reader: Reader,
  close: string,
  separators: readonly string[],
  read: () => Item,
): readonly Item[] {
  const items: Item[] = [];
  while (reader.isKnown && !took(reader, close)) {
    items.push(within(reader, read));
    if (isNext(reader, close)) continue;
    if (!separators.some((separator) => took(reader, separator))) giveUp(reader);
  }
  return items;
}
