import { describe, expect, test } from "vitest";
import { ConnectionError, newClient, queryKey, request } from "../../templates/runtime/index.js";
import { call, testClient } from "./client.js";
import { jsonReply, serve, type Reply } from "./server.js";

const done = jsonReply({ done: true });

function redirect(status: number, location: string): Reply {
  return { status, headers: { location } };
}

describe("to the same origin", () => {
  test.each([
    { status: 301, method: "GET", want: "GET" },
    { status: 302, method: "GET", want: "GET" },
    { status: 303, method: "GET", want: "GET" },
    { status: 307, method: "GET", want: "GET" },
    { status: 308, method: "GET", want: "GET" },
    { status: 303, method: "HEAD", want: "GET" },
    { status: 301, method: "POST", want: "GET" },
    { status: 302, method: "POST", want: "GET" },
    { status: 303, method: "POST", want: "GET" },
    { status: 303, method: "PUT", want: "GET" },
    { status: 301, method: "PUT", want: "PUT" },
    { status: 302, method: "DELETE", want: "DELETE" },
    { status: 307, method: "POST", want: "POST" },
    { status: 308, method: "PATCH", want: "PATCH" },
  ])("$status turns $method into $want", async ({ status, method, want }) => {
    const server = await serve(redirect(status, "/elsewhere?x=1"), done);
    await call(testClient(server.url), method);
    const [first, second] = server.received;
    expect(second).toMatchObject({
      method: want,
      url: "/elsewhere?x=1",
      headers: { "x-app-key": "app-key", "x-secret-key": "secret-key" },
      body: method === want ? first?.body : "",
    });
    expect(second?.headers["content-type"]).toBe(
      method === want ? first?.headers["content-type"] : undefined,
    );
  });

  test("is followed 20 times", async () => {
    const server = await serve(redirect(302, "/again"));
    await expect(call(testClient(server.url), "GET")).rejects.toMatchObject({ status: 302 });
    expect(server.received).toHaveLength(21);
  });

  test("a key in the query is sent there too", async () => {
    const server = await serve(redirect(302, "/b"), done);
    const api = { servers: {}, schemes: { Key: queryKey("key") } };
    const client = newClient(api, { server: server.url, auth: { Key: "k" } });
    await request(client, { method: "GET", path: "/a", security: [["Key"]] });
    expect(server.received.map(({ url }) => url)).toEqual(["/a?key=k", "/b?key=k"]);
  });

  test("a POST that led to a redirect is never sent again", async () => {
    const busy = jsonReply({}, 503, { "retry-after": "0" });
    const server = await serve(redirect(303, "/status"), busy, done);
    await expect(call(testClient(server.url), "POST")).resolves.toEqual({ done: true });
    expect(server.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST /things",
      "GET /status",
      "GET /status",
    ]);
  });
});

describe("to another origin", () => {
  test.each([
    { status: 302, method: "GET" },
    { status: 307, method: "POST" },
  ])("$status takes no credentials along ($method)", async ({ status, method }) => {
    const other = await serve(done);
    const server = await serve(redirect(status, `${other.url}/file`));
    const client = testClient(server.url, {
      headers: { Authorization: "mine", Cookie: "mine", "X-My-Token": "mine" },
      middleware: [
        (sent, next) => {
          sent.headers.set("X-Signature", "mine");
          return next(sent);
        },
      ],
    });
    const options = { headers: { "X-Other-Token": "mine" }, idempotencyKey: "k1" };
    await expect(call(client, method, options)).resolves.toEqual({ done: true });

    expect(server.received[0]?.headers).toMatchObject({
      "x-app-key": "app-key",
      authorization: "mine",
      "x-signature": "mine",
    });
    const [received] = other.received;
    expect(received).toMatchObject({ method, headers: { "idempotency-key": "k1" } });
    expect(JSON.stringify(received?.headers)).not.toMatch(/mine|app-key|secret-key/);
    expect([received?.body, received?.headers["content-type"]]).toEqual(
      method === "POST" ? ['{"name":"x"}', "application/json"] : ["", undefined],
    );
  });

  test("nor back again", async () => {
    const locations: string[] = [];
    const other = await serve((response) => {
      response.writeHead(302, { location: `${locations[0]}/back` }).end();
    });
    const server = await serve(redirect(302, other.url), done);
    locations.push(server.url);
    await call(testClient(server.url), "GET");
    expect(server.received[1]?.url).toBe("/back");
    expect(server.received[1]?.headers).not.toHaveProperty("x-app-key");
  });

  test("and no scheme but HTTP", async () => {
    for (const location of [
      "file:///etc/passwd",
      "ftp://x/y",
      "data:,{}",
      "blob:x",
      "about:blank",
    ]) {
      const server = await serve(redirect(302, location));
      const error: unknown = await call(testClient(server.url, { maxRetries: 0 }), "GET").catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(ConnectionError);
    }
  });
});

test.each([
  "file:///etc/passwd",
  "file://host/share",
  "s3://bucket/key",
  "data:application/json,{}",
])("%s is not asked for, even where the platform would fetch it", async (location) => {
  const asked: string[] = [];
  const send: typeof fetch = (input) => {
    asked.push(new Request(input).url);
    return Promise.resolve(new Response(null, { status: 302, headers: { location } }));
  };
  const client = testClient("https://api.test", { fetch: send, maxRetries: 0 });
  await expect(call(client, "GET")).rejects.toBeInstanceOf(ConnectionError);
  expect(asked).toEqual(["https://api.test/things"]);
});

test.each([300, 304, 305])("a %i is an answer", async (status) => {
  const server = await serve(redirect(status, "/elsewhere"));
  await expect(call(testClient(server.url), "GET")).rejects.toMatchObject({ status });
  expect(server.received).toHaveLength(1);
});

test("a redirect without an address is an answer", async () => {
  const server = await serve({ status: 302 });
  await expect(call(testClient(server.url), "GET")).rejects.toMatchObject({ status: 302 });
});

test("a redirect that a browser hides is an error that says so", async () => {
  const hidden = {
    type: "opaqueredirect",
    status: 0,
    ok: false,
    statusText: "",
    headers: new Headers(),
    text: () => Promise.resolve(""),
  };
  const client = testClient("https://api.example.com", {
    // Only browsers give such a response, and no constructor makes one.
    fetch: () => Promise.resolve(hidden as unknown as Response),
  });
  await expect(call(client, "GET")).rejects.toThrow("GET /things: 0");
});
