/**
 * The words of documents as plain Markdown, for comments and the README. Documentation platforms leave
 * their own HTML, tags and escapes in them; code is kept as it is, and so is what only looks like
 * markup, such as `Map<string, T>`.
 */
export function plainMarkdown(text: string): string {
  return outsideCode(withoutUnseen(text.replaceAll(/\r\n?/g, "\n")), clean)
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/**
 * Controls, what turns around how a line reads (the marks that some languages need do not), and tags
 * that carry a text which nobody sees: words need none of these, and a reader is misled by them.
 */
const unseen = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** Nearly all words are of nothing else, and that is soon told. */
const isAscii = /^[\t\n -~]*$/;

function withoutUnseen(text: string): string {
  return isAscii.test(text) ? text : text.replaceAll(unseen, "");
}

/** The same where it is code, which needs it: as it can be written in code. */
export function withUnseenWritten(text: string): string {
  if (isAscii.test(text)) return text;
  return text.replaceAll(unseen, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Changes what stands outside of fenced blocks and code spans (CommonMark 4.5, 6.1). */
export function outsideCode(text: string, change: (text: string) => string): string {
  if (!/`|~~~/.test(text)) return change(text);
  const parts: string[] = [];
  let end = 0;
  for (const { index, 0: kept } of text.matchAll(codeOrFence)) {
    parts.push(change(text.slice(end, index)), kept);
    end = index + kept.length;
  }
  return [...parts, change(text.slice(end))].join("");
}

/** A fence without its end reaches to the end. */
const codeOrFence =
  /^ {0,3}(`{3,20}(?!`)|~{3,20}(?!~))[^\n]*\n(?:[^]*?\n {0,3}\1[`~]*[^\S\n]*$|[^]*$(?![^]))|(?<!`)(`{1,20})(?!`)[^`\n](?:[^`]*?[^`\n])??\2(?!`)/gm;

function clean(text: string): string {
  if (!/[<&\\{]/.test(text)) return text;
  const plain = withoutTags(withoutBlocks(text));
  return unescaped(plain);
}

/** GitBook's `{% hint style="info" %} … {% endhint %}` and the like: what stands inside stays. */
function withoutBlocks(text: string): string {
  return text
    .replaceAll(
      /\{%\s*(?:tab|content-ref)\b[^%\n]{0,500}?\btitle="([^"\n]{0,500})"[^%\n]{0,500}%\}/g,
      "**$1**\n",
    )
    .replaceAll(/[^\S\n]{0,8}\{%[^%\n]{0,500}%\}[^\S\n]*/g, "");
}

/** The tags of HTML that Markdown has words for, or that only say how it looks. */
function withoutTags(text: string): string {
  if (!text.includes("<")) return text;
  const translated = text
    .replaceAll(/<!--(?:(?!--)[^]){0,2000}-->/g, "")
    .replaceAll(/(?<!\\)<br\s{0,8}\/?>[^\S\n]*\n?/gi, "\n")
    .replaceAll(/<hr\s{0,8}\/?>/gi, "\n\n---\n\n")
    .replaceAll(/<(script|style)\b[^<>]{0,500}>[^<]*<\/\1\s*>/gi, "")
    .replaceAll(
      /<pre\b[^<>]{0,500}>(?:\s*<code\b[^<>]{0,500}>)?((?:[^<]|<(?![a-z/!]))*)(?:<\/code>\s*)?<\/pre>/gi,
      (_, content: string) => `\n\n\`\`\`\n${content.trim()}\n\`\`\`\n\n`,
    )
    .replaceAll(
      /<a\b[^<>]{0,500}?\bhref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')[^<>]{0,500}>([^<>]*)<\/a\s*>/gi,
      (_, double: string | undefined, single: string | undefined, words: string) =>
        link(words, double ?? single ?? ""),
    )
    .replaceAll(
      /<img\b[^<>]{0,500}?\bsrc\s*=\s*"([^"<>]*)"[^<>]{0,500}>/gi,
      (image: string, url: string) => link(/\balt="([^"]+)"/i.exec(image)?.[1] ?? "image", url),
    )
    .replaceAll(/<(code|kbd|samp|tt)\b[^<>]{0,500}>([^<>`\n]+)<\/\1\s*>/gi, "`$2`")
    .replaceAll(/<(?:strong|b)(?:\s[^<>]{0,500})?>([^<>\n]*\S)<\/(?:strong|b)\s*>/gi, "**$1**")
    .replaceAll(/<(?:em|i)(?:\s[^<>]{0,500})?>([^<>\n]*\S)<\/(?:em|i)\s*>/gi, "_$1_")
    .replaceAll(/<h([1-6])(?:\s[^<>]{0,500})?>([^<>\n]*)<\/h\1\s*>/gi, "\n\n**$2**\n\n")
    .replaceAll(/[^\S\n]{0,8}<li(?:\s[^<>]{0,500})?>\s*/gi, "\n- ")
    .replaceAll(/<\/t[dh]\s*>\s*<t[dh](?:\s[^<>]{0,500})?>/gi, " | ")
    .replaceAll(/<tr(?:\s[^<>]{0,500})?>\s*/gi, "\n- ");
  const closed = new Set(
    [...translated.matchAll(/<\/([a-z][a-z0-9]*)\s*>/gi)].map(([, name = ""]) =>
      name.toLowerCase(),
    ),
  );
  // A tag that nothing closes is a placeholder: `/files/<label>`.
  return translated.replaceAll(tag, (given: string, name: string) => {
    const known = name.toLowerCase();
    if (!closed.has(known) && !["p", "img", "wbr"].includes(known)) return given;
    if (blocks.has(known)) return "\n\n";
    return inlines.has(known) ? "" : given;
  });
}

const tag = /(?<!\\)<\/?([a-z][a-z0-9]*)(?:\s[^<>]{0,500})?\/?>/gi;

const blocks = new Set(
  (
    "p div ul ol table blockquote figure details summary pre section article caption " +
    "figcaption h1 h2 h3 h4 h5 h6"
  ).split(" "),
);

const inlines = new Set(
  (
    "a img b i u s em strong code kbd samp tt mark span font small big sub sup li tr td th thead " +
    "tbody tfoot picture del ins abbr cite label button nobr center wbr"
  ).split(" "),
);

function link(words: string, url: string): string {
  const text = words.trim();
  if (!/^(https?:|mailto:)/i.test(url)) return text;
  return text === "" || text === url
    ? `<${url}>`
    : `[${text}](${url.replaceAll(/[\s()]/g, encodeURIComponent)})`;
}

/** Character references, and escapes that plain text does not need (CommonMark 2.4, 2.5). */
function unescaped(text: string): string {
  return text
    .replaceAll(
      /&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi,
      (reference, name: string) => character(name.toLowerCase()) ?? reference,
    )
    .replaceAll(/\\([_[\]#<>&~|])/g, "$1")
    .replaceAll(/\\\n/g, "\n");
}

function character(name: string): string | undefined {
  if (!name.startsWith("#")) return named[name];
  const code = name.startsWith("#x") ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  if (code === 160) return " ";
  return code >= 32 && code < 0x11_0000 && !(code >= 0xd800 && code < 0xe000)
    ? String.fromCodePoint(code).replaceAll(unseen, "")
    : undefined;
}

const named: Readonly<Record<string, string>> = {
  nbsp: " ",
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  bull: "•",
  copy: "©",
  reg: "®",
  trade: "™",
  rarr: "→",
  larr: "←",
  middot: "·",
  times: "×",
  le: "≤",
  ge: "≥",
  ldquo: "“",
  rdquo: "”",
  lsquo: "‘",
  rsquo: "’",
};
