import { ConnectionError, type ApiError } from "./errors.js";

/** What `fetch` throws: Node's has the system error as its cause, Bun's is that itself. */
interface SystemError {
  readonly code?: string;
  readonly cause?: SystemError;
}

/**
 * How many milliseconds to wait before another attempt; throws the error where there must be none.
 * `attempt` counts from 0, `repeatable` tells whether the request may be sent again even if the server has acted
 * on it, `now` is what a `Retry-After` date is compared with, `random` (0 to 1) makes the jitter.
 */
export function retryDelay(
  attempt: number,
  maxRetries: number,
  repeatable: string | boolean,
  error: unknown,
  now: number,
  random: number,
): number {
  const FIRST_DELAY = 500;
  const LONGEST_DELAY = 8_000;
  // A server that asks for a longer pause than this gets no retry.
  const LONGEST_RETRY_AFTER = 60_000;

  // Anything can have been thrown, null as well: an ApiError has a status, a ConnectionError a cause.
  const { cause, status, headers } = Object(error) as Partial<ApiError> & { cause?: SystemError };
  // Of what is not there, the functions below make NaN.
  const after = headers?.get("retry-after") as string;
  const asked = [
    parseFloat(headers?.get("retry-after-ms") as string),
    parseFloat(after) * 1000,
    Date.parse(after) - now,
  ].find(isFinite);
  // A request that may have been acted on is only sent again where repeating it does no harm; codes
  // of connections that were never made, in Node and Bun, tell that nothing was sent. `test` makes a string of a number.
  const again = status
    ? repeatable
      ? /408|429|50[0234]/.test(status as unknown as string)
      : status === 429 || (status === 503 && asked !== undefined)
    : error instanceof ConnectionError &&
      (repeatable ||
        /refused|notfound|eai_again|connect_timeout/i.test(
          (cause?.cause ?? cause)?.code as string,
        ));
  const delay = asked ?? Math.min(FIRST_DELAY * 2 ** attempt, LONGEST_DELAY) * (1 - random / 4);
  if (!again || attempt >= maxRetries || delay > LONGEST_RETRY_AFTER) throw error;
  return delay;
}
