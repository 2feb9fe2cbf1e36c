import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  byteStream,
  ConnectionError,
  jsonLines,
  limitSize,
  multipart,
  pathParams,
  queryParams,
  request,
  streaming,
  urlEncoded,
  withHeaderParams,
  type ClientSettings,
  type Operation,
  type Stream,
} from "../../templates/runtime/index.js";
import { call, testClient } from "../runtime/client.js";
import { jsonReply, serve, type Reply } from "../runtime/server.js";

const done = jsonReply({ done: true });

describe("limitSize", () => {
  const endless: Reply = (response) => {
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  };
  const limited: Partial<ClientSettings> = { fetch: limitSize(100_000), maxRetries: 0 };

  async function refusal(...replies: readonly Reply[]): Promise<unknown> {
    const { url } = await serve(...replies);
    return call(testClient(url, limited), "GET").catch((error: unknown) => error);
  }

  test("ends an answer without end", async () => {
    const error = await refusal(endless);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ cause: new RangeError("over 100000 bytes") });
  });

  test("ends one with an error status, too", async () => {
    const error = await refusal((response, received) => {
      response.writeHead(500);
      // What it does with the response is all that the reply is.
      if (typeof endless === "function") endless(response, received);
    });
    expect(error).toBeInstanceOf(ConnectionError);
  });

  test("ends one that is small as long as it is packed", async () => {
    const body = gzipSync(JSON.stringify("x".repeat(1_000_000)));
    expect(body.length).toBeLessThan(100_000);
    const headers = { "content-encoding": "gzip", "content-type": "application/json" };
    expect(await refusal({ headers, body })).toBeInstanceOf(ConnectionError);
  });

  test("holds after a redirect to another origin", async () => {
    const other = await serve(endless);
    const error = await refusal({ status: 302, headers: { location: other.url } });
    expect(other.received).toHaveLength(1);
    expect(error).toBeInstanceOf(ConnectionError);
  });

  test("ends a stream of items without end", async () => {
    const { url } = await serve(endless);
    const stream = await call(streaming(testClient(url, limited), jsonLines), "GET");
    const read = async () => {
      for await (const item of stream as Stream<unknown>) expect(item).toBe("never whole");
    };
    await expect(read()).rejects.toBeInstanceOf(ConnectionError);
  });

  test("ends a stream of bytes without end", async () => {
    const { url } = await serve(endless);
    const stream = await call(byteStream(testClient(url, limited)), "GET");
    const read = new Response(stream as ReadableStream<Uint8Array>).arrayBuffer();
    await expect(read).rejects.toBeInstanceOf(ConnectionError);
  });

  test("leaves as many bytes as it says, no body, and where the answer is from", async () => {
    const { url } = await serve(jsonReply("x".repeat(99_998)), { status: 204 });
    const client = testClient(url, limited);
    const { data, response } = await call(client, "GET").withResponse();
    expect(data).toHaveLength(99_998);
    expect(response.url).toBe(`${url}/things`);
    expect(await call(client, "GET")).toBe(undefined);
  });
});

test("a line of many pieces is looked through once, when it ends", async () => {
  async function* parts() {
    for (let count = 0; count < 100_000; count += 1) yield "x".repeat(100);
    yield* ["\r", "\n\ry\r", "\rz"];
  }
  const lines: string[] = [];
  for await (const { data } of jsonLines(parts())) lines.push(data);
  expect(lines.map((line) => line.length)).toEqual([10_000_000, 1, 1]);
});

test.each(["a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\0b"])(
  "a header value %j is refused",
  async (value) => {
    const server = await serve(done);
    const client = testClient(server.url, { maxRetries: 0 });
    await expect(call(client, "GET", { headers: { "X-A": value } })).rejects.toThrow(TypeError);
    expect(server.received).toEqual([]);
  },
);

test.each(["X-A\r\nX-Evil", "X-A: b\nX-Evil", "X A", ""])(
  "a header name %j is refused",
  async (name) => {
    const server = await serve(done);
    const client = testClient(server.url, { maxRetries: 0 });
    await expect(call(client, "GET", { headers: { [name]: "a" } })).rejects.toThrow(TypeError);
    expect(server.received).toEqual([]);
  },
);

test.each(["..", ".", "../admin", "%2e%2e", "a/b", "%2F", "..\\admin", "a?b#c"])(
  "a path value %j stays in its segment, or is refused",
  async (id) => {
    const server = await serve(done);
    const operation: Operation = {
      method: "GET",
      path: "/things/{id}/end",
      url: pathParams,
      security: [[]],
    };
    const input = { path: { id } };
    await Promise.allSettled([request<unknown, {}>(testClient(server.url), operation, input)]);
    expect(server.received).toHaveLength(/^\.\.?$/.test(id) ? 0 : 1);
    for (const { url } of server.received) {
      const segments = url.split("/");
      expect(segments).toEqual(["", "things", segments[2], "end"]);
      expect(decodeURIComponent(segments[2] ?? "")).toBe(id);
    }
  },
);

test("an answer changes no prototype", async () => {
  const body = '{"__proto__":{"evil":1},"constructor":{"prototype":{"evil":1}}}';
  const server = await serve({ headers: { "content-type": "application/json" }, body });
  const data = await call(testClient(server.url), "GET");
  expect(Object.keys(Object(data))).toEqual(["__proto__", "constructor"]);
  expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  expect("evil" in {}).toBe(false);
});

test("parameters that are called like a prototype are sent as any others", async () => {
  const server = await serve(done);
  const parsed = (text: string) => JSON.parse(text) as Readonly<Record<string, string>>;
  const query = parsed('{"__proto__":"a","constructor":"b","toString":"c"}');
  await request(
    testClient(server.url),
    { method: "GET", path: "/a", url: queryParams, security: [[]] },
    withHeaderParams({ query, headers: parsed('{"__proto__":"d","constructor":"e"}') }),
  );
  const [received] = server.received;
  expect(received?.url).toBe("/a?__proto__=a&constructor=b&toString=c");
  expect(received?.headers["constructor"]).toBe("e");
  expect("a" in {}).toBe(false);
});

test("fields that are called like a prototype are sent as any others", async () => {
  const server = await serve(done);
  const client = testClient(server.url);
  const fields = JSON.parse('{"__proto__":"a","constructor":"b"}') as object;
  for (const body of [urlEncoded(), multipart()]) {
    const operation: Operation = { method: "POST", path: "/a", body, security: [[]] };
    await request<unknown, {}>(client, operation, { body: fields });
  }
  const [first, second] = server.received;
  expect(first?.body).toBe("__proto__=a&constructor=b");
  expect(second?.body).toMatch(/name="__proto__"\s+a\s[^]*name="constructor"\s+b\s/);
  expect("a" in {}).toBe(false);
});

test("credentials do not follow a redirect from https to http of the same host", async () => {
  const sent: Request[] = [];
  const replies = [
    new Response(null, { status: 307, headers: { location: "http://api.test/things" } }),
    Response.json({ done: true }),
  ];
  const send: typeof fetch = (input, init) => {
    sent.push(new Request(input, init));
    return Promise.resolve(replies.shift() ?? Response.error());
  };
  await call(testClient("https://api.test", { fetch: send }), "GET");
  expect(sent.map(({ url }) => url)).toEqual(["https://api.test/things", "http://api.test/things"]);
  expect(sent.map(({ headers }) => headers.get("x-app-key"))).toEqual(["app-key", null]);
});

test("credentials do not follow a redirect to another origin", async () => {
  const other = await serve(done);
  const server = await serve({ status: 307, headers: { location: `${other.url}/x` } });
  await call(testClient(server.url, { headers: { "X-Own": "own" } }), "GET");
  expect(server.received[0]?.headers).toMatchObject({ "x-app-key": "app-key" });
  expect(JSON.stringify(other.received[0]?.headers)).not.toMatch(/app-key|secret-key|own/);
});
