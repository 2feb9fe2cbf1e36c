/** How the sender signs its webhooks, and how it says which one it sends. */
export interface WebhookScheme {
  /** The header with the signatures. */
  readonly header: string;
  readonly hash: "SHA-1" | "SHA-256" | "SHA-512";
  readonly encoding: "hex" | "base64";
  /** What stands before a signature in the header; what begins otherwise is none. */
  readonly prefix?: string;
  /** What stands between several signatures. */
  readonly separator?: string;
  /** What is signed: `{body}`, `{timestamp}` and `{name-of-a-header}` stand for what was received. */
  readonly signed: string;
  /** Where the time of sending is, in seconds: a header, or what begins so in that of the signatures. */
  readonly timestamp?: { readonly header: string } | { readonly prefix: string };
  /** How far from now the time of sending may be, in seconds. */
  readonly tolerance?: number;
  /** How secrets are written, if not as plain text. */
  readonly secret?: { readonly encoding: "hex" | "base64"; readonly prefix?: string };
  /** What says which webhook it is, in one part or several; absent: nothing does. */
  readonly event?: readonly WebhookEventPart[];
  /** What the document calls the webhooks. */
  readonly names: readonly string[];
  /** What the sender calls them, where it is something else → what the document calls them. */
  readonly values?: Readonly<Record<string, string>>;
}

/** A header, or the way to a property of the payload. */
export type WebhookEventPart =
  { readonly header: string } | { readonly property: readonly string[] };

/** A webhook as it was received, where it is no `Request`. The body must be as it came, not parsed. */
export interface ReceivedWebhook {
  readonly headers:
    | Pick<Headers, "get" | "forEach">
    | { readonly [name: string]: string | readonly string[] | undefined };
  readonly body: string | Uint8Array | ArrayBuffer;
}

export interface WebhookOptions {
  /** How far from now the time of sending may be, in seconds; `Infinity` for stored webhooks. */
  readonly tolerance?: number;
}

/** A webhook that is not to be trusted, or not understood. The message tells nothing of its payload. */
export class WebhookError extends Error {
  override readonly name = "WebhookError" as const;
  /**
   * What is wrong: `signature` (it was not signed with the secret), `timestamp` (it is too old),
   * `body` (it is no JSON) or `event` (no document describes it).
   */
  readonly problem: "signature" | "timestamp" | "body" | "event";
  /** What it says it is, where no document describes it. */
  declare readonly event?: string;

  constructor(problem: WebhookError["problem"], message: string, event?: string) {
    super(message);
    this.problem = problem;
    if (event !== undefined) this.event = event;
  }
}

/** What is known of any webhook. */
export interface AnyWebhook {
  readonly event?: string;
  readonly payload: unknown;
  readonly headers: Headers;
}

/**
 * Verifies a webhook, then parses it. Throws a {@link WebhookError}.
 *
 * @param secret what webhooks are signed with: one secret, or several while one takes the place of another
 */
export async function receiveWebhook<Webhook extends AnyWebhook>(
  scheme: WebhookScheme,
  received: Request | ReceivedWebhook,
  secret: string | readonly string[],
  options: WebhookOptions = {},
): Promise<Webhook> {
  const headers = headersOf(received.headers);
  const body = "blob" in received ? await received.blob() : blobOf(received.body);
  await verify(scheme, headers, body, typeof secret === "string" ? [secret] : secret, options);
  let payload: unknown;
  try {
    payload = JSON.parse(await body.text());
  } catch {
    // The parser's own words have a piece of the payload in them.
    throw new WebhookError("body", "The body of the webhook is no JSON");
  }
  const event = scheme.event && { event: eventOf(scheme, scheme.event, headers, payload) };
  // That the payload is what the document says of it, the signature vouches for.
  return { ...event, payload, headers } as unknown as Webhook;
}

async function verify(
  scheme: WebhookScheme,
  headers: Headers,
  body: Blob,
  secrets: readonly string[],
  { tolerance = scheme.tolerance ?? 300 }: WebhookOptions,
): Promise<void> {
  const { header, prefix = "", separator, timestamp } = scheme;
  const keys = await Promise.all(secrets.map((secret) => keyOf(secret, scheme)));
  if (keys.length === 0) throw new TypeError("There is no secret to verify the webhook with");
  const given = headers.get(header) ?? "";
  const parts = (separator ? given.split(separator) : [given]).map((part) => part.trim());
  const after = (start: string) =>
    parts.flatMap((part) => (part.startsWith(start) ? part.slice(start.length) : []));
  const time =
    timestamp &&
    ("header" in timestamp ? headers.get(timestamp.header) : after(timestamp.prefix)[0]);
  const fill = (text: string) =>
    text.replace(/\{([^{}]+)\}/g, (_, name: string) => {
      const value = name === "timestamp" ? time : headers.get(name);
      if (!value) throw new WebhookError("signature", `The webhook has no ${name}`);
      return value;
    });
  const [before = "", behind = ""] = scheme.signed.split("{body}");
  const signed = await new Blob([fill(before), body, fill(behind)]).arrayBuffer();
  // No sender gives many, and each costs a pass over the body.
  for (const signature of after(prefix).slice(0, 10)) {
    const bytes = decode(signature, scheme.encoding);
    if (!bytes) continue;
    for (const key of keys) {
      // Compares in constant time.
      if (!(await crypto.subtle.verify("HMAC", key, bytes, signed))) continue;
      if (!timestamp || Math.abs(Date.now() / 1000 - Number(time)) <= tolerance) return;
      throw new WebhookError("timestamp", "The webhook is not of now: it may be sent again");
    }
  }
  throw new WebhookError("signature", `The webhook has no valid signature in ${header}`);
}

async function keyOf(secret: string, { hash, secret: written }: WebhookScheme): Promise<CryptoKey> {
  const { encoding, prefix = "" } = written ?? {};
  const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : secret;
  const bytes = encoding ? decode(text, encoding) : new TextEncoder().encode(text);
  // With an empty one, anybody could sign.
  if (!bytes?.length) {
    throw new TypeError(`The secret of webhooks is ${secret ? `no ${encoding}` : "empty"}`);
  }
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash }, false, ["verify"]);
}

function decode(text: string, encoding: "hex" | "base64") {
  if (encoding === "hex") {
    if (!/^([0-9a-f]{2})*$/i.test(text)) return undefined;
    return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  }
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** The name that the parts make together, else the first of them: not every webhook has all. */
function eventOf(
  { names, values = {} }: WebhookScheme,
  parts: readonly WebhookEventPart[],
  headers: Headers,
  payload: unknown,
): string {
  const said = parts
    .map((part) => ("header" in part ? headers.get(part.header) : at(payload, part.property)))
    .filter((word) => typeof word === "string" || typeof word === "number");
  const known = [...Object.entries(values), ...names.map((name) => [name, name] as const)];
  for (let count = said.length; count > 0; count -= 1) {
    const text = said.slice(0, count).join(".");
    const found =
      known.find(([written]) => written === text) ??
      known.find(([written]) => letters(written) === letters(text));
    if (found) return found[1];
  }
  throw new WebhookError("event", "The webhook is none of those documented", said.join("."));
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (holder, name) => (holder as Readonly<Record<string, unknown>> | null | undefined)?.[name],
    value,
  );
}

/** `check_run.completed` and `check-run-completed` are one name. */
function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function headersOf(given: ReceivedWebhook["headers"]): Headers {
  const headers = new Headers();
  const isHeaders = (each: typeof given): each is Headers => typeof each["get"] === "function";
  if (isHeaders(given)) given.forEach((value, name) => headers.append(name, value));
  else {
    for (const [name, value] of Object.entries(given)) {
      // HTTP/2's own, such as `:path`, are none.
      if (value !== undefined && !name.startsWith(":")) headers.set(name, String(value));
    }
  }
  return headers;
}

function blobOf(body: ReceivedWebhook["body"]): Blob {
  return new Blob([typeof body === "string" ? body : new Uint8Array(body)]);
}
