import type { Client } from "./client.js";
import { ApiError } from "./errors.js";

/**
 * A client for an API that reports failures with a status of success: an answer that is an object with
 * all of these members is thrown as an {@link ApiError}, as an error status is.
 */
export function failingOn(client: Client, members: object): Client {
  const wanted = Object.entries(members);
  return async (operation, input, options) => {
    const success = await client(operation, input, options);
    const { data, response } = success;
    const isFailure = wanted.every(([name, value]) => {
      // Nothing that an object only inherits is a member of the answer.
      const own = Object.getOwnPropertyDescriptor(Object(data), name);
      return own?.value === value;
    });
    if (!isFailure) return success;
    const { method, path } = operation;
    // A credential may be in the query.
    const url = { href: response.url.replace(/[?#].*/s, "") } as URL;
    throw new ApiError(`${method} ${path}`, method, url, response, data);
  };
}
