import { expectTypeOf } from "expect-type";
import { describe, expect, test } from "vitest";
import {
  ConnectionError,
  NotFoundError,
  request,
  unwrapped,
  type Client,
  type UnwrappedPromise,
} from "../../templates/runtime/index.js";
import { testClient } from "./client.js";
import { closedUrl, jsonReply, serve } from "./server.js";

interface Envelope {
  success: boolean;
  data?: number[];
}
interface Errors {
  404: { title: string };
}

function getNumbers(client: Client): UnwrappedPromise<Envelope["data"], Envelope, Errors> {
  return unwrapped(request(client, { method: "GET", path: "/a", security: [[]] }), "data");
}

const whole = { success: true, data: [1, 2] };

describe("a promise of what is in an envelope", () => {
  test("gives the data, the envelope, and both; the request is sent once", async () => {
    const server = await serve(jsonReply(whole));
    const promise = getNumbers(testClient(server.url));
    const data = await promise;
    expectTypeOf(data).toEqualTypeOf<number[] | undefined>();
    expect(data).toEqual([1, 2]);
    expect(promise).toBeInstanceOf(Promise);
    expect(await promise.finally(() => {})).toEqual([1, 2]);
    const envelope = await promise.envelope();
    expectTypeOf(envelope).toEqualTypeOf<Envelope>();
    expect(envelope).toEqual(whole);
    const answer = await promise.withResponse();
    expectTypeOf(answer.data).toEqualTypeOf<number[] | undefined>();
    expectTypeOf(answer.envelope).toEqualTypeOf<Envelope>();
    expect(answer).toMatchObject({ data: [1, 2], envelope: whole, response: { status: 200 } });
    expect(server.received).toHaveLength(1);
  });

  test("result() has the data on success, and errors unchanged", async () => {
    const server = await serve(jsonReply(whole), jsonReply({ title: "No" }, 404));
    const success = await getNumbers(testClient(server.url)).result();
    expect(success).toMatchObject({ ok: true, status: 200, data: [1, 2] });
    const failure = await getNumbers(testClient(server.url)).result();
    expect(failure).toMatchObject({ ok: false, status: 404, error: { title: "No" } });
    if (success.ok) expectTypeOf(success.data).toEqualTypeOf<number[] | undefined>();
    if (failure.status === 404) expectTypeOf(failure.error).toEqualTypeOf<{ title: string }>();
  });

  test("rejects as the request does", async () => {
    const server = await serve(jsonReply({ title: "No" }, 404));
    const client = testClient(server.url);
    await expect(getNumbers(client)).rejects.toThrow(NotFoundError);
    await expect(getNumbers(client).envelope()).rejects.toThrow(NotFoundError);
    await expect(getNumbers(client).withResponse()).rejects.toThrow(NotFoundError);
    const closed = testClient(await closedUrl(), { maxRetries: 0 });
    await expect(getNumbers(closed).result()).rejects.toThrow(ConnectionError);
  });

  test.each([undefined, null, "text", 1, {}])(
    "is undefined where there is none: %j",
    async (body) => {
      const server = await serve(body === undefined ? { status: 204 } : jsonReply(body));
      expect(await getNumbers(testClient(server.url))).toBeUndefined();
    },
  );
});
