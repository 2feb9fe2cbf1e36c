import { describe, expect, test } from "vitest";
import {
  afterLast,
  nextCursor,
  nextLink,
  nextNumber,
  nextOffset,
  paginated,
  queryParams,
  request,
  unwrapped,
  type ApiPromise,
  type Input,
  type NextPage,
  type Pages,
} from "../../templates/runtime/index.js";
import { testClient } from "./client.js";
import { serve, type Received } from "./server.js";

interface Thing {
  readonly id: number;
}

const things: readonly Thing[] = [1, 2, 3, 4, 5].map((id) => ({ id }));

/** A server of five things in pages of two; `answer` says how it wraps and links them. */
async function apiOf(
  answer: (query: URLSearchParams, url: string) => [unknown, Record<string, string>?],
) {
  const server = await serve((response, { url }: Received) => {
    const [body, headers] = answer(new URL(url, "http://a").searchParams, server.url);
    response.writeHead(200, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  });
  const client = testClient(server.url);
  const list = (path: readonly string[], next: NextPage, input?: Input) =>
    paginated<ApiPromise<unknown> & Pages<unknown, Thing>>(
      (page) =>
        request(client, { method: "GET", path: "/t", url: queryParams, security: [[]] }, page),
      input,
      path,
      next,
    );
  const urls = () => server.received.map(({ url }) => url);
  return { client, list, urls };
}

const ids = async (items: AsyncIterable<Thing>) => {
  const found: number[] = [];
  for await (const { id } of items) found.push(id);
  return found;
};

describe("pages", () => {
  const from = (start: number) => things.slice(start, start + 2);

  test("by a cursor in the answer", async () => {
    const api = await apiOf((query) => {
      const start = Number(query.get("after") ?? 0);
      const next = start + 2 < things.length ? String(start + 2) : null;
      return [{ data: { list: from(start) }, meta: { next } }];
    });
    const found = api.list(["data", "list"], nextCursor("after", ["meta", "next"]), {
      query: { limit: 2 },
    });
    expect(await ids(found)).toEqual([1, 2, 3, 4, 5]);
    expect(api.urls()).toEqual(["/t?limit=2", "/t?limit=2&after=2", "/t?limit=2&after=4"]);
  });

  test("by the last item", async () => {
    const api = await apiOf((query) => [from(Number(query.get("after") ?? 0))]);
    expect(await ids(api.list([], afterLast("after", ["id"])))).toEqual([1, 2, 3, 4, 5]);
    expect(api.urls()).toEqual(["/t", "/t?after=2", "/t?after=4", "/t?after=5"]);
  });

  test("by number, from the one that is asked for", async () => {
    const api = await apiOf((query) => [from((Number(query.get("page") ?? 1) - 1) * 2)]);
    expect(await ids(api.list([], nextNumber("page"), { query: { page: 2 } }))).toEqual([3, 4, 5]);
    expect(api.urls()).toEqual(["/t?page=2", "/t?page=3", "/t?page=4"]);
  });

  test("by offset", async () => {
    const api = await apiOf((query) => [from(Number(query.get("offset") ?? 0))]);
    expect(await ids(api.list([], nextOffset("offset")))).toEqual([1, 2, 3, 4, 5]);
    expect(api.urls()).toEqual(["/t", "/t?offset=2", "/t?offset=4", "/t?offset=5"]);
  });

  test("by the header Link, whose host is not followed", async () => {
    const api = await apiOf((query) => {
      const start = Number(query.get("from") ?? 0);
      const next = `<https://evil.example/t?from=${start + 2}&a=1&a=2>; rel="next"`;
      const link = `<https://a/?from=0>; rel="first"${start + 2 < 5 ? `, ${next}` : ""}`;
      return [from(start), { link }];
    });
    expect(await ids(api.list([], nextLink, { query: { q: "x" } }))).toEqual([1, 2, 3, 4, 5]);
    expect(api.urls()).toEqual(["/t?q=x", "/t?q=x&from=2&a=1&a=2", "/t?q=x&from=4&a=1&a=2"]);
  });

  test("one by one", async () => {
    const api = await apiOf((query) => [from(Number(query.get("offset") ?? 0))]);
    const first = await api.list([], nextOffset("offset"), { query: { offset: 3 } }).page();
    expect(first).toMatchObject({ items: [{ id: 4 }, { id: 5 }], data: [{ id: 4 }, { id: 5 }] });
    const second = await first.getNextPage();
    expect([second.items, second.hasNextPage()]).toEqual([[], false]);
    await expect(second.getNextPage()).rejects.toThrow(RangeError);
    expect(api.urls()).toHaveLength(2);
  });

  test("awaiting gives the first answer, and breaking off asks for no more", async () => {
    const api = await apiOf((query) => [from(Number(query.get("offset") ?? 0))]);
    const found = api.list([], nextOffset("offset"));
    expect(await found).toEqual([{ id: 1 }, { id: 2 }]);
    for await (const { id } of found) if (id === 1) break;
    expect(api.urls()).toEqual(["/t"]);
  });

  test.each([
    ["a cursor that stays the same", nextCursor("after", ["next"]), { data: things, next: "x" }, 2],
    ["a list that is missing", nextNumber("page"), { data: null }, 1],
    ["an answer without a body", nextNumber("page"), undefined, 1],
  ])("%s ends it", async (_, next, body, want) => {
    const api = await apiOf(() => [body]);
    await ids(api.list(["data"], next));
    expect(api.urls()).toHaveLength(want);
  });

  test("out of the envelope, where that is taken off", async () => {
    const api = await apiOf((query) => [{ data: from(Number(query.get("offset") ?? 0)) }]);
    const operation = { method: "GET", path: "/t", url: queryParams, security: [[]] };
    const found = paginated<ReturnType<typeof send> & Pages<Thing[], Thing>>(
      send,
      {},
      ["data"],
      nextOffset("offset"),
    );
    function send(page: Input) {
      return unwrapped<Thing[], { data: Thing[] }>(request(api.client, operation, page), "data");
    }
    expect(await found).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await ids(found)).toEqual([1, 2, 3, 4, 5]);
  });
});
