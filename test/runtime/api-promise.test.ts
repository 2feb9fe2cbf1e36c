import { expectTypeOf } from "expect-type";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  ConnectionError,
  NotFoundError,
  sendRaw,
  request,
  type ApiPromise,
  type Client,
  type Input,
  type Result,
} from "../../templates/runtime/index.js";
import { testClient } from "./client.js";
import { closedUrl, jsonReply, serve } from "./server.js";

interface Thing {
  id: number;
}
interface ErrorResponse {
  error: { message: string };
}
interface Problem {
  title: string;
}
type Errors = { 404: ErrorResponse; 409: Problem; default: string };

function getThing(client: Client, input: Input = {}): ApiPromise<Thing, Errors> {
  return request(client, { method: "GET", path: "/things/1", security: [[]] }, input);
}

const unhandled: unknown[] = [];
const remember = (reason: unknown): void => {
  unhandled.push(reason);
};
beforeEach(() => {
  unhandled.length = 0;
  process.on("unhandledRejection", remember);
});
afterEach(async () => {
  await new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
  process.off("unhandledRejection", remember);
  if (unhandled.length > 0) throw new Error(`unhandled: ${unhandled.join()}`);
});

test("await gives the data", async () => {
  const server = await serve(jsonReply({ id: 1 }));
  const promise = getThing(testClient(server.url));
  expectTypeOf(promise).toExtend<Promise<Thing>>();
  const thing = await promise;
  expectTypeOf(thing).toEqualTypeOf<Thing>();
  expect(thing).toEqual({ id: 1 });
  expect(promise).toBeInstanceOf(Promise);
});

test("the request is sent once, however often it is waited for", async () => {
  const server = await serve(jsonReply({ id: 1 }));
  const promise = getThing(testClient(server.url));
  const finished: string[] = [];
  const all = await Promise.all([
    promise,
    promise,
    promise.then(({ id }) => id),
    promise.withResponse().then(({ response }) => response.headers.get("content-type")),
    promise.result().then(({ ok }) => ok),
    promise.finally(() => finished.push("finally")),
    Promise.resolve(promise),
    Promise.any([promise, promise]),
  ]);
  expect(all).toEqual([
    { id: 1 },
    { id: 1 },
    1,
    "application/json",
    true,
    { id: 1 },
    { id: 1 },
    { id: 1 },
  ]);
  expect(finished).toEqual(["finally"]);
  expect(server.received).toHaveLength(1);
});

test("it is sent without being waited for", async () => {
  const server = await serve(jsonReply({ id: 1 }));
  const promise = getThing(testClient(server.url));
  await expect.poll(() => server.received.length).toBe(1);
  await promise;
});

test("catch and finally", async () => {
  const server = await serve(jsonReply({ error: { message: "gone" } }, 404));
  const promise = getThing(testClient(server.url));
  expect(await promise.catch((error: Error) => error.message)).toBe(
    'GET /things/1: 404 {"message":"gone"}',
  );
  await expect(promise.finally(() => 1)).rejects.toThrow(NotFoundError);
  await expect(promise.withResponse()).rejects.toThrow(NotFoundError);
});

describe("result", () => {
  test("of success", async () => {
    const server = await serve(jsonReply({ id: 1 }, 201));
    const outcome = await getThing(testClient(server.url)).result();
    expect(outcome).toEqual({
      ok: true,
      status: 201,
      data: { id: 1 },
      response: expect.any(Response) as unknown,
    });
  });

  test("of failure: nothing rejects, and nothing is unhandled", async () => {
    const server = await serve(jsonReply({ error: { message: "gone" } }, 404));
    const outcome = await getThing(testClient(server.url)).result();
    expect(outcome).toEqual({
      ok: false,
      status: 404,
      error: { error: { message: "gone" } },
      response: expect.any(Response) as unknown,
    });
  });

  test("of no answer: rejects", async () => {
    const client = testClient(await closedUrl(), { maxRetries: 0 });
    await expect(getThing(client).result()).rejects.toThrow(ConnectionError);
  });

  test("of malformed JSON: rejects", async () => {
    const server = await serve({ headers: { "content-type": "application/json" }, body: "{" });
    await expect(getThing(testClient(server.url)).result()).rejects.toThrow("GET /things/1: 200");
  });
});

test("a failure nobody waits for is reported, as with any promise", async () => {
  const client = testClient(await closedUrl(), { maxRetries: 0 });
  void getThing(client);
  await expect.poll(() => unhandled.length).toBe(1);
  unhandled.length = 0;
});

test("types: a result is told apart by ok and by status", () => {
  const check = (outcome: Result<Thing, Errors>): void => {
    if (outcome.ok) {
      expectTypeOf(outcome.data).toEqualTypeOf<Thing>();
      return;
    }
    if (outcome.status === 404) expectTypeOf(outcome.error).toEqualTypeOf<ErrorResponse>();
    else if (outcome.status === 409) expectTypeOf(outcome.error).toEqualTypeOf<Problem>();
    else expectTypeOf(outcome.error).toEqualTypeOf<string>();
    // Also without asking for `ok`.
    if (outcome.status === 500) expectTypeOf(outcome.error).toEqualTypeOf<string>();
  };
  const byStatus = (outcome: Result<Thing, Errors>): void => {
    if (outcome.status === 404) expectTypeOf(outcome.error).toEqualTypeOf<ErrorResponse>();
    if (outcome.status === 200) expectTypeOf(outcome.data).toEqualTypeOf<Thing>();
    // @ts-expect-error only a failure has an error
    void outcome.error;
  };
  expect([check, byStatus]).toHaveLength(2);
});

test("types: ranges, no default, no documented errors", () => {
  const check = (
    ranges: Result<Thing, { 404: ErrorResponse; "4XX": Problem; "5XX": number }>,
    bare: Result<Thing>,
  ): void => {
    if (ranges.ok || bare.ok) return;
    if (ranges.status === 404) expectTypeOf(ranges.error).toEqualTypeOf<ErrorResponse>();
    else if (ranges.status === 422) expectTypeOf(ranges.error).toEqualTypeOf<Problem>();
    else if (ranges.status === 503) expectTypeOf(ranges.error).toEqualTypeOf<number>();
    else if (ranges.status === 304) expectTypeOf(ranges.error).toEqualTypeOf<unknown>();
    expectTypeOf(bare.error).toEqualTypeOf<unknown>();
    // @ts-expect-error no server answers with this status
    void (bare.status === 200);
  };
  expect(check).toBeTypeOf("function");
});

test("types: sendRaw gives what it is told, or unknown", () => {
  const check = (client: Client): void => {
    const raw = { method: "GET", path: "/a" };
    expectTypeOf(sendRaw(client, [[]], raw)).toExtend<Promise<unknown>>();
    expectTypeOf(sendRaw<Thing>(client, [[]], raw)).toExtend<Promise<Thing>>();
  };
  expect(check).toBeTypeOf("function");
});
