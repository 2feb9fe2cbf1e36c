/**
 * What is laid out, before it is known where lines break: prettier's own model, of the parts that the
 * language we print needs. Widths are known from below, so that no text is measured twice.
 */
export type Doc = string | Part;

/** All have the same fields: there are many of them, and each is asked for most. */
export interface Part {
  readonly kind: Kind;
  readonly parts: readonly Doc[];
  /** How wide it is on one line. */
  readonly width: number;
  /** Whether a space follows it there, if anything does. */
  readonly space: boolean;
  /** Whether something in it breaks whatever stands around it. */
  readonly breaks: boolean;
  /** Of a group: that it stands on no single line. */
  readonly isBroken: boolean;
  /** Of a group: whether it was printed on one line. */
  wasFlat: boolean;
  /** What is indented if that group was broken. */
  readonly group: Part | undefined;
}

export type Kind =
  /** One after the other. */
  | "sequence"
  | "indented"
  | "indented with"
  /** Stands on one line if it can; else the lines that are directly in it break. */
  | "group"
  /** The first of the parts that fits on a line, or the last. */
  | "one of"
  /** A space, nothing, or a new line in any case. */
  | "line"
  | "soft line"
  | "hard line"
  /** The first part in a group that breaks, the second on one line. */
  | "either"
  /** Numbers of an array: as many on a line as fit. */
  | "numbers"
  /** The lines of a comment, and the end of the last. */
  | "comment";

/** A space, or a new line. */
export const line = part("line", [], 0, true, false);
/** Nothing, or a new line. */
export const softLine = part("soft line", [], 0, false, false);
/** A new line in any case. */
export const hardLine = part("hard line", [], 0, false, true);
/** Breaks what stands around it. */
export const breakAround = part("sequence", [], 0, false, true);

function part(
  kind: Kind,
  parts: readonly Doc[],
  width: number,
  space: boolean,
  breaks: boolean,
  of?: Part,
): Part {
  const isBroken = breaks && kind === "group";
  return { kind, parts, width, space, breaks, isBroken, wasFlat: true, group: of };
}

/** Texts that meet become one; what is only text stays that. */
function together(kind: Kind, docs: readonly Doc[], isBroken = false): Doc {
  const parts: Doc[] = [];
  let width = 0;
  let space = false;
  let breaks = isBroken;
  let text = "";
  for (const doc of docs) {
    if (typeof doc === "string") {
      text += doc;
      continue;
    }
    if (text !== "") {
      width += text.length + (space ? 1 : 0);
      space = false;
      parts.push(text);
      text = "";
    }
    if (doc.width > 0) {
      width += doc.width + (space ? 1 : 0);
      space = doc.space;
    } else if (doc.space) space = true;
    if (doc.breaks) breaks = true;
    parts.push(doc);
  }
  if (parts.length === 0) return text;
  if (text !== "") {
    width += text.length + (space ? 1 : 0);
    space = false;
    parts.push(text);
  }
  return part(kind, parts, width, space, breaks);
}

export function sequence(docs: readonly Doc[]): Doc {
  return together("sequence", docs);
}

export function joined(separator: readonly Doc[], docs: readonly Doc[]): Doc {
  const all: Doc[] = [];
  for (const doc of docs) {
    if (all.length > 0) all.push(...separator);
    all.push(doc);
  }
  return together("sequence", all);
}

export function indented(docs: readonly Doc[]): Doc {
  return together("indented", docs);
}

export function group(docs: readonly Doc[], isBroken = false): Doc {
  return together("group", docs, isBroken);
}

/** What is indented where the line before it has broken. */
export function afterLine(doc: Doc): readonly [Doc, Doc] {
  const before = part("group", [part("indented", [line], 0, true, false)], 0, true, false);
  if (typeof doc === "string") return [before, doc];
  const { width, space, breaks } = doc;
  return [before, part("indented with", [doc], width, space, breaks, before)];
}

/** Of forms of the same. */
export function oneOf(first: Doc, ...others: readonly Doc[]): Doc {
  const { width, space } = measured(first);
  return part("one of", [first, ...others], width, space, false);
}

export function either(broken: Doc, flat: Doc): Doc {
  const { width, space } = measured(flat);
  return part("either", [broken, flat], width, space, breaksIn(broken) || breaksIn(flat));
}

export function numbers(texts: readonly string[]): Doc {
  return part("numbers", texts, texts.join(", ").length, false, false);
}

export function comment(lines: readonly string[]): Doc {
  return part("comment", lines, 0, false, true);
}

export function breaksIn(doc: Doc): boolean {
  return typeof doc !== "string" && doc.breaks;
}

function measured(doc: Doc): Pick<Part, "width" | "space"> {
  return typeof doc === "string" ? { width: doc.length, space: false } : doc;
}
