import type { Client } from "./client.js";
import { within } from "./deadline.js";

/**
 * A client that has at most so many calls under way, retries and pauses included; the others wait
 * their turn. An aborted call leaves the queue at once.
 */
export function limitConcurrency(client: Client, most: number): Client {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (operation, input, options) => {
    if (running < most) running += 1;
    // Who ends hands its place on.
    else await turn(waiting, options?.signal);
    try {
      return await client(operation, input, options);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

function turn(waiting: (() => void)[], signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      waiting.splice(waiting.indexOf(start), 1);
      reject(signal?.reason);
    };
    const start = (): void => {
      signal?.removeEventListener("abort", abort);
      resolve();
    };
    waiting.push(start);
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}

/**
 * A client whose calls end with a TimeoutError after so many milliseconds, whatever the attempts and
 * pauses they are made of; `timeout` is for each attempt.
 */
export function limitTime(client: Client, milliseconds: number): Client {
  return (operation, input, options) =>
    within(milliseconds, options?.signal, `${operation.method} ${operation.path}`, (signal) =>
      client(operation, input, { ...options, signal }),
    );
}
