import type { Client } from "./client.js";
import { TimeoutError } from "./errors.js";
import { text } from "./response.js";

/** An answer whose body is still arriving. */
export interface Arriving {
  /** Aborted where the call is. */
  readonly signal: AbortSignal;
  /** To be called when no more of the body is wanted, or there is no more. */
  readonly end: () => void;
  readonly label: string;
  readonly method: string;
}

/**
 * A client that gives successful answers while their bodies arrive, made into data by a function.
 * `timeout` holds until the body begins, which may then last; one that breaks off is not asked for
 * again.
 */
export function arriving(
  client: Client,
  toData: (response: Response, arrival: Arriving) => unknown,
): Client {
  return (operation, input, options = {}) => {
    const { signal: caller, timeout = 60_000 } = options;
    const { method, path } = operation;
    const label = `${method} ${path}`;
    const controller = new AbortController();
    const { signal } = controller;
    const abort = (): void => controller.abort(caller?.reason);
    const expire = (): void => controller.abort(new TimeoutError(`${label}: timeout`));
    const timer = setTimeout(expire, timeout);
    if (caller?.aborted) abort();
    else caller?.addEventListener("abort", abort);
    return new Promise((resolve, reject) => {
      // The call lasts as long as the body, so that its connection does.
      const read = async (response: Response): Promise<readonly [unknown, unknown?]> => {
        if (!response.ok) return text(response);
        clearTimeout(timer);
        await new Promise<void>((end) => {
          const data = toData(response, { signal, end, label, method });
          resolve({ ok: true, status: response.status, data, response });
        });
        return [undefined];
      };
      const forever = { ...options, signal, timeout: 2_147_483_647 };
      client({ ...operation, read }, input, forever)
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(timer);
          caller?.removeEventListener("abort", abort);
        });
    });
  };
}
