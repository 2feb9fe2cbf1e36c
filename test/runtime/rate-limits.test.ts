import { describe, expect, test } from "vitest";
import { ApiError, rateLimits } from "../../templates/runtime/index.js";
import { call, testClient } from "./client.js";
import { jsonReply, serve } from "./server.js";

const date = "Mon, 23 Nov 2026 12:00:00 GMT";
const epoch = Date.parse(date) / 1000;

/** What a call that is refused throws. */
async function refusal(headers: Record<string, string>, status = 429) {
  const server = await serve(jsonReply({ error: "slowly" }, status, { date, ...headers }));
  const client = testClient(server.url, { middleware: [rateLimits], maxRetries: 0 });
  const error: unknown = await call(client, "GET").catch((thrown: unknown) => thrown);
  if (!(error instanceof ApiError)) throw error;
  return { retryAfter: error.headers.get("retry-after"), body: error.body };
}

test.each<[Record<string, string>, string | null]>([
  [{ "RateLimit-Reset": "30" }, "30"],
  [{ "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": `${epoch + 20}` }, "20"],
  [{ "X-RateLimit-Reset": `${epoch - 5}` }, "0"],
  [{ RateLimit: '"burst";r=0;t=3, "day";r=100;t=9000' }, "3"],
  [{ RateLimit: "limit=100, remaining=0, reset=7" }, "7"],
  [{ RateLimit: '"burst";r=0;t=3, "day";r=0;t=900' }, "900"],
  [{ "X-RateLimit-Remaining": "5", "X-RateLimit-Reset": "20" }, null],
  [{ "X-RateLimit-Reset": "soon" }, null],
  [{ "X-RateLimit-Reset": "30", "Retry-After": "4" }, "4"],
  [{}, null],
])("%j: %s", async (headers, want) => {
  expect(await refusal(headers)).toEqual({ retryAfter: want, body: { error: "slowly" } });
});

describe("what is left alone", () => {
  test("an answer that refuses nothing for its rate", async () => {
    expect((await refusal({ "RateLimit-Reset": "30" }, 503)).retryAfter).toBe(null);
  });
});

test("retries obey it: there is none where the wait is too long", async () => {
  const server = await serve(jsonReply({}, 429, { "RateLimit-Reset": "61" }), jsonReply({ a: 1 }));
  const client = testClient(server.url, { middleware: [rateLimits] });
  await expect(call(client, "GET")).rejects.toThrow("429");
  expect(server.received).toHaveLength(1);
});
