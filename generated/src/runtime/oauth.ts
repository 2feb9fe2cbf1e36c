import { ConnectionError, MissingCredentialsError } from "./errors.js";
import type { Middleware } from "./options.js";

/** What {@link clientCredentials} takes. */
export interface ClientCredentials<Scope extends string = string> {
  /** Where tokens are given out. */
  readonly tokenUrl: string | URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the token is to allow; absent: what the server gives by default. */
  readonly scopes?: readonly Scope[];
  /**
   * How the client shows who it is (RFC 6749, section 2.3.1).
   * @default "basic"
   */
  readonly authentication?: "basic" | "body";
  /**
   * What sends the request for a token.
   * @default globalThis.fetch
   */
  readonly fetch?: typeof globalThis.fetch;
}

/** Gives a token, to be used as a credential. */
export interface TokenSource {
  (): Promise<string>;
  /** Has the next call fetch a new token. */
  forget(): void;
}

/**
 * A credential by OAuth 2.0's client credentials grant (RFC 6749, section 4.4). The token is fetched
 * when it is first needed, once for however many calls wait for it, and anew before it expires. A
 * failure is not remembered. Secrets are in no error.
 */
export function clientCredentials(options: ClientCredentials): TokenSource {
  let token: Promise<Token> | undefined;
  const forget = (): void => {
    token = undefined;
  };
  const source = async (): Promise<string> => {
    const known = token;
    const current = known && (await known);
    if (current && Date.now() < current.renewAt) return current.text;
    // Another call may have asked for a new one while this one waited.
    if (token === known) {
      token = fetchToken(options);
      token.catch(forget);
    }
    return (await (token ?? fetchToken(options))).text;
  };
  return Object.assign(source, { forget });
}

/** Middleware that fetches a new token when the API refuses one with 401, and sends once more. */
export function renewingToken(source: TokenSource): Middleware {
  return async (request, next) => {
    const again = request.clone();
    const response = await next(request);
    if (response.status !== 401) return response;
    await response.body?.cancel();
    source.forget();
    again.headers.set("authorization", `Bearer ${await source()}`);
    return next(again);
  };
}

interface Token {
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly renewAt: number;
}

async function fetchToken(options: ClientCredentials): Promise<Token> {
  const { clientId, clientSecret, scopes, authentication = "basic" } = options;
  const url = new URL(options.tokenUrl);
  const label = `POST ${url.origin}${url.pathname}`;
  const form = new URLSearchParams({ grant_type: "client_credentials" });
  if (scopes?.length) form.set("scope", scopes.join(" "));
  const headers = new Headers({ accept: "application/json" });
  if (authentication === "basic") headers.set("authorization", basic(clientId, clientSecret));
  else {
    form.set("client_id", clientId);
    form.set("client_secret", clientSecret);
  }
  const asked = Date.now();
  const response = await (options.fetch ?? fetch)(url, {
    method: "POST",
    headers,
    body: form,
    // A redirect would take the secret elsewhere.
    redirect: "manual",
    signal: AbortSignal.timeout(60_000),
  }).catch((cause: unknown) => {
    throw new ConnectionError(`${label}: no response`, { cause });
  });
  const body: unknown = await response.json().catch(() => undefined);
  const { access_token: text, expires_in: lifetime, error } = Object(body) as TokenAnswer;
  if (!response.ok || typeof text !== "string") {
    const said = typeof error === "string" ? ` ${error}` : "";
    throw new MissingCredentialsError(`${label}: ${response.status}${said}, no token`);
  }
  return { text, renewAt: asked + margined(Number(lifetime)) };
}

/** Section 5.1 and 5.2 of RFC 6749. */
interface TokenAnswer {
  readonly access_token?: unknown;
  readonly expires_in?: unknown;
  readonly error?: unknown;
}

/** Milliseconds that a token is used for: less than it lives, as clocks and networks are not exact. */
function margined(seconds: number): number {
  if (!(seconds > 0)) return Infinity;
  return (seconds - Math.min(30, seconds / 10)) * 1000;
}

/** Both parts are encoded as in a form first (RFC 6749, section 2.3.1). */
function basic(id: string, secret: string): string {
  const encode = (text: string) => new URLSearchParams({ a: text }).toString().slice(2);
  return `Basic ${btoa(`${encode(id)}:${encode(secret)}`)}`;
}
