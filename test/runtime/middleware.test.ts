import { expect, test } from "vitest";
import type { Middleware } from "../../templates/runtime/index.js";
import { call, testClient } from "./client.js";
import { jsonReply, serve } from "./server.js";

test("wraps each attempt, the first one outermost", async () => {
  const log: string[] = [];
  const named =
    (name: string): Middleware =>
    async (request, next) => {
      log.push(`${name} ${request.method} ${request.headers.get("x-app-key")}`);
      const response = await next(request);
      log.push(`${name} ${response.status}`);
      return response;
    };
  const server = await serve(jsonReply({}, 503, { "retry-after-ms": "1" }), jsonReply({}));
  await call(testClient(server.url, { middleware: [named("a"), named("b")] }), "GET");
  const sent = ["a GET app-key", "b GET app-key"];
  expect(log).toEqual([...sent, "b 503", "a 503", ...sent, "b 200", "a 200"]);
});

test("can change the request and the response", async () => {
  const server = await serve(jsonReply({ a: 1 }));
  const change: Middleware = async (request, next) => {
    request.headers.set("x-trace", "t1");
    await next(request);
    return Response.json({ b: 2 });
  };
  expect(await call(testClient(server.url, { middleware: [change] }), "POST")).toEqual({ b: 2 });
  expect(server.received[0]?.headers["x-trace"]).toBe("t1");
});

test("can send a POST again with a new token", async () => {
  const server = await serve(jsonReply({}, 401), jsonReply({ done: true }));
  const refresh: Middleware = async (request, next) => {
    const spare = request.clone();
    const response = await next(request);
    if (response.status !== 401) return response;
    spare.headers.set("x-app-key", "new");
    return next(spare);
  };
  const answer = await call(testClient(server.url, { middleware: [refresh] }), "POST");
  expect(answer).toEqual({ done: true });
  expect(server.received.map(({ body }) => body)).toEqual(['{"name":"x"}', '{"name":"x"}']);
  expect(server.received[1]?.headers["x-app-key"]).toBe("new");
});

test("can answer without sending anything", async () => {
  const cache: Middleware = () => Promise.resolve(Response.json({ cached: true }));
  const client = testClient("https://api.example.com", { middleware: [cache] });
  expect(await call(client, "GET")).toEqual({ cached: true });
});

test("a failure of its own is thrown as it is, and nothing is sent again", async () => {
  const server = await serve(jsonReply({}));
  const cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  const failure = new TypeError("fetch failed", { cause });
  const log: Middleware = async (request, next) => {
    await next(request);
    throw failure;
  };
  const client = testClient(server.url, { middleware: [log] });
  await expect(call(client, "POST")).rejects.toBe(failure);
  await expect(call(client, "GET")).rejects.toBe(failure);
  expect(server.received).toHaveLength(2);
});
