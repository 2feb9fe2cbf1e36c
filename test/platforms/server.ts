import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface PlatformServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * The server that test/fixtures/platforms describes, on loopback. The id says what goes wrong:
 * `missing`, `flaky` (once), `malformed`, `slow`. `pages` are what else it has, by their paths.
 */
export async function startServer(
  pages: Readonly<Record<string, readonly [type: string, text: string]>> = {},
): Promise<PlatformServer> {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = request.url ?? "";
      const count = (asked.get(url) ?? 0) + 1;
      asked.set(url, count);
      const page = pages[url];
      if (page) return reply(response, page[1], page[0]);
      return answer({ request, url, body, count }, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

interface Asked {
  readonly request: IncomingMessage;
  readonly url: string;
  readonly body: string;
  /** How often the URL has been asked for, this time included. */
  readonly count: number;
}

function answer({ request, url, body, count }: Asked, response: ServerResponse): void {
  const json = (value: unknown, status = 200, more: Readonly<Record<string, string>> = {}) =>
    reply(response, JSON.stringify(value), "application/json", status, more);
  const { pathname, searchParams } = new URL(url, "http://localhost");
  if (pathname === "/echo/missing") return json({ error: "No such thing" }, 404);
  if (pathname === "/echo/flaky" && count === 1) return json({}, 503, { "retry-after": "0" });
  if (pathname === "/echo/malformed") return reply(response, '{ "half":', "application/json");
  if (pathname === "/echo/slow") return undefined;
  if (pathname === "/file") {
    return reply(response, Buffer.from([0, 255, 128, 10]), "application/octet-stream");
  }
  if (pathname === "/events") return sendEvents(response);
  if (pathname === "/items" && request.method === "GET") {
    const start = Number(searchParams.get("cursor") ?? 0);
    return json({ items: [start, start + 1], ...(start < 4 && { nextCursor: `${start + 2}` }) });
  }
  return json({ method: request.method, url, headers: request.headers, body });
}

function reply(
  response: ServerResponse,
  body: string | Buffer,
  type: string,
  status = 200,
  more: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": type, ...more }).end(body);
}

/** One event after the other, until nobody listens any more. */
function sendEvents(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  let n = 0;
  const timer = setInterval(() => response.write(`data: {"n":${(n += 1)}}\n\n`), 5);
  response.on("close", () => clearInterval(timer));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The client has gone.
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The URL of a port where nothing listens any more. */
export async function closedUrl(): Promise<string> {
  const { url, close } = await startServer();
  await close();
  return url;
}
