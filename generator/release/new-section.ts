import type { Change } from "../diff/change.js";
import { contentOf, isUnreleased, printSection, type Content, type Section } from "./changelog.js";
import { entries, headingOf, headings, tells } from "./entries.js";

export interface SectionInput {
  readonly version: string;
  readonly last: string | undefined;
  readonly changes: readonly Change[];
  readonly date?: string;
  /** What stands in CHANGELOG.md for the release already: words of a person, or of an earlier run. */
  readonly open: readonly Section[];
}

/** The section of a release: what people have written for it first, then what they have not told yet. */
export function newSection({ version, last, changes, date, open }: SectionInput): string {
  const before = united(open.map(contentOf));
  const own = headings.flatMap((heading) => {
    const written = before.parts.find((part) => part.heading === heading)?.text ?? "";
    const untold = changes.filter(
      (change) => headingOf(change) === heading && !tells(written, change),
    );
    const lines = entries(untold);
    const text = [...(written === "" ? [] : [written]), ...lines].join("\n");
    return text === "" ? [] : [{ heading, text }];
  });
  const names: readonly string[] = headings;
  const others = before.parts.filter(({ heading }) => !names.includes(heading));
  const parts = [...own, ...others];
  const isSilent = before.text === "" && parts.length === 0;
  const nothing = last === undefined ? "First release." : `No changes since ${last}.`;
  const day = date ?? open.find((section) => !isUnreleased(section))?.date;
  return printSection(day === undefined ? version : `${version} (${day})`, {
    text: isSilent ? nothing : before.text,
    parts,
  });
}

/** Several sections as one; equal headings are one. */
function united(contents: readonly Content[]): Content {
  const texts = new Map<string, string[]>();
  for (const { heading, text } of contents.flatMap(({ parts }) => parts)) {
    texts.set(heading, [...(texts.get(heading) ?? []), ...(text === "" ? [] : [text])]);
  }
  return {
    text: contents
      .map(({ text }) => text)
      .filter((text) => text !== "")
      .join("\n\n"),
    parts: [...texts].map(([heading, several]) => ({ heading, text: several.join("\n") })),
  };
}
