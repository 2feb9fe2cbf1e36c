/** CHANGELOG.md, taken apart at its headings of the second level. */
export interface Changelog {
  /** What stands above the first section. */
  readonly preamble: string;
  readonly sections: readonly Section[];
}

export interface Section {
  /** The line with the heading and all below it, as it stands. */
  readonly text: string;
  readonly title: string;
  /** Undefined for a heading that names no version. */
  readonly version: string | undefined;
  readonly date: string | undefined;
}

const preamble = "# Changelog\n\n";

export function parseChangelog(text: string | undefined): Changelog {
  if (text === undefined || text.trim() === "") return { preamble, sections: [] };
  const starts = headingsIn(text);
  return {
    preamble: text.slice(0, starts[0] ?? text.length),
    sections: starts.map((start, index) => section(text.slice(start, starts[index + 1]))),
  };
}

const version = /^\[?v?(\d+\.\d+\.\d+[^\s\])]*)\]?(?:\([^)]*\))?(?=\s|$)/i;

function section(text: string): Section {
  const title = (/^##[ \t]+(.*)/.exec(text)?.[1] ?? "").replace(/(?<!\s)\s+(?:#+\s*)?$/, "").trim();
  return {
    text,
    title,
    version: version.exec(title)?.[1],
    date: /\d{4}-\d{2}-\d{2}/.exec(title.replace(version, ""))?.[0],
  };
}

/** Whether a section holds what a person wrote for the next release. */
export function isUnreleased({ title }: Section): boolean {
  return /^\[?unreleased\]?(?:\([^)]*\))?$/i.test(title);
}

/** What stands below the heading of a section: a text, and parts with headings of the third level. */
export interface Content {
  readonly text: string;
  readonly parts: readonly { readonly heading: string; readonly text: string }[];
}

export function contentOf({ text }: Section): Content {
  const body = text.replaceAll("\r\n", "\n").replace(/^.*\n?/, "");
  const starts = headingsIn(body, "### ");
  return {
    text: body.slice(0, starts[0] ?? body.length).trim(),
    parts: starts.map((start, index) => {
      const [heading = "", ...lines] = body.slice(start, starts[index + 1]).split("\n");
      return { heading: heading.slice(4).trim(), text: trimmed(lines) };
    }),
  };
}

/** Without empty lines around it; what stands before the first letter may be an indented list. */
function trimmed(lines: readonly string[]): string {
  return lines
    .join("\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}

export function printSection(title: string, { text, parts }: Content): string {
  const blocks = [
    `## ${title}`,
    ...(text === "" ? [] : [text]),
    ...parts.flatMap((part) => [`### ${part.heading}`, ...(part.text === "" ? [] : [part.text])]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Puts a section on top; the others keep every byte. */
export function printChangelog({ preamble: above, sections }: Changelog, first: string): string {
  const below = sections.map(({ text }) => text).join("");
  const isWindows = /^[^\n]*\r\n/.test(above + below);
  const gap =
    above === "" || /\n[^\S\n]*\n$/.test(above) ? "" : above.endsWith("\n") ? "\n" : "\n\n";
  const own = `${gap}${first}${below === "" ? "" : "\n"}`;
  return `${above}${isWindows ? own.replaceAll("\n", "\r\n") : own}${below}`;
}

/** Where headings begin that are neither in code nor in a comment (CommonMark 4.5, 4.6). */
function headingsIn(text: string, mark = "## "): readonly number[] {
  const found: number[] = [];
  let fence: string | undefined;
  let isComment = false;
  let at = 0;
  for (const line of text.split("\n")) {
    const [, run] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence !== undefined) {
      if (run?.startsWith(fence) && /^[ `~]*\r?$/.test(line)) fence = undefined;
    } else if (isComment) {
      isComment = !line.includes("-->");
    } else if (run !== undefined) {
      fence = run;
    } else if (line.startsWith(mark)) {
      found.push(at);
    } else {
      isComment = /^ {0,3}<!--(?!.*-->)/.test(line);
    }
    at += line.length + 1;
  }
  return found;
}
