import type { JsonObject } from "./json.js";

/** A page of a documentation site. */
export interface Page {
  readonly path: string;
  /** What stands above the first fragment. */
  readonly head: string;
  /** Each with one fragment. */
  readonly sections: readonly string[];
}

/** How a documentation platform prints an API. */
export interface Platform {
  readonly name: string;
  /** The document without what the platform doesn't print. */
  readonly reduce: (document: JsonObject) => JsonObject;
  /** A reduced document as the pages of a site. */
  readonly split: (reduced: JsonObject) => readonly Page[];
}

/** The files of a site, as they come from it. */
export function filesOf(pages: readonly Page[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pages.map(({ path, head, sections }) => [path, [head, ...sections].join("\n")]),
  );
}

/** The same fragments in another order, spread over other files; the same ones for the same seed. */
export function shuffled(pages: readonly Page[], seed: number): Readonly<Record<string, string>> {
  const random = randomFrom(seed);
  const sections = pages.flatMap((page) => page.sections);
  for (let last = sections.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [one = "", two = ""] = [sections[last], sections[other]];
    sections[last] = two;
    sections[other] = one;
  }
  const files: Record<string, string> = {};
  for (let index = 0, file = 0; index < sections.length; file++) {
    const size = 1 + Math.floor(random() * random() * sections.length);
    files[`${file % 3}/${file}.md`] = sections.slice(index, index + size).join("\n");
    index += size;
  }
  return files;
}

/** Pages saved at different times: some of the fragments say other things than the rest. */
export function outdated(pages: readonly Page[], seed: number): readonly Page[] {
  const random = randomFrom(seed);
  const edits: readonly ((text: string) => string)[] = [
    (text) => text.replace('"type":"integer"', '"type":"string"'),
    (text) => text.replace(/"description":"[^"\\]*",/, ""),
    (text) => text.replace('"required":true', '"required":false'),
    (text) => text.replace('"properties":{', '"properties":{"added":{"type":"string"},'),
    (text) => text.replaceAll('"type":"string"', '"type":"string","title":"T"'),
  ];
  const edited = (text: string): string =>
    edits.reduce((said, edit) => (random() < 0.3 ? edit(said) : said), text);
  return pages.map((page) => ({ ...page, sections: page.sections.map(edited) }));
}

/** Numbers from 0 to 1 that look random and are the same on every run. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A name of a file, from words of any kind. */
export function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "") || "page"
  );
}

/** A fence around a text, longer than any in it. */
export function fence(info: string, text: string, shortest: number): string {
  const runs = text.match(/`+/g) ?? [];
  const longest = runs.reduce((length, run) => Math.max(length, run.length), 0);
  const marker = "`".repeat(Math.max(shortest, longest + 1));
  return `${marker}${info}\n${text}\n${marker}\n`;
}

/** Running text, with what Markdown would take for its own escaped. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<#]/g, (character) => `\\${character}`);
}
