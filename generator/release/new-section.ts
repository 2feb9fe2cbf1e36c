import type { Change } from "../diff/change.js";
import { contentOf, isUnreleased, printSection, type Content, type Section } from "./changelog.js";
import { entries, headingOf, headings, untold, withoutNumber } from "./entries.js";

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
  const told = headings.flatMap((heading) => {
    const written = before.parts.find((part) => part.heading === heading)?.text ?? "";
    const own = changes.filter((change) => headingOf(change) === heading);
    const lines = entries(untold(written, own));
    const kept = lines.length > 0 ? withoutNumber(written) : written;
    const text = [...(kept === "" ? [] : [kept]), ...lines].join("\n");
    return text === "" ? [] : [{ heading, text }];
  });
  const names: readonly string[] = headings;
  const others = before.parts.filter(({ heading }) => !names.includes(heading));
  const parts = [...told, ...others];
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
