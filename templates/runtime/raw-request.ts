import { request, type ApiPromise } from "./api-promise.js";
import { json, type BodyWriter } from "./body.js";
import type { Client } from "./client.js";
import type { Operation } from "./operation.js";
import type { RequestOptions } from "./options.js";
import { blob } from "./response.js";
import { queryParams } from "./url.js";

/** A request that no operation function exists for. */
export interface RawRequest {
  readonly method: string;
  /** What follows the server's URL, sent as it is; a slash goes before it if it has none. */
  readonly path: string;
  readonly query?: object;
  readonly headers?: object;
  readonly body?: unknown;
  /**
   * How the body is written.
   * @default json
   */
  readonly write?: BodyWriter;
}

/**
 * Sends a request that no operation function exists for, with the retries, errors and middleware of
 * others. `security` is as in an {@link Operation}. A function of its own, so that only who calls it
 * bundles it.
 */
export function sendRaw<Data>(
  client: Client,
  security: Operation["security"],
  { method, path, write = json, ...input }: RawRequest,
  options?: RequestOptions,
): ApiPromise<Data> {
  // Without the slash the path could make another host of the server's.
  const operation = {
    method,
    path: path.replace(/^(?!\/)/, "/"),
    url: queryParams,
    body: write,
    read: blob,
    security,
  };
  return request<Data, {}>(client, operation, input, options);
}
