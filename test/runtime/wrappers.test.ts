import { getEventListeners } from "node:events";
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  bind,
  idempotent,
  limitConcurrency,
  limitTime,
  logging,
  newClient,
  queryKey,
  request,
  TimeoutError,
  type Client,
  type RequestOptions,
} from "../../templates/runtime/index.js";
import { call, testClient } from "./client.js";
import { jsonReply, serve } from "./server.js";

describe("limitConcurrency", () => {
  /** A client whose calls end when they are told to. */
  function manual() {
    const ends: (() => void)[] = [];
    const begun: string[] = [];
    const client: Client = ({ path }) => {
      begun.push(path);
      return new Promise((resolve) => {
        const response = new Response();
        ends.push(() => resolve({ ok: true, status: 200, data: path, response }));
      });
    };
    return { client, ends, begun };
  }
  const send = (client: Client, path: string, options?: RequestOptions) =>
    request(client, { method: "GET", path, security: [[]] }, {}, options);
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  test("calls wait for their turn, first come, first served", async () => {
    const { client, ends, begun } = manual();
    const limited = limitConcurrency(client, 2);
    const calls = ["a", "b", "c", "d"].map((path) => send(limited, path).then((data) => data));
    expect(begun).toEqual(["a", "b"]);
    ends[1]?.();
    await settled();
    expect(begun).toEqual(["a", "b", "c"]);
    ends[0]?.();
    ends[2]?.();
    await settled();
    ends[3]?.();
    expect(await Promise.all(calls)).toEqual(["a", "b", "c", "d"]);
  });

  test("an aborted call leaves the queue, and no listener behind", async () => {
    const { client, ends, begun } = manual();
    const limited = limitConcurrency(client, 1);
    const first = send(limited, "a").then((data) => data);
    const controller = new AbortController();
    const { signal } = controller;
    const aborted = send(limited, "b", { signal }).then((data) => data);
    const other = new AbortController();
    const last = send(limited, "c", { signal: other.signal }).then((data) => data);
    controller.abort(new Error("enough"));
    await expect(aborted).rejects.toThrow("enough");
    await expect(send(limited, "d", { signal })).rejects.toThrow("enough");
    ends[0]?.();
    await settled();
    ends[1]?.();
    expect(await Promise.all([first, last])).toEqual(["a", "c"]);
    expect(begun).toEqual(["a", "c"]);
    expect(getEventListeners(other.signal, "abort")).toEqual([]);
  });

  test("a failed call makes room, too", async () => {
    const limited = limitConcurrency(() => Promise.reject(new Error("no")), 1);
    await expect(send(limited, "a")).rejects.toThrow("no");
    await expect(send(limited, "b")).rejects.toThrow("no");
  });
});

test("limitTime covers all attempts and pauses", async () => {
  const server = await serve({ status: 503, headers: { "retry-after-ms": "10" } });
  const client = limitTime(testClient(server.url, { maxRetries: 1000 }), 500);
  await expect(call(client, "GET")).rejects.toThrow(TimeoutError);
  const { length } = server.received;
  expect(length).toBeGreaterThan(1);
});

test("logging tells of each attempt, and of no secret", async () => {
  const lines: string[] = [];
  const take = (level: string) => (message: string) =>
    lines.push(`${level} ${message.replace(/\d+ ms/, "N ms").replace(/127\S+?\//, "HOST/")}`);
  const logger = { debug: take("debug"), warn: take("warn"), error: take("error") };
  const server = await serve(
    jsonReply({}, 503, { "retry-after-ms": "1" }),
    jsonReply({}),
    (response) => response.destroy(),
  );
  const client = newClient(
    { servers: {}, schemes: { Key: queryKey("k") } },
    {
      server: server.url,
      auth: { Key: "hidden" },
      middleware: [logging(logger, { redact: ["k"] })],
    },
  );
  const path = "/a?access_token=hidden&q=1";
  const send = (method: string) => request(client, { method, path, security: [["Key"]] });
  await send("GET");
  await send("POST").catch(() => undefined);
  expect(lines).toEqual([
    "warn GET http://HOST/a?access_token=***&q=1&k=*** 503 in N ms",
    "debug GET http://HOST/a?access_token=***&q=1&k=*** 200 in N ms",
    "error POST http://HOST/a?access_token=***&q=1&k=*** no response in N ms",
  ]);
});

describe("idempotent", () => {
  test("each call has a key of its own, the same in all attempts", async () => {
    const server = await serve({ status: 503 }, { status: 204 });
    const client = testClient(server.url);
    await call(client, "POST", idempotent());
    await call(client, "POST", idempotent());
    const keys = server.received.map(({ headers }) => headers["idempotency-key"] ?? "");
    expect(keys).toHaveLength(3);
    expect(keys[0]).toMatch(/^[\da-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  }, 10_000);

  test("under another name, and with the caller's own key", async () => {
    const server = await serve({ status: 204 });
    await call(testClient(server.url), "POST", idempotent({ idempotencyKey: "mine" }, "X-Once"));
    expect(server.received[0]?.headers).toMatchObject({ "x-once": "mine" });
    expect(server.received[0]?.headers).not.toHaveProperty("idempotency-key");
  });
});

describe("bind", () => {
  const getThing = (client: Client, input: { path: { id: string } }, options?: RequestOptions) =>
    request<string>(
      client,
      { method: "GET", path: `/${input.path.id}`, security: [[]] },
      {},
      options,
    );
  const list = (client: Client) =>
    request<string[]>(client, { method: "GET", path: "/", security: [[]] });

  test("operations lose their first parameter, in groups too", async () => {
    const server = await serve(jsonReply("a thing"));
    const api = bind(testClient(server.url), {
      getThing,
      things: { list },
      limit: 3,
      kindValues: ["a", "big"] as const,
      nothing: null,
    });
    expect(await api.getThing({ path: { id: "b" } })).toBe("a thing");
    await api.things.list();
    expect(server.received.map(({ url }) => url)).toEqual(["/b", "/"]);
    expectTypeOf(api).not.toHaveProperty("limit");
    expectTypeOf(api.getThing).parameters.toEqualTypeOf<
      [input: { path: { id: string } }, options?: RequestOptions]
    >();
    expectTypeOf(api.getThing({ path: { id: "b" } })).resolves.toEqualTypeOf<string>();
  });
});
