import type { Credentials, SecurityScheme, UserPassword } from "./auth.js";
import { within } from "./deadline.js";
import { ApiError, ConnectionError, MissingCredentialsError, ParseError } from "./errors.js";
import type { Input } from "./input.js";
import type { Operation } from "./operation.js";
import type { ClientOptions, RequestOptions } from "./options.js";
import { text } from "./response.js";
import { retryDelay } from "./retry.js";

/** The answer to a request that succeeded, as it is inside. */
interface Success {
  readonly ok: boolean;
  readonly status: number;
  readonly data: unknown;
  readonly response: Response;
}

/** A client of the API: the first argument of every operation. */
export type Client = (
  operation: Operation,
  input: Input,
  options?: RequestOptions,
) => Promise<Success>;

/** What is the same for all clients of an API. */
export interface Api {
  /** URLs by the name of the server. */
  readonly servers: Readonly<Record<string, string>>;
  /** How credentials travel, by the name of the security scheme. */
  readonly schemes: Readonly<Record<string, SecurityScheme>>;
}

/** A client's own settings: the options, its server and its credentials. */
export interface ClientSettings extends ClientOptions {
  /** The name of one of the API's servers, or a URL. */
  readonly server: string | URL;
  /** By the names of the security schemes. An `object`, as an interface has no index signature. */
  readonly auth?: object;
}

/** All that a call goes by. Credentials have the names of schemes, which an interface need not index. */
type Settings = ClientSettings & RequestOptions & { readonly auth?: Credentials };

/**
 * Makes a client of an API. It is a function, so that a printed client shows no credentials, and one
 * function that holds the state of a call, because a bundle of one operation is to stay within 2 kB.
 */
export function newClient({ servers, schemes }: Api, client: ClientSettings): Client {
  return async (operation, input, options) => {
    let {
      server,
      auth = {} as Credentials,
      middleware = [],
      timeout = client.timeout ?? 60_000,
      maxRetries = client.maxRetries ?? 2,
      signal: caller,
      idempotencyKey,
    } = { ...client, ...options } as Settings;
    const path = operation.url?.(operation.path, input) ?? operation.path;
    const url = new URL(
      `${(operation.servers ?? servers)[server as string] ?? server}`.replace(/\/+$/, "") + path,
    );
    const label = operation.method + " " + url.pathname;
    const chosen = operation.security.find((names) => names.every((name) => auth[name]));
    if (!chosen) {
      throw new MissingCredentialsError(`${label} needs ${operation.security.join(" or ")}`);
    }
    const failed = (cause: unknown): never => {
      throw new ConnectionError(`${label}: no response`, { cause });
    };

    // What a redirect changes, for later attempts too.
    let credentials = chosen;
    let target = url;
    let method = operation.method;
    let body = operation.body?.(input.body);
    let redirects = 20;
    let headerValues: object = { ...client.headers, ...input.headers, ...options?.headers };

    const exchange = async (signal: AbortSignal): Promise<Success> => {
      const headers = new Headers();
      const values: Readonly<Record<string, unknown>> = {
        "idempotency-key": idempotencyKey,
        ...headerValues,
      };
      for (const name in values) {
        const value = values[name];
        if (value === null || value === undefined) headers.delete(name);
        // A Headers makes a string of anything; of an array, its members with commas.
        else headers.set(name, value as string);
      }
      // Redirects are followed here, because `fetch` would take an API key along to another origin.
      const draft = { method, headers, body, signal, redirect: "manual", url: target };
      for (const name of credentials) {
        // That it is given has been seen to above; only a function has a `call`.
        let credential: unknown = auth[name];
        credential = await ((credential as { call?: () => unknown }).call?.() ?? credential);
        try {
          // The schemes of an API include all that it names.
          (schemes[name] as SecurityScheme)(draft, credential as string | UserPassword);
        } catch {
          // The platform's own error would show the credential.
          throw new MissingCredentialsError(`${label} needs a valid ${name}`);
        }
      }
      const response = await middleware.reduceRight<typeof fetch>(
        // A Request is a good part of what a call costs, and made only for who looks at it.
        (next, layer) => (request, init) => layer(new Request(request, init), next),
        (request, init) => (client.fetch ?? fetch)(request, init).catch(failed),
        // No body is undefined here, null in the types.
      )(draft.url, draft as RequestInit);

      const { ok, status } = response;
      // As many are followed as the fetch standard follows. `test` makes a string of a number.
      const location =
        /30[12378]/.test(status as unknown as string) && response.headers.get("location");
      if (location && redirects--) {
        target = new URL(location, target);
        // Deno and Bun fetch files, and all fetch `data:`: of such a URL the origin is "null", which
        // that of a URL of HTTP is longer than.
        if (!target.origin[4]) failed(target);
        if (target.origin !== url.origin) {
          // Any header could be a credential, and any middleware could add one.
          headerValues = credentials = middleware = [];
        }
        if (status === 303 || (status < 303 && method === "POST")) {
          method = "GET";
          body = undefined;
        }
        return exchange(signal);
      }

      const [data, malformed] = await (operation.read ?? text)(response).catch(failed);
      if (ok && !malformed) return { data, ok, status, response };
      // Malformed data is the text as it came.
      throw new (ok ? ParseError : ApiError)(
        label,
        operation.method,
        url,
        response,
        data as string,
      );
    };

    for (let attempt = 0; ;) {
      try {
        return await within(timeout, caller, label, exchange);
      } catch (error) {
        const delay = retryDelay(
          attempt++,
          maxRetries,
          // DELETE, GET, HEAD, QUERY, OPTIONS and PUT, alone in IANA's registry with these letters, may
          // be sent again whatever became of the last attempt (RFC 9110, section 9.2.2).
          idempotencyKey || /^([DGHQ]|OP|PU)/.test(operation.method),
          error,
          Date.now(),
          Math.random(),
        );
        await within(delay, caller, label);
      }
    }
  };
}
