import { fork, type ChildProcess } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import {
  headerKey,
  newClient,
  pathAndQueryParams,
  request,
} from "../../templates/runtime/index.js";

/**
 * What a call of the client costs beside a bare `fetch` that sends the same and parses the answer, and
 * beside one with a timeout, which the client has: rounds of calls, one after the other, in turn, to a server in a process of its own. Prints the
 * medians and their ratio. `npm run bench:overhead [-- rounds [calls]]`.
 */
async function main(): Promise<void> {
  const [rounds = 40, calls = 250] = process.argv.slice(2).map(Number);
  const server = fork(fileURLToPath(import.meta.url), ["serve"]);
  try {
    const url = await urlOf(server);
    const client = newClient(
      { servers: {}, schemes: { Key: headerKey("X-Key") } },
      { server: url, auth: { Key: "key" } },
    );
    const operation = {
      method: "GET",
      path: "/customers/{id}",
      url: pathAndQueryParams,
      security: [["Key"]],
    };
    const withClient = () => request(client, operation, { path: { id: "c1" }, query: { page: 2 } });
    const withFetch = async (init: RequestInit = {}) => {
      const target = `${url}/customers/${encodeURIComponent("c1")}?page=2`;
      const response = await fetch(target, { ...init, headers: { "X-Key": "key" } });
      return (await response.json()) as unknown;
    };
    const ways = {
      client: withClient,
      fetch: () => withFetch(),
      timed: () => withFetch({ signal: AbortSignal.timeout(60_000) }),
    };
    const spent = { client: [] as number[], fetch: [] as number[], timed: [] as number[] };
    for (let round = -2; round < rounds; round += 1) {
      // Who comes first in a round changes, as what one leaves to collect the other may pay for.
      const order = ["client", "fetch", "timed"] as const;
      for (const who of round % 2 === 0 ? order : order.toReversed()) {
        const milliseconds = await time(calls, ways[who]);
        if (round >= 0) spent[who].push(milliseconds / calls);
      }
    }
    const [ours, bare, timed] = [
      median(spent.client),
      median(spent.fetch),
      median(spent.timed),
    ] as const;
    const row = (name: string, value: number) =>
      `${name.padEnd(22)} ${(value * 1000).toFixed(0).padStart(5)} µs   client is ${(ours / value).toFixed(2)} ×\n`;
    process.stdout.write(
      `One call after the other on loopback, medians of ${rounds} rounds of ${calls} calls\n` +
        row("client", ours) +
        row("fetch", bare) +
        row("fetch with a timeout", timed),
    );
  } finally {
    server.kill();
  }
}

async function time(calls: number, call: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  for (let done = 0; done < calls; done += 1) await call();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Answers every request with the JSON of a small list. */
function serve(): void {
  const body = JSON.stringify({
    success: true,
    data: Array.from({ length: 10 }, (_, index) => ({ id: index, name: `Customer ${index}` })),
  });
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  });
  server.listen(0, "127.0.0.1", () => {
    // A server that listens on a port has an address of this kind.
    const { port } = server.address() as AddressInfo;
    process.send?.(`http://127.0.0.1:${port}`);
  });
}

function urlOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("message", (url) => resolve(String(url)));
    server.once("exit", () => reject(new Error("The server did not start.")));
  });
}

if (process.argv[2] === "serve") serve();
else await main();
