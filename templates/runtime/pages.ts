import type { Answer } from "./api-promise.js";
import type { Input } from "./input.js";

/** An answer that comes page by page; `for await` goes through all items of all pages. */
export interface Pages<Data, Item, Received = Response> extends AsyncIterable<Item> {
  /** The pages one after the other, each fetched when it is asked for. */
  pages(): AsyncIterable<Page<Data, Item, Received>>;
  /** The first page, which knows the next one. */
  page(): Promise<Page<Data, Item, Received>>;
}

/** One page: its data, its items, and the way to the next page. */
export interface Page<Data, Item, Received = Response> extends Answer<Data, Received> {
  readonly items: readonly Item[];
  hasNextPage(): boolean;
  /** Fetches the next page. Rejects with a RangeError where there is none. */
  getNextPage(): Promise<Page<Data, Item, Received>>;
}

/** Where the values are, in the answer as it came: the names of properties on the way. */
type Path = readonly string[];

/** What operations give: a promise with the `Response`, or one whose data comes out of an envelope. */
interface Answering {
  withResponse(): Promise<Answer<unknown> & { readonly envelope?: unknown }>;
}

/** Finds the query parameters of the next page; undefined: this is the last one. */
export type NextPage = (
  answer: {
    readonly body: unknown;
    readonly items: readonly unknown[];
    readonly response: Response;
  },
  query: Query,
) => Query | undefined;

type Query = Readonly<Record<string, unknown>>;

/**
 * Gives an answer its pages. The first is fetched at once, as that of any operation; the others when
 * they are asked for, with the same input but for the query parameters that lead to them.
 */
export function paginated<Paged>(
  send: (input: Input) => Answering,
  given: Input | undefined,
  path: Path,
  next: NextPage,
): Paged {
  const input = given ?? {};
  const first = send(input);
  const toPage = async (promise: Answering, query: Query): Promise<Page<unknown, unknown>> => {
    const answer = await promise.withResponse();
    const body = answer.envelope ?? answer.data;
    const list = valueAt(body, path);
    const items: readonly unknown[] = Array.isArray(list) ? list : [];
    const following = next({ body, items, response: answer.response }, query);
    return {
      ...answer,
      items,
      hasNextPage: () => following !== undefined,
      getNextPage: async () => {
        if (!following) throw RangeError("This is the last page");
        return toPage(send({ ...input, query: following }), following);
      },
    };
  };
  const page = (): Promise<Page<unknown, unknown>> => toPage(first, { ...input.query });
  async function* pages(): AsyncGenerator<Page<unknown, unknown>, void, undefined> {
    let current = await page();
    yield current;
    while (current.hasNextPage()) {
      // oxlint-disable-next-line no-await-in-loop -- a page tells which the next one is
      current = await current.getNextPage();
      yield current;
    }
  }
  async function* all(): AsyncGenerator<unknown, void, undefined> {
    for await (const { items } of pages()) yield* items;
  }
  const more = { page, pages, [Symbol.asyncIterator]: all };
  // The document says what the items are; nothing is checked. Inferred from what an operation gives,
  // as its promise and its pages: to compare the two took the compiler half a second for GitHub's API.
  return Object.assign(first, more) as unknown as Paged;
}

/** The next page begins at what the answer itself says: a cursor, or a token. */
export function nextCursor(parameter: string, path: Path): NextPage {
  return ({ body }, query) => advanced(query, parameter, valueAt(body, path));
}

/** The next page begins after the last item: its id, for instance. */
export function afterLast(parameter: string, path: Path): NextPage {
  return ({ items }, query) => advanced(query, parameter, valueAt(items.at(-1), path));
}

/** Pages have numbers; one without items is behind the last. */
export function nextNumber(parameter: string): NextPage {
  return ({ items }, query) =>
    items.length > 0 ? { ...query, [parameter]: Number(query[parameter] ?? 1) + 1 } : undefined;
}

/** Pages begin so many items from the start; one without items is behind the last. */
export function nextOffset(parameter: string): NextPage {
  return ({ items }, query) =>
    items.length > 0
      ? { ...query, [parameter]: Number(query[parameter] ?? 0) + items.length }
      : undefined;
}

/** The header `Link` has the URL of the next page (RFC 8288); its query is taken. */
export const nextLink: NextPage = ({ response }, query) => {
  const links = (response.headers.get("link") ?? "").split(/,\s*(?=<)/);
  const link = links.find((each) => /;\s*rel="?(?:[^"]*\s)?next\b/i.test(each));
  const target = /^\s*<([^>]*)>/.exec(link ?? "")?.[1];
  if (target === undefined) return undefined;
  const url = new URL(target, response.url || "https://localhost");
  const said: Record<string, unknown> = { ...query };
  for (const name of url.searchParams.keys()) {
    const values = url.searchParams.getAll(name);
    said[name] = values.length > 1 ? values : values[0];
  }
  // A link to the page that it is on would be followed for ever.
  const isNew = Object.entries(said).some(([name, value]) => String(value) !== String(query[name]));
  return isNew ? said : undefined;
};

/** A server that gives the same cursor again would be asked for ever. */
function advanced(query: Query, parameter: string, value: unknown): Query | undefined {
  const isEnd = value === undefined || value === null || value === "" || value === false;
  return isEnd || value === query[parameter] ? undefined : { ...query, [parameter]: value };
}

function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const name of path) {
    current = Object.hasOwn(Object(current), name)
      ? (current as Readonly<Record<string, unknown>>)[name]
      : undefined;
  }
  return current;
}
