import { createServer, type AddressInfo, type Socket } from "node:net";
import { getEventListeners, setMaxListeners } from "node:events";
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { ConnectionError, ParseError, TimeoutError } from "../../templates/runtime/index.js";
import { call, testClient } from "./client.js";

/** What a faulty server does with a connection, once the head of a request is there. */
type Fault = (socket: Socket) => void;

const head = (...lines: readonly string[]) => `${["HTTP/1.1 200 OK", ...lines].join("\r\n")}\r\n`;
const json = "Content-Type: application/json";
const write =
  (...parts: readonly (string | Uint8Array)[]): Fault =>
  (socket) => {
    for (const part of parts) socket.write(part);
  };
const good = write(head(json, "Content-Length: 2"), "\r\n{}");

/** Listens on a real socket. The faults are done in turn, the last one from then on. */
async function faulty(...faults: readonly Fault[]) {
  const sockets = new Set<Socket>();
  const methods: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      const end = received.indexOf("\r\n\r\n");
      if (end === -1) return;
      const [, length = "0"] = /content-length: (\d+)/i.exec(received) ?? [];
      if (received.length < end + 4 + Number(length)) return;
      methods.push(received.slice(0, received.indexOf(" ")));
      received = "";
      faults[Math.min(methods.length, faults.length) - 1]?.(socket);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, methods };
}

const faults: readonly (readonly [name: string, fault: Fault])[] = [
  ["a reset before the answer", (socket) => void socket.resetAndDestroy()],
  ["an end before the answer", (socket) => void socket.end()],
  ["an end within the head", (socket) => void socket.end("HTTP/1.1 200 OK\r\nContent-Ty")],
  ["a head that is no HTTP", (socket) => void socket.end("HELLO\r\n\r\n")],
  [
    "an end within the body",
    (socket) => void socket.end(`${head(json, "Content-Length: 9")}\r\n{}`),
  ],
  [
    "an end within a chunk",
    (socket) => void socket.end(`${head(json, "Transfer-Encoding: chunked")}\r\n5\r\n{"a`),
  ],
  [
    "bytes that are no gzip",
    write(head(json, "Content-Encoding: gzip", "Content-Length: 4"), "\r\nnone"),
  ],
  ["a length that is no number", write(head(json, "Content-Length: two"), "\r\n{}")],
];

describe.each(faults)("%s", (_, fault) => {
  test("a POST that may have been acted on is not sent again", async () => {
    const { url, methods } = await faulty(fault);
    await expect(call(testClient(url), "POST")).rejects.toThrow(ConnectionError);
    expect(methods).toEqual(["POST"]);
  });

  test("a GET is, and gets its answer", async () => {
    const { url, methods } = await faulty(fault, good);
    // The first pause would be half a second.
    const client = testClient(url, { maxRetries: 1 });
    expect(await call(client, "GET")).toEqual({});
    expect(methods).toEqual(["GET", "GET"]);
  });
});

test("gzip that breaks off, which platforms pass on as it is, is told, and no POST repeated", async () => {
  const packed = gzipSync(JSON.stringify({ a: "x".repeat(100) })).subarray(0, 20);
  const { url, methods } = await faulty((socket) => {
    socket.write(head(json, "Content-Encoding: gzip", `Content-Length: ${packed.length}`));
    socket.end(Buffer.concat([Buffer.from("\r\n"), packed]));
  });
  const error: unknown = await call(testClient(url), "POST").catch((thrown: unknown) => thrown);
  expect([ParseError, ConnectionError].some((kind) => error instanceof kind)).toBe(true);
  expect(methods).toEqual(["POST"]);
});

describe("is no fault:", () => {
  test.each<[name: string, fault: Fault]>([
    [
      "103 before the answer",
      write(
        "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n",
        head(json, "Content-Length: 2"),
        "\r\n{}",
      ),
    ],
    [
      "gzip",
      write(
        head(json, "Content-Encoding: gzip", "Connection: close", "Content-Length: 22"),
        "\r\n",
        gzipSync("{}"),
      ),
    ],
    ["a body without a length", (socket) => void socket.end(`${head(json)}\r\n{}`)],
    [
      "chunks in as many packets as bytes",
      (socket) => {
        const text = `${head(json, "Transfer-Encoding: chunked")}\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n`;
        socket.setNoDelay(true);
        for (const character of text) socket.write(character);
      },
    ],
  ])("%s", async (_, fault) => {
    const { url } = await faulty(fault);
    expect(await call(testClient(url, { maxRetries: 0 }), "GET")).toEqual({});
  });
});

describe("slowness", () => {
  test.each<[name: string, fault: Fault]>([
    ["no answer", () => undefined],
    ["half a head", write("HTTP/1.1 200 OK\r\n")],
    ["half a body", write(head(json, "Content-Length: 2"), "\r\n{")],
    [
      "a body that drips",
      (socket) => {
        socket.write(`${head(json, "Content-Length: 1000")}\r\n`);
        const timer = setInterval(() => socket.write(" "), 5);
        socket.on("close", () => clearInterval(timer));
      },
    ],
  ])("%s ends with the timeout, and the connection with it", async (_, fault) => {
    let used: Socket | undefined;
    const { url, methods } = await faulty((socket) => {
      used = socket;
      fault(socket);
    });
    const client = testClient(url, { timeout: 40, maxRetries: 0 });
    await expect(call(client, "POST")).rejects.toThrow(TimeoutError);
    expect(methods).toEqual(["POST"]);
    await expect.poll(() => used?.destroyed).toBe(true);
  });
});

describe("storms of 429", () => {
  const busy = (after: string) =>
    write(`HTTP/1.1 429 Slow Down\r\nContent-Length: 0\r\n${after}\r\n\r\n`);

  test("no more attempts than allowed", async () => {
    const { url, methods } = await faulty(busy("Retry-After-Ms: 1"));
    await expect(call(testClient(url, { maxRetries: 4 }), "POST")).rejects.toThrow("429");
    expect(methods).toHaveLength(5);
  });

  test.each([
    ["an hour", "Retry-After: 3600"],
    ["a date in a hundred years", "Retry-After: Wed, 21 Oct 2126 07:28:00 GMT"],
    ["more than a number can be", "Retry-After-Ms: 1e999"],
  ])("a pause of %s is not waited for", async (_, after) => {
    const { url, methods } = await faulty(busy(after));
    const started = performance.now();
    await expect(call(testClient(url), "GET")).rejects.toThrow("429");
    // What is infinite is no answer to how long: the client's own pauses are.
    expect(methods.length).toBe(after.includes("1e999") ? 3 : 1);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test.each(["Retry-After: Wed, 21 Oct 2015 07:28:00 GMT", "Retry-After: -5", "Retry-After: 0"])(
    "by a clock that is wrong, %s, there is no pause",
    async (after) => {
      const { url, methods } = await faulty(busy(after), good);
      expect(await call(testClient(url), "GET")).toEqual({});
      expect(methods).toHaveLength(2);
    },
  );
});

test("a thousand calls at once, and nothing is left of them", async () => {
  const { url, methods } = await faulty(good);
  const controller = new AbortController();
  const client = testClient(url);
  const { signal } = controller;
  setMaxListeners(0, signal);
  const calls = Array.from({ length: 1000 }, () => call(client, "GET", { signal }).then(String));
  expect(new Set(await Promise.all(calls))).toEqual(new Set(["[object Object]"]));
  expect(methods).toHaveLength(1000);
  expect(getEventListeners(signal, "abort")).toEqual([]);
  const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout");
  // Those of the test runner and of connections kept open, but none of a thousand calls.
  expect(timers.length).toBeLessThan(20);
});
