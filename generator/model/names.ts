import type { Method } from "../openapi.js";

/**
 * Every name in the generated client is made here: from a document's words to an ASCII identifier
 * that no keyword and nothing else in the same scope has.
 */

/** `Get customer's referrers` → `getCustomersReferrers`. Empty where no ASCII word is left. */
export function camelCase(text: string): string {
  const [first = "", ...rest] = wordsOf(text);
  return leadingLetter(lowerHead(first) + rest.map(upperFirst).join(""), "_");
}

/** `mnee.balance-data` → `MneeBalanceData`; capitals inside words stay as they are. */
export function pascalCase(text: string): string {
  return leadingLetter(wordsOf(text).map(upperFirst).join(""), "_");
}

/** `Unread notifications` → `unread-notifications`. */
export function kebabCase(text: string): string {
  return wordsOf(text)
    .map((word) => word.replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase())
    .join("-");
}

/** Whether every letter of the text can be written in ASCII: `Criar assinatura`, not `获取`. */
export function isLatin(text: string): boolean {
  return !/[^\p{ASCII}]/u.test(text.normalize("NFKD").replaceAll(/[^\p{L}]/gu, ""));
}

/** The number of words a name made of the text would have. */
export function countWords(text: string): number {
  return wordsOf(text).length;
}

/** `GET /customers/{customerId}/tier` → `getCustomersByCustomerIdTier`. */
export function nameFromPath(method: Method, path: string): string {
  const parts = path.split("/").map((segment) => segment.replaceAll(/\{([^{}]*)\}/g, " by $1 "));
  return camelCase([method, ...parts].join(" "));
}

/** Words that cannot name a function or a type in a strict-mode module (ECMA-262, 12.7.2). */
const keywords = new Set(
  (
    "arguments as async await break case catch class const continue debugger default delete do " +
    "else enum eval export extends false finally for from function get if implements import in " +
    "instanceof interface let new null of package private protected public return set static " +
    "super switch this throw true try type typeof undefined var void while with yield " +
    "any bigint boolean never number object string symbol unknown"
  ).split(" "),
);

export function isKeyword(name: string): boolean {
  return keywords.has(name);
}

/**
 * Gives out names, each once. Two names that differ only in case count as the same, since files and
 * readers take them so.
 */
export interface Scope {
  readonly has: (name: string) => boolean;
  readonly claim: (name: string) => void;
  /** The first of the candidates that is free, else the last with a number behind it; claimed. */
  readonly take: (...candidates: readonly string[]) => string;
}

/** @param outer its names are taken, too */
export function newScope(taken: Iterable<string> = [], outer?: Scope): Scope {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  const has = (name: string) => used.has(name.toLowerCase()) || outer?.has(name) === true;
  /** The numbers up to which names are known to be taken: nothing gives a name back. */
  const counts = new Map<string, number>();
  const claim = (name: string) => void used.add(name.toLowerCase());
  return {
    has,
    claim,
    take: (...candidates) => {
      const free = candidates.find((name) => name !== "" && !isKeyword(name) && !has(name));
      const name =
        free ?? numbered(candidates.findLast((each) => each !== "") ?? "unnamed", has, counts);
      claim(name);
      return name;
    },
  };
}

function numbered(
  name: string,
  has: (name: string) => boolean,
  counts: Map<string, number>,
): string {
  for (let count = counts.get(name) ?? 2; ; count += 1) {
    if (has(`${name}${count}`)) continue;
    counts.set(name, count);
    return `${name}${count}`;
  }
}

/** Splits at everything that cannot stand in a word; accents are dropped, `+` and `-1` are words. */
function wordsOf(text: string): readonly string[] {
  const words = text
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f'’]/g, "")
    .replaceAll("+", " plus ")
    .split(/[^A-Za-z0-9$]+/)
    .map((word) => word.replaceAll("$", ""))
    .filter((word) => word !== "");
  return withinLimit(words);
}

/** File systems have names of up to 255 bytes; nobody wants to type even that. */
const longest = 200;

function withinLimit(words: readonly string[]): readonly string[] {
  let length = 0;
  const fitting = words.findIndex((word) => (length += word.length + 1) > longest);
  if (fitting < 0) return words;
  return fitting === 0 ? [(words[0] ?? "").slice(0, longest)] : words.slice(0, fitting);
}

function leadingLetter(name: string, prefix: string): string {
  return /^[0-9]/.test(name) ? prefix + name : name;
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `List` → `list`, `API` → `api`, `APIKey` → `apiKey`. */
function lowerHead(word: string): string {
  return word.replace(/^([A-Z]+(?![a-z])|[A-Z])/, (head) => head.toLowerCase());
}
