import type { RequestOptions } from "./options.js";

/**
 * The options of a call, with a key of its own if they have none, so that all its attempts carry the
 * same and it can be sent again after any failure.
 *
 * @param header what the API calls the key, if not `Idempotency-Key`
 */
export function idempotent(options: RequestOptions = {}, header?: string): RequestOptions {
  const idempotencyKey = options.idempotencyKey ?? newKey();
  if (header === undefined) return { ...options, idempotencyKey };
  const headers = { ...options.headers, "idempotency-key": null, [header]: idempotencyKey };
  return { ...options, idempotencyKey, headers };
}

/** A random key: 128 bits. `randomUUID` is not everywhere: browsers have it on secure pages only. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
