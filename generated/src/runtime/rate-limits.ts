import type { Middleware } from "./options.js";

/**
 * Middleware for servers that say in headers of their own when they take requests again, and not in
 * `Retry-After`: `RateLimit` and `RateLimit-Reset` (the IETF's drafts), `X-RateLimit-Reset` and its other
 * spelling, in seconds or as a time since 1970. A 429 without `Retry-After` gets one from the limits that
 * are used up; retries obey it, and errors show it.
 */
export const rateLimits: Middleware = async (request, next) => {
  const response = await next(request);
  const { status, headers } = response;
  if (status !== 429 || headers.has("retry-after")) return response;
  const waits = usedUp(headers).map(Number).filter(isFinite);
  if (!waits.length) return response;
  const told = new Response(response.body, response);
  told.headers.set("retry-after", `${Math.max(...waits.map((wait) => fromNow(wait, headers)))}`);
  return told;
};

/** When the limits that are used up are lifted, in the server's words. */
function usedUp(headers: Headers): readonly string[] {
  const policies = headers
    .get("ratelimit")
    ?.matchAll(/\b(?:r|remaining)=0\b[^"]*?\b(?:t|reset)=(\d+)/g);
  const alone = ["ratelimit", "x-ratelimit", "x-rate-limit"].flatMap((name) =>
    Number(headers.get(`${name}-remaining`)) > 0 ? [] : (headers.get(`${name}-reset`) ?? []),
  );
  return [...(policies ?? [])].map(([, seconds]) => `${seconds}`).concat(alone);
}

/** Seconds to wait; thirty years of them are a time since 1970, by the server's clock, as ours may be wrong. */
function fromNow(reset: number, headers: Headers): number {
  if (reset < 1e9) return reset;
  const now = Date.parse(headers.get("date") ?? "") || Date.now();
  return Math.max(Math.ceil(reset - now / 1000), 0);
}
