import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The body as it came over the wire. */
  readonly bytes: Buffer<ArrayBuffer>;
}

/** What to answer: a status and more, or whatever a function does with the response. */
export type Reply =
  | { status?: number; headers?: Record<string, string>; body?: string | Uint8Array }
  | ((response: ServerResponse, request: Received) => void);

export interface TestServer {
  readonly url: string;
  readonly received: Received[];
}

/** Listens until the test is over. The replies are given in turn, the last one from then on. */
export async function serve(...replies: readonly Reply[]): Promise<TestServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void readAll(request).then((bytes) => {
      const arrived = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers as Received["headers"],
        body: bytes.toString("utf8"),
        bytes,
      };
      received.push(arrived);
      const reply = replies[Math.min(received.length, replies.length) - 1] ?? {};
      if (typeof reply === "function") return reply(response, arrived);
      response.writeHead(reply.status ?? 200, reply.headers);
      return response.end(reply.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, received };
}

/** A reply with a JSON body. */
export function jsonReply(
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): Reply {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The client has gone.
  }
  return Buffer.concat(chunks);
}

/** The address of a server that has just stopped listening. */
export async function closedUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return `http://127.0.0.1:${port}`;
}
