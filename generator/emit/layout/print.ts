import type { Doc, Part } from "./doc.js";

/** Prettier's default, which `generate` formats with. */
const printWidth = 80;
const step = 2;

/** The parts of something that is being printed, and how far that is. */
interface Place {
  readonly parts: readonly Doc[];
  at: number;
  readonly indent: number;
  /** Whether it stands on one line. */
  readonly isFlat: boolean;
}

interface Page {
  /** The lines that are finished. */
  text: string;
  line: string;
  /** What stands in what, the outermost first. */
  readonly places: Place[];
  /** Whether a line has ended in what was to stand on one. */
  isOff: boolean;
}

/** Prints within 80 columns, where that can be. */
export function print(doc: Doc): string {
  const place: Place = { parts: [doc], at: 0, indent: 0, isFlat: false };
  const page: Page = { text: "", line: "", places: [place], isOff: false };
  for (let last = page.places.at(-1); last; last = page.places.at(-1)) {
    const next = last.parts[last.at];
    last.at += 1;
    if (next === undefined) page.places.pop();
    else if (typeof next === "string") page.line += next;
    else printPart(next, last.indent, last.isFlat, page);
  }
  return page.text + page.line;
}

function printPart(part: Part, indent: number, isFlat: boolean, page: Page): void {
  switch (part.kind) {
    case "sequence":
      enter(page, part.parts, indent, isFlat);
      break;
    case "indented":
      enter(page, part.parts, indent + step, isFlat);
      break;
    case "indented with":
      enter(page, part.parts, indent + (part.group?.wasFlat ? 0 : step), isFlat);
      break;
    case "either":
      enter(page, chosen(part, isFlat), indent, isFlat);
      break;
    case "group":
      printGroup(part, indent, isFlat, page);
      break;
    case "one of":
      printOneOf(part, indent, isFlat, page);
      break;
    case "numbers":
      printNumbers(part.parts, indent, isFlat, page);
      break;
    case "comment":
      for (const line of part.parts) {
        page.line += typeof line === "string" ? line : "";
        endLine(page, indent);
      }
      break;
    case "hard line":
      page.isOff ||= isFlat;
      endLine(page, indent);
      break;
    default:
      if (!isFlat) endLine(page, indent);
      else if (part.space) page.line += " ";
  }
}

function enter(page: Page, parts: readonly Doc[], indent: number, isFlat: boolean): void {
  page.places.push({ parts, at: 0, indent, isFlat });
}

function chosen({ parts }: Part, isFlat: boolean): readonly Doc[] {
  return [parts[isFlat ? 1 : 0] ?? ""];
}

function endLine(page: Page, indent: number): void {
  const { line } = page;
  const isSpaced = line.charCodeAt(line.length - 1) === 32;
  page.text += `${isSpaced ? line.trimEnd() : line}\n`;
  page.line = spaces(indent);
}

const indents: string[] = [];

function spaces(count: number): string {
  return (indents[count] ??= " ".repeat(count));
}

function printGroup(group: Part, indent: number, isFlat: boolean, page: Page): void {
  const isGiven = isFlat && !page.isOff;
  if (!isGiven) page.isOff = false;
  const isOne = !group.isBroken && (isGiven || fits(group.parts, page));
  enter(page, group.parts, indent, isOne);
  group.wasFlat = isOne;
}

function printOneOf({ parts }: Part, indent: number, isFlat: boolean, page: Page): void {
  const isGiven = isFlat && !page.isOff;
  if (!isGiven) page.isOff = false;
  for (const [index, doc] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (!isGiven && !isLast && !fits([doc], page)) continue;
    enter(page, [doc], indent, isGiven || !isLast);
    return;
  }
}

/** What is looked at to see whether it fits. */
interface Look {
  readonly parts: readonly Doc[];
  at: number;
  readonly isFlat: boolean;
}

/** Whether parts, on one line, and what follows them up to where a line may end, have their place. */
function fits(parts: readonly Doc[], page: Page): boolean {
  let left = printWidth - page.line.length;
  let space = false;
  let outer = page.places.length;
  const looks: Look[] = [];
  let look: Look | undefined = { parts, at: 0, isFlat: true };
  while (left >= 0) {
    if (!look) return true;
    const next: Doc | undefined = look.parts[look.at];
    if (next === undefined) {
      look = looks.pop() ?? outerLook(page, (outer -= 1));
      continue;
    }
    look.at += 1;
    const { isFlat }: Look = look;
    if (typeof next === "string" || (isFlat && !next.breaks)) {
      const width = typeof next === "string" ? next.length : next.width;
      const isSpaced = typeof next !== "string" && next.space;
      if (width > 0) {
        left -= width + (space ? 1 : 0);
        space = isSpaced;
      } else if (isSpaced) space = true;
      continue;
    }
    switch (next.kind) {
      case "line":
      case "soft line":
      case "hard line":
        // One that is flat and no break was measured above.
        return true;
      case "numbers":
      case "comment":
        left -= firstWidth(next);
        return left >= 0;
      default:
        looks.push(look);
        look = lookInto(next, isFlat);
    }
  }
  return false;
}

function outerLook({ places }: Page, index: number): Look | undefined {
  const place = places[index];
  return place && { parts: place.parts, at: place.at, isFlat: place.isFlat };
}

function lookInto(part: Part, isFlat: boolean): Look {
  switch (part.kind) {
    case "group":
      return { parts: part.parts, at: 0, isFlat: isFlat && !part.isBroken };
    case "one of":
      return { parts: [part.parts.at(isFlat ? 0 : -1) ?? ""], at: 0, isFlat };
    case "either":
      return { parts: chosen(part, isFlat), at: 0, isFlat };
    default:
      return { parts: part.parts, at: 0, isFlat };
  }
}

/** The first line ends after the first number, or with that of the comment. */
function firstWidth({ kind, parts }: Part): number {
  const [first] = parts;
  return (typeof first === "string" ? first.length : 0) + (kind === "numbers" ? 1 : 0);
}

function printNumbers(texts: readonly Doc[], indent: number, isFlat: boolean, page: Page): void {
  for (const [index, text] of texts.entries()) {
    const next = texts[index + 1];
    if (typeof text === "string") page.line += next === undefined && isFlat ? text : `${text},`;
    if (typeof next !== "string") return;
    if (isFlat || page.line.length + 1 + next.length + 1 <= printWidth) page.line += " ";
    else endLine(page, indent);
  }
}
