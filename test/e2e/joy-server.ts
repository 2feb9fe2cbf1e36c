import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server saw of a request. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface JoyServer {
  readonly url: string;
  readonly seen: readonly Seen[];
  readonly close: () => Promise<void>;
}

export const keys = { app: "app-key", secret: "secret-key" } as const;

/**
 * A server on loopback that answers the four referral endpoints as the Joy Loyalty API does. Faults
 * are asked for by the customer's id or the e-mail address: `missing`, `busy`, `flaky`, `slow`,
 * `broken`.
 */
export async function startJoyServer(): Promise<JoyServer> {
  const seen: Seen[] = [];
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      seen.push({ method, url, headers, body });
      const count = (asked.get(`${method} ${url}${body}`) ?? 0) + 1;
      asked.set(`${method} ${url}${body}`, count);
      answer({ method, url, headers, body }, count, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  // A server that listens on a port has the address of one.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function answer(request: Seen, count: number, response: ServerResponse): void {
  const { headers, url } = request;
  const send = (status: number, body: object, more: Record<string, string> = {}) => {
    response.writeHead(status, {
      "content-type": "application/json",
      "x-request-id": "req-1",
      ...more,
    });
    response.end(JSON.stringify(body));
  };
  const succeed = (data: unknown, meta?: object) =>
    send(200, { success: true, data, ...(meta && { meta }), timestamp });
  const fail = (status: number, code: string, message: string, more?: Record<string, string>) =>
    send(status, { success: false, error: { message, code, statusCode: status }, timestamp }, more);

  if (headers["x-joy-loyalty-app-key"] === "basic-plan") {
    return fail(403, "PLAN_REQUIRED", "This API needs the Ultimate plan");
  }
  if (
    headers["x-joy-loyalty-app-key"] !== keys.app ||
    headers["x-joy-loyalty-secret-key"] !== keys.secret
  ) {
    return fail(401, "UNAUTHORIZED", "Invalid app key or secret key");
  }
  const subject = subjectOf(request);
  if (subject === "missing") return fail(404, "NOT_FOUND", "Customer not found");
  if (subject === "busy" && count === 1) {
    return fail(429, "RATE_LIMITED", "Too many requests", { "retry-after": "0" });
  }
  if (subject === "flaky" && count === 1) return fail(503, "UNAVAILABLE", "Try again");
  if (subject === "broken") {
    response.writeHead(502, { "content-type": "text/html" });
    return void response.end("<h1>Bad Gateway</h1>");
  }
  if (subject === "slow") return;
  return succeedAt(new URL(url, "http://joy.test"), request, { succeed, fail });
}

const timestamp = "2026-01-31T12:00:00.000Z";
const base = "/rest_api/v2/referrals";

interface Answers {
  readonly succeed: (data: unknown, meta?: object) => void;
  readonly fail: (status: number, code: string, message: string) => void;
}

function succeedAt({ pathname, searchParams }: URL, request: Seen, { succeed, fail }: Answers) {
  const [, customer, kind] =
    /^\/customers\/([^/]+)\/(\w+)$/.exec(pathname.slice(base.length)) ?? [];
  if (request.method === "POST" && pathname === `${base}/invitations`) {
    const email = emailOf(request.body);
    if (!email.includes("@"))
      return fail(400, "INVALID_EMAIL", `"${email}" is not an e-mail address`);
    return succeed({ inviteLink: `https://joy.test/i/${email}`, referralCode: "JOY-1" });
  }
  if (request.method === "GET" && kind === "referrers") {
    return succeed([{ id: decodeURIComponent(customer ?? ""), name: "Ada" }], { count: 1 });
  }
  if (request.method === "GET" && kind === "summary") {
    return succeed({ totalRedeemCoupon: 2, totalPointEarnRefer: 300 });
  }
  if (request.method === "GET" && pathname === `${base}/analytics`) {
    return succeed({ countCouponCodeUsage: searchParams.has("startDate") ? 7 : 70 });
  }
  return fail(404, "NOT_FOUND", "No such endpoint");
}

/** The customer's id, or the e-mail address before its `@`. */
function subjectOf({ url, body }: Seen): string {
  const [, customer] = /\/customers\/([^/]+)\//.exec(url) ?? [];
  return customer ?? emailOf(body).split("@")[0] ?? "";
}

function emailOf(body: string): string {
  if (body === "") return "";
  const parsed: unknown = JSON.parse(body);
  return typeof parsed === "object" && parsed !== null && "email" in parsed
    ? String(parsed.email)
    : "";
}
