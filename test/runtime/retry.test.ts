import { describe, expect, test } from "vitest";
import { ApiError, ConnectionError, TimeoutError } from "../../templates/runtime/index.js";
import { retryDelay } from "../../templates/runtime/retry.js";
import { call, testClient } from "./client.js";
import { closedUrl, jsonReply, serve, type Reply } from "./server.js";

const now = Date.parse("2026-01-01T00:00:00Z");
const url = new URL("https://api.example.com/things");

function status(code: number, headers: Record<string, string> = {}): ApiError {
  return new ApiError(
    "GET /things",
    "GET",
    url,
    new Response(null, { status: code, headers }),
    undefined,
  );
}

function connection(code?: string): ConnectionError {
  const cause = new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
  return new ConnectionError("no connection", { cause });
}

const failures = {
  reset: connection("ECONNRESET"),
  closed: connection("UND_ERR_SOCKET"),
  unknown: new ConnectionError("", { cause: new TypeError("Failed to fetch") }),
  "no cause": new ConnectionError(""),
  timeout: new TimeoutError(""),
  refused: connection("ECONNREFUSED"),
  "not found": connection("ENOTFOUND"),
  "try again": connection("EAI_AGAIN"),
  "refused (Bun)": new ConnectionError("", {
    cause: Object.assign(new Error("x"), { code: "ConnectionRefused" }),
  }),
  400: status(400),
  401: status(401),
  404: status(404),
  408: status(408),
  409: status(409),
  422: status(422),
  429: status(429),
  500: status(500),
  501: status(501),
  502: status(502),
  503: status(503),
  "503 with Retry-After": status(503, { "retry-after": "1" }),
  "503 with retry-after-ms": status(503, { "retry-after-ms": "1" }),
  "503 with an unreadable Retry-After": status(503, { "retry-after": "soon" }),
  504: status(504),
  "another error": Object.assign(new Error("x"), { cause: { code: "ECONNREFUSED" } }),
  "nothing at all": undefined,
};

const never = ["400", "401", "404", "409", "422", "501", "another error", "nothing at all"];
const notActedOn = ["refused", "not found", "try again", "refused (Bun)", "429"];
const notActedOn503 = ["503 with Retry-After", "503 with retry-after-ms"];

/** What {@link retryDelay} gives; undefined where it throws the error, as there must be no other attempt. */
function delayOf(
  attempt: number,
  repeatable: boolean,
  error: unknown,
  at: number,
  random: number,
): number | undefined {
  try {
    return retryDelay(attempt, attempt + 1, repeatable, error, at, random);
  } catch (thrown) {
    return thrown === error ? undefined : Number.NaN;
  }
}

describe("what is sent again", () => {
  test("a request that may be repeated: whatever may pass", () => {
    const again = Object.entries(failures)
      .filter(([, failure]) => delayOf(0, true, failure, now, 0) !== undefined)
      .map(([name]) => name);
    expect(again.toSorted()).toEqual(
      Object.keys(failures)
        .filter((name) => !never.includes(name))
        .toSorted(),
    );
  });

  test("another: what cannot have been acted on", () => {
    const again = Object.entries(failures)
      .filter(([, failure]) => delayOf(0, false, failure, now, 0) !== undefined)
      .map(([name]) => name);
    expect(again.toSorted()).toEqual([...notActedOn, ...notActedOn503].toSorted());
  });
});

test.each([
  { given: { attempt: 0, random: 0 }, want: 500 },
  { given: { attempt: 1, random: 0 }, want: 1000 },
  { given: { attempt: 4, random: 0 }, want: 8000 },
  { given: { attempt: 9, random: 0 }, want: 8000 },
  { given: { attempt: 0, random: 1 }, want: 375 },
  { given: { attempt: 9, random: 0.5 }, want: 7000 },
])("backs off: $given → $want", ({ given, want }) => {
  expect(delayOf(given.attempt, true, status(500), now, given.random)).toBe(want);
});

test.each<{ given: Record<string, string>; want: number | undefined }>([
  { given: { "retry-after": "0" }, want: 0 },
  { given: { "retry-after": "7" }, want: 7000 },
  { given: { "retry-after": "0.5" }, want: 500 },
  { given: { "retry-after": "60" }, want: 60_000 },
  { given: { "retry-after": "61" }, want: undefined },
  { given: { "retry-after": "Thu, 01 Jan 2026 00:00:05 GMT" }, want: 5000 },
  { given: { "retry-after": "Thu, 01 Jan 2026 00:02:00 GMT" }, want: undefined },
  { given: { "retry-after-ms": "20" }, want: 20 },
  { given: { "retry-after-ms": "20", "retry-after": "7" }, want: 20 },
  { given: { "retry-after-ms": "60001" }, want: undefined },
  { given: { "retry-after-ms": "x", "retry-after": "7" }, want: 7000 },
  { given: { "retry-after": "soon" }, want: 500 },
])("obeys $given → $want", ({ given, want }) => {
  expect(delayOf(0, true, status(429, given), now, 0)).toBe(want);
});

test("a date that has passed is no reason to wait", () => {
  const delay = delayOf(
    0,
    true,
    status(429, { "retry-after": "Wed, 31 Dec 2025 00:00:00 GMT" }),
    now,
    0,
  );
  expect(delay).toBeLessThanOrEqual(0);
});

const done = jsonReply({ done: true });
const soon = { "retry-after-ms": "1" };
const reset: Reply = (response) => {
  response.destroy();
};

describe("on the wire", () => {
  test.each<{ method: string; first: Reply; want: number | "ConnectionError"; requests: number }>([
    { method: "GET", first: reset, want: 200, requests: 2 },
    { method: "PUT", first: reset, want: 200, requests: 2 },
    { method: "DELETE", first: jsonReply({}, 500, soon), want: 200, requests: 2 },
    { method: "POST", first: reset, want: "ConnectionError", requests: 1 },
    { method: "PATCH", first: reset, want: "ConnectionError", requests: 1 },
    { method: "POST", first: jsonReply({}, 408, soon), want: 408, requests: 1 },
    { method: "POST", first: jsonReply({}, 500, soon), want: 500, requests: 1 },
    { method: "POST", first: jsonReply({}, 502, soon), want: 502, requests: 1 },
    { method: "POST", first: jsonReply({}, 504, soon), want: 504, requests: 1 },
    { method: "POST", first: jsonReply({}, 503), want: 503, requests: 1 },
    { method: "POST", first: jsonReply({}, 503, { "retry-after": "0" }), want: 200, requests: 2 },
    { method: "POST", first: jsonReply({}, 429, { "retry-after": "0" }), want: 200, requests: 2 },
    { method: "POST", first: jsonReply({}, 429, { "retry-after": "61" }), want: 429, requests: 1 },
  ])("$method → $want after $requests requests", async ({ method, first, want, requests }) => {
    const server = await serve(first, done);
    const outcome = await call(testClient(server.url), method)
      .result()
      .then(
        ({ status: code }) => code,
        (error: unknown) => (error instanceof Error ? error.name : error),
      );
    expect(outcome).toBe(want);
    expect(server.received).toHaveLength(requests);
    expect(new Set(server.received.map(({ body }) => body))).toEqual(
      new Set([method === "GET" ? "" : '{"name":"x"}']),
    );
  });

  test("a POST whose connection is refused is sent again", async () => {
    const server = await serve(done);
    const addresses = [await closedUrl(), server.url];
    const client = testClient("https://unused.example.com", {
      fetch: (input) => {
        const sent = input as Request;
        const address = addresses.length > 1 ? addresses.shift() : addresses[0];
        return fetch(new Request(`${address}/things`, sent));
      },
    });
    await expect(call(client, "POST")).resolves.toEqual({ done: true });
    expect(server.received).toHaveLength(1);
  });

  test("an idempotency key is the same on each attempt, and makes a POST repeatable", async () => {
    const server = await serve(jsonReply({}, 500, soon), jsonReply({}, 500, soon), done);
    await call(testClient(server.url), "POST", { idempotencyKey: "k1" });
    expect(server.received.map(({ headers }) => headers["idempotency-key"])).toEqual([
      "k1",
      "k1",
      "k1",
    ]);
  });

  test.each([
    { client: {}, options: undefined, requests: 3 },
    { client: { maxRetries: 1 }, options: undefined, requests: 2 },
    { client: { maxRetries: 1 }, options: { maxRetries: 0 }, requests: 1 },
    { client: {}, options: { maxRetries: 4 }, requests: 5 },
  ])("maxRetries: $client $options → $requests requests", async ({ client, options, requests }) => {
    const server = await serve(jsonReply({}, 500, soon));
    await expect(call(testClient(server.url, client), "GET", options)).rejects.toThrow(/500/);
    expect(server.received).toHaveLength(requests);
  });
});
