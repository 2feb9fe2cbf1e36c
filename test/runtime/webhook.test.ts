import { createHmac } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import {
  receiveWebhook,
  WebhookError,
  type WebhookScheme,
} from "../../templates/runtime/webhook.js";

const names = ["issues-opened", "push"];
const github: WebhookScheme = {
  header: "X-Hub-Signature-256",
  hash: "SHA-256",
  encoding: "hex",
  prefix: "sha256=",
  signed: "{body}",
  names,
};
const standard: WebhookScheme = {
  header: "webhook-signature",
  hash: "SHA-256",
  encoding: "base64",
  prefix: "v1,",
  separator: " ",
  signed: "{webhook-id}.{timestamp}.{body}",
  timestamp: { header: "webhook-timestamp" },
  secret: { encoding: "base64", prefix: "whsec_" },
  names,
};
const stripe: WebhookScheme = {
  header: "Stripe-Signature",
  hash: "SHA-256",
  encoding: "hex",
  prefix: "v1=",
  separator: ",",
  signed: "{timestamp}.{body}",
  timestamp: { prefix: "t=" },
  names,
};
const slack: WebhookScheme = {
  header: "X-Slack-Signature",
  hash: "SHA-256",
  encoding: "hex",
  prefix: "v0=",
  signed: "v0:{timestamp}:{body}",
  timestamp: { header: "X-Slack-Request-Timestamp" },
  names,
};
const shopify: WebhookScheme = {
  header: "X-Shopify-Hmac-Sha256",
  hash: "SHA-256",
  encoding: "base64",
  signed: "{body}",
  names,
};

const now = 1_614_265_330;
const secret = "It's a Secret to Everybody";
const body = '{"test": 2432232314}';

type Encoding = "hex" | "base64";
const sign = (text: string, encoding: Encoding, key: string | Buffer = secret, hash = "sha256") =>
  createHmac(hash, key).update(text).digest(encoding);
const standardKey = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const standardBytes = Buffer.from(standardKey, "base64");

/** What a sender of each kind sends, at the time `now`. */
const senders = {
  GitHub: {
    scheme: github,
    secret,
    headers: { "x-hub-signature-256": `sha256=${sign(body, "hex")}` },
  },
  "Standard Webhooks": {
    scheme: standard,
    secret: `whsec_${standardKey}`,
    headers: {
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": String(now),
      "webhook-signature": `v1,${sign(`msg_p5jXN8AQM9LWM0D4loKWxJek.${now}.${body}`, "base64", standardBytes)}`,
    },
  },
  Stripe: {
    scheme: stripe,
    secret,
    headers: { "stripe-signature": `t=${now},v0=00,v1=${sign(`${now}.${body}`, "hex")}` },
  },
  Slack: {
    scheme: slack,
    secret,
    headers: {
      "x-slack-request-timestamp": String(now),
      "x-slack-signature": `v0=${sign(`v0:${now}:${body}`, "hex")}`,
    },
  },
  Shopify: { scheme: shopify, secret, headers: { "x-shopify-hmac-sha256": sign(body, "base64") } },
} as const;

const cases = Object.entries(senders).map(([name, sender]) => ({ name, ...sender }));
const timed = cases.filter(({ scheme }) => scheme.timestamp);

async function at<T>(seconds: number, run: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ["Date"], now: seconds * 1000 });
  try {
    return await run();
  } finally {
    vi.useRealTimers();
  }
}

/** What is wrong with it, and its message; fails where nothing is. */
async function refused(received: Promise<unknown>): Promise<WebhookError> {
  const error: unknown = await received.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WebhookError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.message).not.toContain(secret);
  expect(error.message).not.toContain("2432232314");
  return error;
}

describe("signatures", () => {
  test("GitHub's documented example", async () => {
    const signature = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    const headers = { "X-Hub-Signature-256": `sha256=${signature}` };
    const given = receiveWebhook(github, { headers, body: "Hello, World!" }, secret);
    // The signature holds: what is refused is a text that is no JSON.
    expect(await refused(given)).toMatchObject({ problem: "body" });
    const other = receiveWebhook(github, { headers, body: "Hello, World?" }, secret);
    expect(await refused(other)).toMatchObject({ problem: "signature" });
  });

  test("the example in the specification of Standard Webhooks", async () => {
    const headers = {
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    };
    const given = { headers, body };
    const { payload } = await at(now, () =>
      receiveWebhook(standard, given, `whsec_${standardKey}`),
    );
    expect(payload).toEqual({ test: 2_432_232_314 });
  });

  test.each(cases)("$name: what is sent is received", async ({ scheme, secret: key, headers }) => {
    const webhook = await at(now, () => receiveWebhook(scheme, { headers, body }, key));
    expect(webhook.payload).toEqual({ test: 2_432_232_314 });
    const request = new Request("https://a.example", { method: "POST", headers, body });
    const same = await at(now, () => receiveWebhook(scheme, request, key));
    expect(same.payload).toEqual(webhook.payload);
  });

  test.each(cases)(
    "$name: nothing changed, no other key",
    async ({ scheme, secret: key, headers }) => {
      const check = (
        received: { headers: Record<string, string>; body: string },
        by: string = key,
      ) => refused(at(now, () => receiveWebhook(scheme, received, by)));
      const other = Buffer.from("another secret that is as good").toString("base64");
      const problems = [
        await check({ headers, body: `${body} ` }),
        await check({ headers, body: "" }),
        await check({ headers, body }, other),
        await check({ headers: {}, body }),
      ];
      for (const [name, value] of Object.entries<string>(headers)) {
        // Cut short, in another case, with a piece of another value, or empty.
        const values = [value.slice(0, -4), `${value.slice(0, -1)}~`, `x${value}`, ""];
        for (const changed of values) {
          problems.push(await check({ headers: { ...headers, [name]: changed }, body }));
        }
      }
      expect(new Set(problems.map(({ problem }) => problem))).toEqual(new Set(["signature"]));
    },
  );

  test.each(timed)("$name: only for a time", async ({ scheme, secret: key, headers }) => {
    const receive = (seconds: number, options = {}) =>
      at(now + seconds, () => receiveWebhook(scheme, { headers, body }, key, options));
    expect(await receive(299)).toBeDefined();
    expect(await receive(-299)).toBeDefined();
    expect(await refused(receive(301))).toMatchObject({ problem: "timestamp" });
    expect(await refused(receive(-301))).toMatchObject({ problem: "timestamp" });
    expect(await refused(receive(11, { tolerance: 10 }))).toMatchObject({ problem: "timestamp" });
    expect(await receive(1e6, { tolerance: Infinity })).toBeDefined();
  });

  test("one of several secrets, one of several signatures", async () => {
    const { headers } = senders["Standard Webhooks"];
    const several = {
      ...headers,
      "webhook-signature": `v1a,AAAA v1,AAAA ${headers["webhook-signature"]} v1,${"A".repeat(43)}=`,
    };
    const keys = ["whsec_bmV3IG9uZQ==", standardKey];
    const given = { headers: several, body };
    expect(await at(now, () => receiveWebhook(standard, given, keys))).toBeDefined();
    const before = { headers: senders.GitHub.headers, body };
    expect(await receiveWebhook(github, before, ["new", secret])).toBeDefined();
    expect(await refused(receiveWebhook(github, before, ["new"]))).toBeDefined();
  });

  test("of a thousand signatures only the first are looked at", async () => {
    const { headers, secret: key } = senders.Stripe;
    const wrong = Array.from({ length: 1000 }, () => `v1=${"0".repeat(64)}`).join(",");
    const given = { "stripe-signature": `${wrong},${headers["stripe-signature"]}` };
    const received = at(now, () => receiveWebhook(stripe, { headers: given, body }, key));
    expect(await refused(received)).toMatchObject({ problem: "signature" });
  });

  test.each([{ hash: "SHA-1" }, { hash: "SHA-512" }] as const)("$hash", async ({ hash }) => {
    const signature = sign(body, "hex", secret, hash.replace("-", "").toLowerCase());
    const headers = { "x-signature": signature.toUpperCase() };
    const scheme = { ...github, header: "X-Signature", prefix: "", hash };
    expect(await receiveWebhook(scheme, { headers, body }, secret)).toBeDefined();
  });

  test.each([
    { given: [], want: "There is no secret" },
    { given: "", want: "empty" },
    { given: [secret, ""], want: "empty" },
  ])("a secret that is none: $given", async ({ given, want }) => {
    const headers = { "x-hub-signature-256": `sha256=${sign(body, "hex", "")}` };
    const received = receiveWebhook(github, { headers, body }, given);
    await expect(received).rejects.toThrow(TypeError);
    await expect(received).rejects.toThrow(want);
  });

  test("a secret that is not written as it should be is not shown", async () => {
    const { headers } = senders["Standard Webhooks"];
    const received = receiveWebhook(standard, { headers, body }, "whsec_not base64!");
    await expect(received).rejects.toThrow(/^The secret of webhooks is no base64$/);
  });
});

describe("what is received", () => {
  const text = '{"name":"Zoë – 世界"}';
  const bytes = new TextEncoder().encode(text);
  const signature = `sha256=${sign(text, "hex")}`;
  const padded = new Uint8Array([32, ...bytes, 32]);

  test.each([
    { kind: "bytes", body: bytes },
    { kind: "a part of some bytes", body: padded.subarray(1, -1) },
    { kind: "a Buffer", body: Buffer.from(text) },
    { kind: "an ArrayBuffer", body: bytes.buffer },
    { kind: "text", body: text },
  ])("$kind", async ({ body: given }) => {
    const headers = { "X-HUB-SIGNATURE-256": [signature], ":path": "/", host: undefined };
    const { payload } = await receiveWebhook(github, { headers, body: given }, secret);
    expect(payload).toEqual({ name: "Zoë – 世界" });
  });

  test("headers are given as Headers", async () => {
    const headers = new Headers({ "X-Hub-Signature-256": signature, "X-Other": "a" });
    const webhook = await receiveWebhook(github, { headers, body: text }, secret);
    expect(webhook.headers.get("x-other")).toBe("a");
  });

  test.each(["", "{", "\u{feff}", "<a/>"])("what is signed and no JSON: %j", async (given) => {
    const headers = { "x-hub-signature-256": `sha256=${sign(given, "hex")}` };
    const received = receiveWebhook(github, { headers, body: given }, secret);
    expect(await refused(received)).toMatchObject({ name: "WebhookError", problem: "body" });
  });
});

describe("which one it is", () => {
  const parts = [{ header: "X-GitHub-Event" }, { property: ["action"] }];
  const byHeader = { ...github, event: parts };
  const byProperty = {
    ...github,
    event: [{ property: ["event", "type"] }],
    values: { PING: "push", "issue.new": "issues-opened" },
  };

  async function eventOf(scheme: WebhookScheme, payload: unknown, event = "") {
    const text = JSON.stringify(payload);
    const headers = {
      "x-github-event": event,
      "x-hub-signature-256": `sha256=${sign(text, "hex")}`,
    };
    return (await receiveWebhook(scheme, { headers, body: text }, secret)).event;
  }

  test.each([
    { scheme: byHeader, event: "issues", payload: { action: "opened" }, want: "issues-opened" },
    { scheme: byHeader, event: "push", payload: {}, want: "push" },
    { scheme: byHeader, event: "push", payload: { action: "forced" }, want: "push" },
    { scheme: byHeader, event: "push", payload: null, want: "push" },
    { scheme: byProperty, payload: { event: { type: "PING" } }, want: "push" },
    { scheme: byProperty, payload: { event: { type: "issue.new" } }, want: "issues-opened" },
    { scheme: byProperty, payload: { event: { type: "issuesOpened" } }, want: "issues-opened" },
    { scheme: github, payload: {}, want: undefined },
  ])("$event $payload", async ({ scheme, event, payload, want }) => {
    expect(await eventOf(scheme, payload, event)).toBe(want);
  });

  test.each([
    { scheme: byHeader, event: "issues", payload: { action: "2432232314" } },
    { scheme: byHeader, event: "", payload: { action: "opened" } },
    { scheme: byProperty, payload: { event: "PING" } },
    { scheme: byProperty, payload: "PING" },
    { scheme: byProperty, payload: { event: { type: { PING: 1 } } } },
    { scheme: byProperty, payload: [] },
  ])("none that is documented: $event $payload", async ({ scheme, event, payload }) => {
    const error = await refused(eventOf(scheme, payload, event));
    expect(error.problem).toBe("event");
  });

  test("the error says which it would be, its message does not", async () => {
    const error = await refused(eventOf(byProperty, { event: { type: "issue.old" } }));
    expect(error.event).toBe("issue.old");
    expect(error.message).not.toContain("issue.old");
  });
});
