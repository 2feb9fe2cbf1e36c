import { inspect } from "node:util";
import { expect, test } from "vitest";
import {
  basic,
  bearer,
  cookieKey,
  headerKey,
  MissingCredentialsError,
  newClient,
  queryKey,
  request,
  withCookieParams,
  type ClientSettings,
  type Input,
} from "../../templates/runtime/index.js";
import { call, testClient } from "./client.js";
import { jsonReply, serve, type Received } from "./server.js";

const schemes = {
  Header: headerKey("X-Key"),
  Query: queryKey("key"),
  Cookie: cookieKey("session"),
  Bearer: bearer(),
  Basic: basic(),
};

async function send(
  auth: NonNullable<ClientSettings["auth"]>,
  security: string[][],
  input: Input = {},
): Promise<Received | undefined> {
  const server = await serve({ status: 204 });
  const client = newClient({ servers: { test: server.url }, schemes }, { server: "test", auth });
  await request(client, { method: "GET", path: "/a?x=1", security }, input);
  return server.received[0];
}

test("a key in a header", async () => {
  expect((await send({ Header: "k" }, [["Header"]]))?.headers["x-key"]).toBe("k");
});

test("a key in the query", async () => {
  expect((await send({ Query: "k&é" }, [["Query"]]))?.url).toBe("/a?x=1&key=k%26%C3%A9");
});

test("a key in a cookie, beside cookie parameters", async () => {
  const input = withCookieParams({ cookies: { a: 1 } });
  expect((await send({ Cookie: "k" }, [["Cookie"]], input))?.headers["cookie"]).toBe(
    "a=1; session=k",
  );
  expect((await send({ Cookie: "k" }, [["Cookie"]]))?.headers["cookie"]).toBe("session=k");
});

test("Bearer", async () => {
  expect((await send({ Bearer: "t" }, [["Bearer"]]))?.headers["authorization"]).toBe("Bearer t");
});

test("Basic, in UTF-8", async () => {
  const received = await send({ Basic: { username: "zoë", password: "p:w" } }, [["Basic"]]);
  const value = Buffer.from("zoë:p:w", "utf8").toString("base64");
  expect(received?.headers["authorization"]).toBe(`Basic ${value}`);
});

test("both of two keys", async () => {
  const server = await serve(jsonReply({}));
  await call(testClient(server.url), "POST");
  expect(server.received[0]?.headers).toMatchObject({
    "x-app-key": "app-key",
    "x-secret-key": "secret-key",
  });
});

test.each([
  { security: [["Header"], ["Bearer"]], auth: { Header: "k", Bearer: "t" }, want: ["x-key"] },
  {
    security: [["Header", "Query"], ["Bearer"]],
    auth: { Header: "k", Bearer: "t" },
    want: ["authorization"],
  },
  { security: [["Header"], []], auth: {}, want: [] },
  { security: [["Header"], []], auth: { Header: "k" }, want: ["x-key"] },
  { security: [[]], auth: { Header: "k" }, want: [] },
])("of the alternatives $security with $auth: $want", async ({ security, auth, want }) => {
  const received = await send(auth, security);
  const given = ["x-key", "authorization"].filter((name) => received?.headers[name]);
  expect(given).toEqual(want);
});

test.each([
  { auth: { AppKey: "app-key" }, want: "POST /things needs AppKey,SecretKey" },
  {
    auth: { AppKey: "", SecretKey: undefined },
    want: "POST /things needs AppKey,SecretKey",
  },
  { auth: undefined, want: "POST /things needs AppKey,SecretKey" },
])("a missing credential is named, and nothing is sent: $auth", async ({ auth, want }) => {
  const server = await serve({});
  const client = newClient(
    { servers: {}, schemes: {} },
    { server: server.url, ...(auth && { auth }) },
  );
  const promise = call(client, "POST");
  await expect(promise).rejects.toThrow(MissingCredentialsError);
  await expect(promise).rejects.toThrow(want);
  expect(server.received).toEqual([]);
});

test("a credential that no header can carry is not shown", async () => {
  const auth = { AppKey: "hidden\nkey", SecretKey: "x" };
  const promise = call(testClient("https://api.example.com", { auth }), "GET");
  await expect(promise).rejects.toThrow("GET /things needs a valid AppKey");
  expect(inspect(await promise.catch((error: unknown) => error))).not.toContain("hidden");
});

test("a function that gives no credential sends nothing", async () => {
  const server = await serve({ status: 204 });
  // What a program in JavaScript can do.
  const none = (() => undefined) as unknown as () => string;
  const client = testClient(server.url, { auth: { AppKey: none, SecretKey: "x" } });
  await expect(call(client, "GET")).rejects.toThrow(MissingCredentialsError);
  expect(server.received).toEqual([]);
});

test("where none is needed, nothing is sent along", async () => {
  const server = await serve({ status: 204 });
  await request(testClient(server.url), { method: "GET", path: "/a", security: [[]] });
  expect(server.received[0]?.headers).not.toHaveProperty("x-app-key");
});

test("the schemes of each alternative are named", async () => {
  await expect(send({ Header: "k" }, [["Header", "Query"], ["Bearer"]])).rejects.toThrow(
    "GET /a needs Header,Query or Bearer",
  );
});

test("a function is asked for each attempt", async () => {
  const server = await serve(jsonReply({}, 503, { "retry-after-ms": "1" }), jsonReply({}));
  let count = 0;
  const auth = { AppKey: () => `key ${++count}`, SecretKey: () => Promise.resolve("secret") };
  await call(testClient(server.url, { auth }), "GET");
  expect(server.received.map(({ headers }) => headers["x-app-key"])).toEqual(["key 1", "key 2"]);
});

test("a function that fails ends the call, and nothing is sent", async () => {
  const server = await serve({});
  const failure = new Error("no token");
  const auth = { AppKey: () => Promise.reject(failure), SecretKey: "secret" };
  await expect(call(testClient(server.url, { auth }), "GET")).rejects.toBe(failure);
  expect(server.received).toEqual([]);
});

test("a client does not show its credentials", () => {
  const client = testClient("https://api.example.com");
  expect(JSON.stringify([client, Object.entries(client)])).not.toContain("secret");
});
