import { fillers, wordsOf, type Place } from "./inline-places.js";
import type { Root } from "./inline-roots.js";
import { countWords, isLatin, pascalCase } from "./names.js";
import { singular } from "./singular.js";

/** What operations have in common whose whole answer is the same object. */
export interface Shared {
  /** The words of the operations' names. */
  readonly bases: ReadonlySet<string>;
  readonly statuses: ReadonlySet<string>;
}

/** Longer names are cut: nobody reads them to their end. */
const longest = 100;

/**
 * What the type of an inline object may be called, best first.
 *
 * @param title the object's own, made a name by {@link nameFromTitle}
 * @param shared of an answer: by whom it is given
 */
export function candidateNames(
  place: Place,
  title: string | undefined,
  shared: Shared | undefined,
): readonly string[] {
  const derived = place.position === "root" ? rootNames(place.root, shared) : innerNames(place);
  const names = [...(title === undefined ? [] : [title]), ...derived];
  return names.map((name) => name.slice(0, longest));
}

/** Titles that name no thing: the place says more. */
const generic =
  /^(Array|Body|Content|Data|Default|Error|Errors|Item|Items|List|Model|Object|Payload|Request|Response|Result|Results|Root|Schema|Type|Value)$/;

/** The name that a title makes: latin, of four words at most, and no sentence. */
export function nameFromTitle(title: unknown): string | undefined {
  if (typeof title !== "string" || /[.!?:;,]/.test(title) || !isLatin(title)) return undefined;
  const name = pascalCase(title);
  if (!/^[A-Z]/.test(name) || name.length > longest || generic.test(name)) return undefined;
  return countWords(title) <= 4 ? name : undefined;
}

function innerNames(place: Place): readonly string[] {
  const { root, base, step } = place;
  const words = wordsOf(place);
  const short = words.filter((word, index) => index === words.length - 1 || !fillers.has(word));
  const isItem = step?.kind === "items" || step?.kind === "values";
  // What is in a list is one of what the list is called.
  const isListOfBase = root.role === "component" && isItem && words.join("") === "Item";
  // Inside a body or answer without a type of its own, its role tells it from the others.
  const role = base === root.base ? roleWord(root) : "";
  return [
    ...(isListOfBase && singular(base) !== base ? [singular(base)] : []),
    joined(base, short, isItem),
    joined(base, words, isItem),
    joined(base + role, words, isItem),
  ];
}

/** Without saying a thing twice: `Order` and `OrderLine` make `OrderLine`, `ListPets` and `Pet` `ListPetsItem`. */
function joined(base: string, words: readonly string[], isItem: boolean): string {
  const said = words.reduce(overlapped, "");
  const whole = overlapped(base, said);
  if (!isItem) return whole;
  const thing = said.replace(/(?<=.)Item$/, "").toLowerCase();
  const list = singular(base.replace(/List$/, "")).toLowerCase();
  const isSaid = [base.toLowerCase(), singular(base).toLowerCase(), list].some(
    (text) => text.endsWith(thing) || (base.endsWith("List") && text === `${thing}list`),
  );
  return isSaid ? `${base}Item` : whole;
}

/** `ConcurrencyGroup` and `GroupMember` make `ConcurrencyGroupMember`. */
function overlapped(before: string, after: string): string {
  for (let start = Math.max(0, before.length - longest); start < before.length; start += 1) {
    const tail = before.slice(start);
    const rest = after.slice(tail.length);
    if (/^[A-Z]/.test(tail) && after.startsWith(tail) && /^[A-Z]/.test(rest)) return before + rest;
  }
  return before + after;
}

function rootNames(root: Root, shared: Shared | undefined): readonly string[] {
  const { base, component, role } = root;
  if (component !== undefined) {
    const suffixed = `${base}${role === "body" ? "Body" : "Response"}`;
    const saysSo = role === "answer" || /(Body|Request|Input|Payload)$/.test(base);
    return saysSo ? [base, suffixed] : [suffixed];
  }
  if (role === "body") return [`${base}Body`, `${base}RequestBody`];
  if (role === "payload") return [`${base}Payload`];
  const own = [base + roleWord(root), `${base}${roleWord(root)}Body`];
  if (root.isResponse) return [...nouns(shared?.bases ?? []), `${base}Result`, ...own];
  if (root.status?.startsWith("2") === true || !shared || shared.bases.size < 2) return own;
  const [only = "", ...others] = [...shared.statuses].map(statusWord);
  const common = others.length === 0 ? only : "Error";
  return [`${common}Response`, `${common}Body`, ...own];
}

/** What operations are about that give one thing: `GetOrder`, `UpdateOrder` → `Order`. */
function nouns(bases: Iterable<string>): readonly string[] {
  const found = [...bases].flatMap((base) => {
    const [, verb, noun = ""] = verbAndNoun.exec(base) ?? [];
    if (noun === "" || preposition.test(noun)) return [];
    return verb === "List" ? `${singular(noun)}List` : noun;
  });
  return found.slice(0, 1);
}

/** The verb may stand behind a word for the part of the API, the noun before what says which. */
const verbAndNoun =
  /^(?:[A-Z][a-z]+)*?(Create|Edit|Fetch|Find|Get|List|Patch|Read|Replace|Retrieve|Save|Show|Update|Upsert|View)([A-Z].*?)(?:(?:As|By|For|In|On|To|With)(?=[A-Z]).*)?$/;

const preposition = /^(As|By|For|In|On|To|With)(?=[A-Z])/;

function roleWord({ role, isResponse, status }: Root): string {
  if (role === "component") return "";
  if (role === "body") return "Body";
  if (role === "payload") return "Payload";
  return isResponse || status === undefined ? "Response" : statusWord(status);
}

const statusWords: Readonly<Record<string, string>> = {
  "200": "Ok",
  "201": "Created",
  "202": "Accepted",
  "203": "NonAuthoritative",
  "206": "PartialContent",
  "207": "MultiStatus",
  "2XX": "Success",
  "400": "BadRequest",
  "401": "Unauthorized",
  "402": "PaymentRequired",
  "403": "Forbidden",
  "404": "NotFound",
  "405": "MethodNotAllowed",
  "406": "NotAcceptable",
  "408": "RequestTimeout",
  "409": "Conflict",
  "410": "Gone",
  "412": "PreconditionFailed",
  "413": "ContentTooLarge",
  "415": "UnsupportedMediaType",
  "422": "UnprocessableContent",
  "423": "Locked",
  "424": "FailedDependency",
  "429": "TooManyRequests",
  "4XX": "ClientError",
  "500": "InternalServerError",
  "501": "NotImplemented",
  "502": "BadGateway",
  "503": "ServiceUnavailable",
  "504": "GatewayTimeout",
  "5XX": "ServerError",
  default: "Error",
};

function statusWord(status: string): string {
  return statusWords[status] ?? `Status${status}`;
}
