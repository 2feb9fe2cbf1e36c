import { getEventListeners } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  AbortError,
  ApiError,
  ConnectionError,
  newClient,
  TimeoutError,
} from "../../templates/runtime/index.js";
import { call, testClient } from "./client.js";
import { jsonReply, serve, type Reply } from "./server.js";

const silent: Reply = () => {};
const slowBody: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"a":');
};

afterEach(() => {
  vi.restoreAllMocks();
});

/** Counts the runtime's timers, of 60 s and 30 s, that are set and not cleared. */
function countTimers(): () => number {
  const set = vi.spyOn(globalThis, "setTimeout");
  const cleared = vi.spyOn(globalThis, "clearTimeout");
  return () => {
    const gone = new Set(cleared.mock.calls.map(([timer]) => timer));
    const own = set.mock.results.filter((_, index) =>
      [60_000, 30_000].includes(Number(set.mock.calls[index]?.[1])),
    );
    return own.filter(({ value }) => !gone.has(value as NodeJS.Timeout)).length;
  };
}

describe("timeout", () => {
  test.each([
    { name: "headers", reply: silent },
    { name: "body", reply: slowBody },
  ])("of the $name", async ({ reply }) => {
    const server = await serve(reply);
    const promise = call(testClient(server.url, { timeout: 300 }), "POST");
    await expect(promise).rejects.toThrow(TimeoutError);
    await expect(promise).rejects.toThrow(ConnectionError);
    await expect(promise).rejects.toThrow("POST /things: timeout");
    expect(server.received).toHaveLength(1);
  });

  test("is for each attempt, and a GET is sent again after it", async () => {
    const server = await serve(silent, jsonReply({ done: true }));
    const client = testClient(server.url, { timeout: 1 });
    expect(await call(client, "GET", { timeout: 300 })).toEqual({ done: true });
    expect(server.received).toHaveLength(2);
  });

  test("ends a middleware and a credential that never settle", async () => {
    const never = new Promise<never>(() => {});
    for (const settings of [
      { middleware: [() => never] },
      { auth: { AppKey: () => never, SecretKey: "x" } },
    ]) {
      const client = testClient("http://127.0.0.1:9", { timeout: 20, ...settings });
      await expect(call(client, "POST")).rejects.toThrow(TimeoutError);
    }
  });

  test("lets go of the connection", async () => {
    let closed: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const server = await serve((response) => {
      response.on("close", () => closed?.());
    });
    await expect(call(testClient(server.url, { timeout: 300 }), "POST")).rejects.toThrow(
      TimeoutError,
    );
    await gone;
  });
});

describe("abort", () => {
  test("before: nothing is sent", async () => {
    const server = await serve({});
    const promise = call(testClient(server.url), "GET", { signal: AbortSignal.abort() });
    await expect(promise).rejects.toThrow(AbortError);
    await expect(promise).rejects.toMatchObject({ name: "AbortError" });
    expect(server.received).toEqual([]);
  });

  test.each([
    { name: "headers", reply: silent },
    { name: "body", reply: slowBody },
  ])("while waiting for the $name", async ({ reply }) => {
    const controller = new AbortController();
    const server = await serve((response, received) => {
      if (typeof reply === "function") reply(response, received);
      setTimeout(() => controller.abort(), 10);
    });
    const timers = countTimers();
    const promise = call(testClient(server.url), "GET", { signal: controller.signal });
    await expect(promise).rejects.toThrow(AbortError);
    expect(server.received).toHaveLength(1);
    expect(timers()).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("while waiting for a retry: at once, leaving no timer and no listener", async () => {
    const controller = new AbortController();
    const server = await serve(jsonReply({}, 503, { "retry-after": "30" }));
    const timers = countTimers();
    const promise = call(testClient(server.url), "GET", { signal: controller.signal });
    await vi.waitFor(() => {
      // The one of the attempt is cleared, the one of the pause is set.
      expect(setTimeout).toHaveBeenCalledWith(expect.any(Function), 30_000);
      expect(timers()).toBe(1);
    });
    controller.abort();
    await expect(promise).rejects.toThrow(AbortError);
    expect(timers()).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(server.received).toHaveLength(1);
  });

  test("after: has no effect, and nothing is left behind", async () => {
    const controller = new AbortController();
    const server = await serve(jsonReply({ a: 1 }));
    const timers = countTimers();
    const promise = call(testClient(server.url), "GET", { signal: controller.signal });
    expect(await promise).toEqual({ a: 1 });
    expect(timers()).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    controller.abort();
    expect(await promise).toEqual({ a: 1 });
  });

  test("with a reason of one's own rejects with that", async () => {
    const reason = new Error("user left");
    const promise = call(testClient("http://127.0.0.1:9"), "GET", {
      signal: AbortSignal.abort(reason),
    });
    await expect(promise).rejects.toBe(reason);
    expect(reason).not.toBeInstanceOf(AbortError);
    expect(reason).not.toBeInstanceOf(ApiError);
  });
});

test("fetch is called on its own, as browsers demand", async () => {
  const client = newClient(
    { servers: {}, schemes: {} },
    {
      server: "https://api.example.com",
      fetch(this: unknown) {
        expect(this).toBeUndefined();
        return Promise.resolve(Response.json({ a: 1 }));
      },
    },
  );
  expect(await call(client, "GET", {}, { security: [[]] })).toEqual({ a: 1 });
});
