import type { Schema } from "../openapi.js";
import type { Identifier } from "./made-names.js";

/** What the API sends by itself: webhooks, and the callbacks of operations. */
export interface Webhooks {
  /** The name of the type that has the payload of each. */
  readonly payloads: Identifier;
  readonly list: readonly [Webhook, ...Webhook[]];
  /** Where the settings say how webhooks are verified. */
  readonly parser?: WebhookParser;
}

export interface Webhook {
  /** What the document calls it, unlike any other. */
  readonly name: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly payload: WebhookPayload;
  /** Absent where none is documented. */
  readonly headers?: WebhookHeaders;
}

export interface WebhookPayload {
  /** The type to declare for it; absent where a component is the payload. */
  readonly type?: Identifier;
  readonly schema: Schema;
  /** Whether it comes as JSON, which is what can be parsed. */
  readonly isJson: boolean;
}

/** Webhooks with the same headers have one type. */
export interface WebhookHeaders {
  readonly type: Identifier;
  readonly list: readonly DocumentedHeader[];
}

export interface WebhookParser {
  /** The type of what it gives. */
  readonly type: Identifier;
  /** That of the headers by the names of webhooks, where these differ in them. */
  readonly headers?: Identifier;
  readonly signature: WebhookSignature;
  /** What says which webhook it is; absent: nothing does. */
  readonly event?: readonly WebhookEvent[];
  /** What a webhook is called where it is sent, if not its name → its name. */
  readonly values: Readonly<Record<string, string>>;
}

export type WebhookEvent = { readonly header: string } | { readonly property: readonly string[] };

/** How a webhook is signed, as the runtime takes it. */
export interface WebhookSignature {
  readonly header: string;
  readonly hash: "SHA-1" | "SHA-256" | "SHA-512";
  readonly encoding: "hex" | "base64";
  readonly prefix?: string;
  readonly separator?: string;
  readonly signed: string;
  readonly timestamp?: { readonly header: string } | { readonly prefix: string };
  readonly tolerance?: number;
  readonly secret?: { readonly encoding: "hex" | "base64"; readonly prefix?: string };
}

export interface DocumentedHeader {
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
}
