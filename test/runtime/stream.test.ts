import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import {
  ApiError,
  ConnectionError,
  jsonLines,
  ParseError,
  request,
  serverEvents,
  streaming,
  TimeoutError,
  type RequestOptions,
  type Splitter,
  type Stream,
} from "../../templates/runtime/index.js";
import { testClient } from "./client.js";
import { jsonReply, serve, type Reply } from "./server.js";

async function open(
  reply: Reply,
  { split = serverEvents, isText = false, options = {} }: Partial<Given> = {},
) {
  const server = await serve(reply);
  const client = streaming(testClient(server.url), split, isText);
  const operation = { method: "GET", path: "/events", security: [[]] };
  const promise = request<Stream<unknown>>(client, operation, {}, options);
  return { promise, received: server.received };
}

interface Given {
  readonly split: Splitter;
  readonly isText: boolean;
  readonly options: RequestOptions;
}

/** Writes the chunks one after the other, each in a packet of its own, and ends. */
function chunked(...chunks: readonly (string | Uint8Array)[]) {
  return async (response: ServerResponse): Promise<void> => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const chunk of chunks) {
      response.write(chunk);
      // oxlint-disable-next-line no-await-in-loop -- or they would arrive together
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    response.end();
  };
}
const replyOf = (...chunks: readonly (string | Uint8Array)[]): Reply => {
  const write = chunked(...chunks);
  return (response) => void write(response);
};

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe("server-sent events", () => {
  test.each<[name: string, chunks: readonly string[], want: readonly unknown[]]>([
    ["one", ["data: 1\n\n"], [1]],
    ["in lines that end in any way", ["data:1\r\n\r\ndata: 2\r\rdata: 3\n\n"], [1, 2, 3]],
    ["cut between CR and LF", ["data: 1\r", "\n\r", "\ndata: 2\r", "\n\r\n"], [1, 2]],
    ["cut anywhere", ["da", 'ta: {"a"', ":1}\n", "\n"], [{ a: 1 }]],
    ["of several lines of data", ["data: [1,\ndata: 2]\n\n"], [[1, 2]]],
    ["with a byte order mark and comments", ["\uFEFF: hello\ndata: 1\n:\n\n"], [1]],
    ["without data", ["event: ping\n\ndata: 1\n\n"], [1]],
    ["without an end", ["data: 1\n\ndata: 2\n"], [1]],
    ["until the word that ends them", ["data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"], [1]],
    ["none", [""], []],
  ])("%s", async (_, chunks, want) => {
    const { promise } = await open(replyOf(...chunks));
    expect(await all(await promise)).toEqual(want);
  });

  test("a character that is cut in two", async () => {
    const [ab, c] = [Buffer.from('data: "ä').subarray(0, 8), Buffer.from("ä").subarray(1)];
    const { promise } = await open(replyOf(ab, Buffer.concat([c, Buffer.from('"\n\n')])));
    expect(await all(await promise)).toEqual(["ä"]);
  });

  test("with type and id, which stays until another comes", async () => {
    const text = "event: add\nid: 7\ndata: 1\n\ndata: 2\n\nid\ndata: 3\n\n";
    const { promise } = await open(replyOf(text));
    expect(await all((await promise).events())).toEqual([
      { event: "add", id: "7", data: 1 },
      { event: "message", id: "7", data: 2 },
      { event: "message", id: "", data: 3 },
    ]);
  });

  test("of text", async () => {
    const { promise } = await open(replyOf("data: {a\n\n"), { isText: true });
    expect(await all(await promise)).toEqual(["{a"]);
  });
});

describe("lines of JSON", () => {
  test.each([
    [["{}\n[1]\n"], [{}, [1]]],
    [
      ['{"a":', "1}\r\n\r\n2"],
      [{ a: 1 }, 2],
    ],
    [["\u001e1\n\u001e2\n"], [1, 2]],
  ])("%j", async (chunks, want) => {
    const { promise } = await open(replyOf(...chunks), { split: jsonLines });
    expect(await all(await promise)).toEqual(want);
  });
});

describe("the connection", () => {
  /** An endless stream; `closed` tells when the client has gone. */
  function endless() {
    let closed = (): void => undefined;
    const gone = new Promise<string>((resolve) => {
      closed = () => resolve("gone");
    });
    const reply: Reply = (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const timer = setInterval(() => response.write("data: 1\n\n"), 2);
      void once(response, "close").then(() => {
        clearInterval(timer);
        return closed();
      });
    };
    return { reply, gone };
  }

  test("ends when the loop is left", async () => {
    const { reply, gone } = endless();
    const { promise } = await open(reply);
    let count = 0;
    for await (const item of await promise) if ((count += Number(item)) === 3) break;
    expect(await gone).toBe("gone");
  });

  test("ends when it is cancelled unread", async () => {
    const { reply, gone } = endless();
    const { promise } = await open(reply);
    await (await promise).cancel();
    expect(await gone).toBe("gone");
  });

  test("ends when the call is aborted, with the reason", async () => {
    const { reply, gone } = endless();
    const controller = new AbortController();
    const { promise } = await open(reply, { options: { signal: controller.signal } });
    const read = all(await promise);
    controller.abort(new Error("enough"));
    await expect(read).rejects.toThrow("enough");
    expect(await gone).toBe("gone");
  });

  test("may last longer than the timeout once it has begun", async () => {
    const slow = Array.from({ length: 30 }, () => "data: 1\n\n");
    const { promise } = await open(replyOf(...slow), { options: { timeout: 50 } });
    expect(await all(await promise)).toHaveLength(30);
  });

  test("must begin within the timeout", async () => {
    const { promise } = await open(() => undefined, { options: { timeout: 20 } });
    await expect(promise).rejects.toThrow(TimeoutError);
  });

  test("that breaks off is told, and not made again", async () => {
    const { promise, received } = await open((response) => {
      response.writeHead(200);
      response.write("data: 1\n\n");
      setTimeout(() => response.destroy(), 5);
    });
    const found: unknown[] = [];
    const read = async () => {
      for await (const item of await promise) found.push(item);
    };
    await expect(read()).rejects.toThrow(ConnectionError);
    expect([found, received.length]).toEqual([[1], 1]);
  });
});

test("what is no JSON is told with its text", async () => {
  const { promise } = await open(replyOf("data: 1\n\ndata: {oops\n\n"));
  const error: unknown = await all(await promise).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ParseError);
  expect(error).toMatchObject({ body: "{oops" });
});

test("an error status is an error as ever, retries included", async () => {
  const server = await serve(
    jsonReply({}, 503, { "retry-after-ms": "1" }),
    jsonReply({ error: "no" }, 404),
  );
  const client = streaming(testClient(server.url), serverEvents);
  const call = () => request(client, { method: "GET", path: "/e", security: [[]] });
  await expect(call()).rejects.toThrow(ApiError);
  expect(server.received).toHaveLength(2);
  expect(await call().result()).toMatchObject({ ok: false, status: 404, error: { error: "no" } });
});
