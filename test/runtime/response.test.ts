import { inspect } from "node:util";
import { expectTypeOf } from "expect-type";
import { describe, expect, test } from "vitest";
import {
  AbortError,
  ApiError,
  AuthenticationError,
  BadRequestError,
  blob,
  ConflictError,
  ConnectionError,
  InternalServerError,
  MissingCredentialsError,
  newClient,
  NotFoundError,
  ParseError,
  PermissionDeniedError,
  queryKey,
  RateLimitError,
  TimeoutError,
  request,
  UnprocessableEntityError,
} from "../../templates/runtime/index.js";
import { call, testClient } from "./client.js";
import { closedUrl, jsonReply, serve, type Reply } from "./server.js";

async function failure(reply: Reply, method = "POST"): Promise<unknown> {
  const server = await serve(reply);
  return call(testClient(server.url), method, { maxRetries: 0 }).then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );
}

test.each<{ type: string | undefined; body: string; want: unknown }>([
  { type: "application/json", body: '{"a":1}', want: { a: 1 } },
  { type: "application/json; charset=utf-8", body: "[1]", want: [1] },
  { type: "application/JSON ;charset=utf-8", body: "0", want: 0 },
  { type: "application/hal+json", body: "null", want: null },
  { type: "application/json", body: "", want: undefined },
  { type: "text/plain", body: "1", want: "1" },
  { type: "text/plain", body: "", want: undefined },
  { type: "application/xml", body: "<a/>", want: "<a/>" },
  { type: undefined, body: '{"a":1}', want: { a: 1 } },
  { type: undefined, body: "plain", want: "plain" },
  { type: undefined, body: "", want: undefined },
])("reads $body of type $type as $want", async ({ type, body, want }) => {
  const server = await serve({ body, ...(type && { headers: { "content-type": type } }) });
  expect(await call(testClient(server.url), "GET")).toEqual(want);
  expect(await call(testClient(server.url), "GET", {}, { read: blob })).toEqual(want);
});

test.each([204, 205])("a %i has no data", async (status) => {
  const server = await serve({ status });
  expect(await call(testClient(server.url), "POST")).toBeUndefined();
});

test("the answer to HEAD has no data", async () => {
  const server = await serve(jsonReply({ a: 1 }));
  expect(await call(testClient(server.url), "HEAD")).toBeUndefined();
});

test("what is neither JSON nor text is a Blob", async () => {
  const bytes = Uint8Array.of(0, 255, 128, 10);
  const server = await serve(
    { headers: { "content-type": "image/png" }, body: bytes },
    { headers: { "content-type": "image/png" } },
  );
  const data = await call(testClient(server.url), "GET", {}, { read: blob });
  expect(data).toBeInstanceOf(Blob);
  expect(new Uint8Array(await (data as Blob).arrayBuffer())).toEqual(bytes);
  expect(await call(testClient(server.url), "GET", {}, { read: blob })).toBeUndefined();
});

test("malformed JSON is a ParseError with the text", async () => {
  const error = await failure({ headers: { "content-type": "application/json" }, body: '{"a":' });
  expect(error).toBeInstanceOf(ParseError);
  expect(error).toMatchObject({
    name: "ParseError",
    status: 200,
    body: '{"a":',
    response: { status: 200 },
  });
});

test("the error body of a proxy is its text, never a ParseError", async () => {
  const html = "<html>Bad Gateway</html>";
  for (const type of ["text/html", "application/json", "application/octet-stream"]) {
    const error = await failure({ status: 502, headers: { "content-type": type }, body: html });
    expect(error).toBeInstanceOf(InternalServerError);
    expect(error).not.toBeInstanceOf(ParseError);
    expect(error).toMatchObject({ status: 502, body: html });
  }
});

test("a body that breaks off is a ConnectionError", async () => {
  const error = await failure((response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    response.write('{"a":', () => response.destroy());
  });
  expect(error).toBeInstanceOf(ConnectionError);
});

describe("ApiError", () => {
  test.each<{ body: unknown; want: string }>([
    {
      body: { success: false, error: { message: "No such customer", code: "E7" } },
      want: '{"message":"No such customer","code":"E7"}',
    },
    { body: { success: false, error: "No such customer" }, want: '"No such customer"' },
    { body: { message: "No such customer" }, want: '{"message":"No such customer"}' },
    { body: { errors: [{ message: "One" }] }, want: '{"errors":[{"message":"One"}]}' },
    { body: { title: "Not found", status: 404 }, want: '{"title":"Not found","status":404}' },
    { body: "plain", want: '"plain"' },
    { body: null, want: "null" },
  ])("has the server's words: $want", async ({ body, want }) => {
    const error = await failure(jsonReply(body, 404));
    expect(error).toMatchObject({ message: `POST /things: 404 ${want}`, body });
  });

  test("keeps its message short", async () => {
    const error = await failure({ status: 500, body: "x".repeat(100_000) });
    expect((error as Error).message.length).toBeLessThan(400);
  });

  test.each([
    { status: 400, Class: BadRequestError },
    { status: 401, Class: AuthenticationError },
    { status: 403, Class: PermissionDeniedError },
    { status: 404, Class: NotFoundError },
    { status: 409, Class: ConflictError },
    { status: 422, Class: UnprocessableEntityError },
    { status: 429, Class: RateLimitError },
    { status: 500, Class: InternalServerError },
    { status: 599, Class: InternalServerError },
  ])("$status is its own class", async ({ status, Class }) => {
    const error = await failure(jsonReply({}, status));
    expect(error).toBeInstanceOf(Class);
    expect(error).toBeInstanceOf(ApiError);
    const others = [BadRequestError, NotFoundError, RateLimitError, InternalServerError];
    expect(others.filter((Other) => Other !== Class && error instanceof Other)).toEqual([]);
    expect(new Error("x")).not.toBeInstanceOf(Class);
  });

  test("has the status text where the answer has no body", async () => {
    const error = await failure({ status: 404 });
    expect(error).toMatchObject({ message: "POST /things: 404 Not Found" });
  });

  test.each(["x-request-id"])("finds the id in %s", async (name) => {
    expect(await failure(jsonReply({}, 400, { [name]: "r1" }))).toMatchObject({
      requestId: "r1",
    });
  });

  test("tells the method, URL, status and headers, and keeps the response", async () => {
    const error = await failure(jsonReply({}, 418, { "x-a": "b" }));
    if (!(error instanceof ApiError)) throw error;
    expect(error).toMatchObject({ name: "ApiError", method: "POST", status: 418, body: {} });
    expect(error.url).toMatch(/^http:.*\/things$/);
    expect(error.headers.get("x-a")).toBe("b");
    expect(error.response.status).toBe(418);
    expect(error.stack).toMatch(/^ApiError|^Error/);
  });

  test("types: the classes are told apart, also by what an error is not", () => {
    const check = (error: ApiError | ConnectionError | Error): void => {
      if (error instanceof NotFoundError) expectTypeOf(error.status).toEqualTypeOf<404>();
      else if (error instanceof InternalServerError) expectTypeOf(error.status).toExtend<number>();
      else if (error instanceof ParseError) expectTypeOf(error.body).toEqualTypeOf<string>();
      else if (error instanceof ApiError) expectTypeOf(error.status).toEqualTypeOf<number>();
      else if (error instanceof TimeoutError)
        expectTypeOf(error.name).toEqualTypeOf<"TimeoutError">();
      else if (error instanceof ConnectionError) expectTypeOf(error.cause).toEqualTypeOf<unknown>();
      else if (error instanceof AbortError) expectTypeOf(error.name).toEqualTypeOf<"AbortError">();
      else if (error instanceof MissingCredentialsError) expectTypeOf(error.message).toBeString();
      else expectTypeOf(error).toEqualTypeOf<Error>();
    };
    expect(check).toBeTypeOf("function");
  });

  test("shows no secrets, printed or serialised", async () => {
    const schemes = { Key: queryKey("api_key") };
    const server = await serve(jsonReply({}, 400, { "set-cookie": "session=hidden" }));
    for (const base of [server.url, await closedUrl()]) {
      const client = newClient({ servers: {}, schemes }, { server: base, auth: { Key: "hidden" } });
      const error: unknown = await request(client, {
        method: "POST",
        path: "/a?x=1",
        security: [["Key"]],
      }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toContain(
        "hidden",
      );
    }
    expect(server.received[0]?.url).toBe("/a?x=1&api_key=hidden");
  }, 10_000);
});
