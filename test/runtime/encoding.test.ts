import { describe, expect, test } from "vitest";
import {
  delimited,
  json,
  jsonAs,
  jsonField,
  pathAndQueryParams,
  pathParams,
  queryParams,
  raw,
  sendRaw,
  request,
  verbatim,
  withCookieParams,
  withHeaderAndCookieParams,
  withHeaderParams,
  type Input,
  type Operation,
  type RawBody,
} from "../../templates/runtime/index.js";
import { testClient } from "./client.js";
import { serve, type Received } from "./server.js";

async function send(operation: Partial<Operation>, input?: Input, path = ""): Promise<Received> {
  const server = await serve({ status: 204 });
  const client = testClient(server.url + path);
  await request(client, { method: "GET", path: "/a", security: [[]], ...operation }, input);
  const [received] = server.received;
  if (!received) throw new Error("nothing was sent");
  return received;
}

describe("path", () => {
  test.each([
    { given: "a b", want: "a%20b" },
    { given: "a/b", want: "a%2Fb" },
    { given: "../x", want: "..%2Fx" },
    { given: "?x=1#y", want: "%3Fx%3D1%23y" },
    { given: "100%", want: "100%25" },
    { given: "it's (a) *test*!", want: "it%27s%20%28a%29%20%2Atest%2A%21" },
    { given: "A-z_0.9~", want: "A-z_0.9~" },
    { given: "é€😀", want: "%C3%A9%E2%82%AC%F0%9F%98%80" },
    { given: "...", want: "..." },
    { given: 42, want: "42" },
    { given: 0, want: "0" },
    { given: false, want: "false" },
    { given: ["a,b", "c"], want: "a%2Cb,c" },
    { given: { role: "admin", id: 1 }, want: "role,admin,id,1" },
  ])("$given → $want", async ({ given, want }) => {
    const { url } = await send({ path: "/a/{id}/b", url: pathParams }, { path: { id: given } });
    expect(url).toBe(`/a/${want}/b`);
  });

  test.each([undefined, null, "", ".", "..", []])(
    "%j is refused before anything is sent",
    async (id) => {
      const server = await serve({});
      const promise = request(
        testClient(server.url),
        { method: "GET", path: "/a/{id}/b", url: pathParams, security: [[]] },
        { path: { id } },
      );
      await expect(promise).rejects.toThrow(TypeError);
      await expect(promise).rejects.toThrow(/path\.id of \/a\/\{id\}\/b/);
      expect(server.received).toEqual([]);
    },
  );

  test.each([
    { given: { path: "" }, want: "/a" },
    { given: { path: "/" }, want: "/a" },
    { given: { path: "/v1" }, want: "/v1/a" },
    { given: { path: "/v1/" }, want: "/v1/a" },
    { given: { path: "/v1/x//" }, want: "/v1/x/a" },
  ])("joins the server's path $given → $want", async ({ given, want }) => {
    expect((await send({}, {}, given.path)).url).toBe(want);
  });
});

describe("query", () => {
  test.each<{ given: object | undefined; want: string }>([
    { given: undefined, want: "" },
    { given: {}, want: "" },
    { given: { a: undefined, b: null }, want: "" },
    { given: { a: 1, b: "x y", c: true, d: "" }, want: "?a=1&b=x%20y&c=true&d=" },
    { given: { "a[b]": "&=+#", é: "%" }, want: "?a%5Bb%5D=%26%3D%2B%23&%C3%A9=%25" },
    { given: { ids: [1, 2, undefined, null, "3,4"] }, want: "?ids=1&ids=2&ids=3%2C4" },
    { given: { ids: [] }, want: "" },
    {
      given: { filter: { role: "admin", no: undefined, tags: ["a", "b"] } },
      want: "?role=admin&tags=a&tags=b",
    },
    { given: { filter: { deep: { x: 1 } } }, want: "?deep=%7B%22x%22%3A1%7D" },
    { given: { items: [{ id: 1 }] }, want: "?items=%7B%22id%22%3A1%7D" },
    { given: { since: new Date(0) }, want: "?since=1970-01-01T00%3A00%3A00.000Z" },
    {
      given: JSON.parse('{"__proto__": 1, "constructor": 2}') as object,
      want: "?__proto__=1&constructor=2",
    },
  ])("$given → $want", async ({ given, want }) => {
    const { url } = await send({ url: queryParams }, { query: given });
    expect(url).toBe(`/a${want}`);
  });

  test("goes with path parameters", async () => {
    const { url } = await send(
      { path: "/a/{id}", url: pathAndQueryParams },
      { path: { id: "x?" }, query: { y: "{id}" } },
    );
    expect(url).toBe("/a/x%3F?y=%7Bid%7D");
  });
});

test("header parameters: arrays and objects in the style simple, absent ones left out", async () => {
  const input = {
    headers: { "X-A": [1, 2], "X-B": { role: "admin" }, "X-C": undefined, "X-D": false },
  };
  const { headers } = await send({}, withHeaderParams(input));
  expect(headers).toMatchObject({ "x-a": "1,2", "x-b": "role,admin", "x-d": "false" });
  expect(headers).not.toHaveProperty("x-c");
});

test("cookie parameters", async () => {
  const { headers } = await send(
    {},
    withCookieParams({ cookies: { a: "x; y", b: 2, c: undefined } }),
  );
  expect(headers["cookie"]).toBe("a=x%3B%20y; b=2");
  const cookies = { "a!": ["x", "y;"], b: { c: 1, d: 2 } };
  const cookieOf = async (writers?: Parameters<typeof withCookieParams>[1]) =>
    (await send({}, withCookieParams({ cookies }, writers))).headers["cookie"];
  expect(await cookieOf()).toBe("a!=x; a!=y%3B; c=1; d=2");
  expect(await cookieOf({ "a!": delimited(","), b: jsonField })).toBe(
    "a!=x,y%3B; b=%7B%22c%22%3A1%2C%22d%22%3A2%7D",
  );
  expect(await cookieOf({ "a!": verbatim(delimited(",")), b: verbatim() })).toBe(
    "a!=x,y;; c=1; d=2",
  );
  expect((await send({}, withCookieParams({ cookies: {} }))).headers).not.toHaveProperty("cookie");
  expect((await send({}, withCookieParams())).headers).not.toHaveProperty("cookie");
});

test("both", async () => {
  const input = { headers: { "X-A": { b: 1 } }, cookies: { c: 2 } };
  const { headers } = await send({}, withHeaderAndCookieParams(input));
  expect(headers).toMatchObject({ "x-a": "b,1", cookie: "c=2" });
});

describe("body", () => {
  test.each([
    { given: { name: "é" }, want: '{"name":"é"}' },
    { given: null, want: "null" },
    { given: "text", want: '"text"' },
    { given: 0, want: "0" },
  ])("JSON $given", async ({ given, want }) => {
    const { body, headers } = await send({ method: "POST", body: json }, { body: given });
    expect(body).toBe(want);
    expect(headers["content-type"]).toBe("application/json");
    expect(headers["content-length"]).toBe(String(Buffer.byteLength(want)));
  });

  test("another JSON media type", async () => {
    const operation = { method: "PATCH", body: jsonAs("application/merge-patch+json") };
    const { body, headers } = await send(operation, { body: { a: null } });
    expect([body, headers["content-type"]]).toEqual(['{"a":null}', "application/merge-patch+json"]);
  });

  test.each<{ given: RawBody }>([
    { given: "a,b" },
    { given: new Blob(["a,b"]) },
    { given: new TextEncoder().encode("a,b") },
    { given: Buffer.from("a,b") },
  ])("as it is: $given", async ({ given }) => {
    const operation = { method: "POST", body: raw("text/csv") };
    const { body, headers } = await send(operation, { body: given });
    expect([body, headers["content-type"]]).toEqual(["a,b", "text/csv"]);
  });

  test("none", async () => {
    const { body, headers } = await send({ method: "POST", body: json }, {});
    expect(body).toBe("");
    expect(headers).not.toHaveProperty("content-type");
  });
});

const bothKeys = [["AppKey", "SecretKey"]];

test("headers: a call's go before the client's, null takes away", async () => {
  const server = await serve({ status: 204 });
  const client = testClient(server.url, {
    headers: { "X-A": "client", "x-b": "client", "X-C": "client" },
  });
  await sendRaw(
    client,
    bothKeys,
    { method: "POST", path: "/a", headers: { "X-D": "input" }, body: 1 },
    { headers: { "x-a": "call", "X-B": null, "Content-Type": "application/vnd.x+json" } },
  );
  const [received] = server.received;
  expect(received?.headers).toMatchObject({
    "x-a": "call",
    "x-c": "client",
    "x-d": "input",
    "content-type": "application/vnd.x+json",
  });
  expect(received?.headers).not.toHaveProperty("x-b");
});

test("sendRaw sends what it is given", async () => {
  const server = await serve({ headers: { "content-type": "application/json" }, body: '{"n":1}' });
  const { data, response } = await sendRaw<{ n: number }>(
    testClient(`${server.url}/v1`),
    bothKeys,
    {
      method: "PUT",
      path: "/undocumented/%7Bx%7D?fixed=1",
      query: { more: 2 },
      body: [1],
    },
  ).withResponse();
  expect(data.n).toBe(1);
  expect(response.status).toBe(200);
  expect(server.received).toMatchObject([
    {
      method: "PUT",
      url: "/v1/undocumented/%7Bx%7D?fixed=1&more=2",
      body: "[1]",
      headers: { "x-app-key": "app-key", "x-secret-key": "secret-key" },
    },
  ]);
});

test("nothing throws synchronously", async () => {
  const promise = request(testClient("not a URL"), { method: "GET", path: "/a", security: [[]] });
  await expect(promise).rejects.toThrow(TypeError);
});
