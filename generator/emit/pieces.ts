export type Language = "typescript" | "markdown";

/**
 * The parts of a text that prettier formats without regard to the others, which blank lines keep
 * apart: the statements of a module as ts-morph prints it, the sections of a Markdown file. One that
 * is formatted falls into the same parts.
 */
export function piecesOf(language: Language, text: string): readonly string[] {
  return language === "typescript" ? statementsOf(text) : sectionsOf(text);
}

/** What begins in the first column is no inner line: those are indented, in comments by a star. */
function statementsOf(text: string): readonly string[] {
  return text.trimEnd().split(/\n\n(?=\/\*\*|\/\/ |export |import )/);
}

/** What may hold a blank line and a heading that is none. */
const rawHtml = /^ {0,3}<(?:!|\?|pre|script|style|textarea)/im;

function sectionsOf(text: string): readonly string[] {
  const whole = text.trimEnd();
  if (rawHtml.test(whole)) return [whole];
  const sections: string[] = [];
  let begin = 0;
  let fence: string | undefined;
  // A line that begins a section, opens a fence or closes one.
  for (const line of whole.matchAll(/^(?:#{1,6} .*| {0,3}(`{3,}|~{3,})(.*))$/gm)) {
    const [, marker, info = ""] = line;
    if (marker === undefined) {
      const isApart = whole.slice(line.index - 2, line.index) === "\n\n";
      if (fence !== undefined || !isApart) continue;
      sections.push(whole.slice(begin, line.index - 2));
      begin = line.index;
    } else if (fence === undefined) {
      const isCode = marker.startsWith("`") && info.includes("`");
      if (!isCode) fence = marker;
    } else if (info.trim() === "" && marker.startsWith(fence)) fence = undefined;
  }
  sections.push(whole.slice(begin));
  return sections;
}
