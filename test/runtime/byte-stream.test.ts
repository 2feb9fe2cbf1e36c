import { describe, expect, test, vi } from "vitest";
import {
  ApiError,
  byteStream,
  ConnectionError,
  request,
  type RequestOptions,
} from "../../templates/runtime/index.js";
import { testClient } from "./client.js";
import { jsonReply, serve, type Reply } from "./server.js";

async function open(reply: Reply, options: RequestOptions = {}) {
  const server = await serve(reply);
  const client = byteStream(testClient(server.url, { maxRetries: 0 }));
  const operation = { method: "GET", path: "/file", security: [[]] };
  return request<ReadableStream<Uint8Array>>(client, operation, {}, options);
}

/** Sends a byte, and leaves it open what follows. */
const endless: Reply = (response) => void response.writeHead(200).write(Buffer.from([1]));

describe("bytes as they arrive", () => {
  test("all of them, in order", async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
    const stream = await open({ body: bytes });
    expect(new Uint8Array(await new Response(stream).arrayBuffer())).toEqual(bytes);
  });

  test("none", async () => {
    const stream = await open({ body: "" });
    expect(await new Response(stream).text()).toBe("");
  });

  test("the first before the last; cancelling ends the connection", async () => {
    const closed = vi.fn<() => void>();
    const stream = await open((response, received) => {
      response.on("close", closed);
      if (typeof endless === "function") endless(response, received);
    });
    const reader = stream.getReader();
    expect(await reader.read()).toEqual({ done: false, value: new Uint8Array([1]) });
    await reader.cancel();
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });

  test("aborting the call ends it with the caller's reason", async () => {
    const controller = new AbortController();
    const stream = await open(endless, { signal: controller.signal });
    const reader = stream.getReader();
    await reader.read();
    controller.abort(new Error("enough"));
    await expect(reader.read()).rejects.toThrow("enough");
  });

  test("`timeout` is until it begins", async () => {
    const stream = await open(
      (response) => {
        response.writeHead(200).write("a");
        setTimeout(() => response.end("b"), 100);
      },
      { timeout: 50 },
    );
    expect(await new Response(stream).text()).toBe("ab");
  });

  test("one that breaks off is told", async () => {
    const stream = await open((response) => {
      response.writeHead(200).write("a", () => response.destroy());
    });
    await expect(new Response(stream).text()).rejects.toThrow(ConnectionError);
  });

  test("a failure is an error with its body", async () => {
    const error = await open(jsonReply({ error: "no" }, 404)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 404, body: { error: "no" } });
  });
});
