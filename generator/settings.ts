import type { Locate } from "./diagnostics/origins.js";
import type { Weights } from "./diagnostics/weights.js";
import type { OutputFile } from "./files.js";

/** Everything the settings folder says. */
export interface ProjectSettings {
  readonly settings: Settings;
  readonly overlay?: Overlay;
  readonly names: NamesFile;
  /** `client.yaml` as it stands, by its path on the disk; absent where there is no settings folder. */
  readonly file?: OutputFile;
  /** What is in the file that `package.licenseFile` names. */
  readonly licenseText?: string;
}

/**
 * What `client.yaml` says. Its JSON Schema, `read/client.schema.json`, is what editors and `read`
 * check the file against; the two are kept together.
 */
export interface Settings {
  /** The title of the API to take, or several titles that are one API in truth. */
  readonly api?: string | readonly string[];
  /** The titles of several APIs to weld into one client, each with what keeps its names apart. */
  readonly apis?: Readonly<Record<string, { readonly prefix?: string } | null>>;
  /** Code → how much a finding of the kind weighs here. */
  readonly diagnostics?: Weights;
  readonly envelope?: EnvelopeSettings;
  readonly idempotency?: IdempotencySettings;
  /** How much a run may take in; what is not said has a default. */
  readonly limits?: Partial<Limits>;
  /** How lists come page by page, where names alone do not tell; false: they never do. */
  readonly pagination?: readonly PaginationRule[] | false;
  readonly package: PackageSettings;
  readonly output: OutputSettings;
  readonly release?: ReleaseSettings;
  readonly types?: TypeSettings;
  readonly webhooks?: WebhookSettings;
}

/** What is beyond these is refused, so that no document exhausts the machine that reads it. */
export interface Limits {
  /** Megabytes of one file, or of an answer from a URL. */
  readonly fileSize: number;
  /** How deep the values of a document may be nested. */
  readonly depth: number;
  /** How many members one object or list may have. */
  readonly members: number;
  /** How many values a document may have, its aliases written out. */
  readonly values: number;
  /** How many characters one text may have. */
  readonly text: number;
  /** Seconds for the overlay, most of which its JSONPaths take. */
  readonly query: number;
  /** How many properties and members all `allOf` may write out, those of a base at each use. */
  readonly allOf: number;
}

/** How schemas become types. */
export interface TypeSettings {
  /** What 64-bit integers are on the wire: `number` unless the server writes them as strings. */
  readonly int64?: "number" | "string";
  /** Whether an enum allows values that its list does not name yet. */
  readonly enums?: "closed" | "open";
}

/** Holds for the GET operations that have the query parameter, or the header, and give a list. */
export type PaginationRule = {
  /** The way to the list in an answer, such as `data` or `result.orders`; absent: the answer is it. */
  readonly items?: string;
} & (
  | { readonly style: "cursor"; readonly parameter: string; readonly next: string }
  /** What the last item has at `last`, such as its `id`, leads to the next page. */
  | { readonly style: "cursor"; readonly parameter: string; readonly last: string }
  | { readonly style: "page" | "offset"; readonly parameter: string }
  | { readonly style: "link" }
);

/** How webhooks are verified, and told apart; without it they have types only. */
export interface WebhookSettings {
  readonly signature: WebhookSignature;
  /** What says which webhook it is: one part, or several that make the name together. */
  readonly event?: WebhookEvent | readonly WebhookEvent[];
}

/** A header, or the way to a property of the payload, such as `type` or `event.type`. */
export type WebhookEvent = { readonly header: string } | { readonly property: string };

export interface WebhookSignature {
  readonly header: string;
  /** Absent: `hmac-sha256`. */
  readonly algorithm?: "hmac-sha1" | "hmac-sha256" | "hmac-sha512";
  readonly encoding: "hex" | "base64";
  /** What stands before a signature in the header, such as `sha256=`. */
  readonly prefix?: string;
  /** What stands between several signatures in the header. */
  readonly separator?: string;
  /** What is signed, of `{body}`, `{timestamp}` and `{name-of-a-header}`; absent: the body. */
  readonly signed?: string;
  /** Where the time of sending is: another header, or what begins so in that of the signatures. */
  readonly timestamp?: { readonly header: string } | { readonly prefix: string };
  /** Seconds that may lie between the time of sending and now; absent: 300. */
  readonly tolerance?: number;
  /** How secrets are written, if not as plain text. */
  readonly secret?: { readonly encoding: "hex" | "base64"; readonly prefix?: string };
}

/** For an API that acts once on a key, however often it arrives. */
export interface IdempotencySettings {
  /** The header that the key is sent in. */
  readonly header: string;
}

/** How the client treats objects that the API puts around its data. */
export interface EnvelopeSettings {
  /** The property that operation functions give in place of the object around it. */
  readonly unwrap?: string;
  /** Members that an answer has which is a failure in spite of its status, such as `success: false`. */
  readonly failure?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The published package. What is left out is derived from the documents' `info`. */
export interface PackageSettings {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly license?: string;
  /** A file to be published as LICENSE, relative to the settings. */
  readonly licenseFile?: string;
  readonly author?: string;
  readonly homepage?: string;
  readonly repository?: string | Repository;
  /** Who may install it; npm takes a package with a scope for `restricted` if nothing is said. */
  readonly access?: "public" | "restricted";
  /** Whether npm states where the package was built, which it can only on the servers that it knows. */
  readonly provenance?: boolean;
  readonly keywords?: readonly string[];
}

/** How `specweld release` finds the last release, and the next version. */
export interface ReleaseSettings {
  /** The next version, whatever the changes call for; without effect once it is out. */
  readonly pin?: string;
  /** The largest step that is taken. */
  readonly cap?: "major" | "minor" | "patch";
  /** What breaks raises the minor part below 1.0.0 (`caret`, the default), or leads to 1.0.0. */
  readonly zero?: "caret" | "semver";
  /** What the tags of releases are like; absent: `v{version}`. */
  readonly tag?: string;
}

/** Where the source is, and the folder of the package in it. */
export interface Repository {
  readonly url: string;
  readonly directory?: string;
}

export interface OutputSettings {
  /** Globs, relative to the output folder, of the files in it that are somebody else's. */
  readonly keep: readonly string[];
}

/** What `overlay.yaml` says: an Overlay of OpenAPI Overlay 1.0 or 1.1. */
export interface Overlay {
  readonly actions: readonly OverlayAction[];
  readonly limits: Limits;
  /** Finds a value of the file; for a pointer to nothing, the nearest value above it. */
  readonly locate: Locate;
}

/** The Action Object of OpenAPI Overlay 1.1. */
export interface OverlayAction {
  readonly target: string;
  readonly description?: string;
  readonly update?: unknown;
  readonly copy?: string;
  readonly remove?: boolean;
}

/** `names.yaml` as it stands. */
export interface NamesFile {
  /** Where the file is, or is to be; undefined where there is no settings folder. */
  readonly path?: string;
  /** What it holds now; empty where there is none. */
  readonly text: string;
  readonly pins: PinnedNames;
  readonly locate: Locate;
}

/**
 * What `names.yaml` says: `METHOD /path` → the name of the operation's function; the place of an inline
 * object, such as `GET /orders 200 data[]` or `Order.lines[]` → the name of its type.
 */
export type PinnedNames = ReadonlyMap<string, string>;

/** A key of `names.yaml` that begins with an operation, taken apart. */
export interface OperationPlace {
  readonly method: string;
  readonly path: string;
  /** What of the operation it is: `200 data[]`; empty for the operation itself. */
  readonly where: string;
}

/** Gives undefined for a key that begins with a component. */
export function operationPlace(key: string): OperationPlace | undefined {
  const [, method, path, where = ""] = operationKey.exec(key) ?? [];
  return method === undefined || path === undefined ? undefined : { method, path, where };
}

const operationKey = /^([A-Z]+) (\/.*?)(?: ((?:body|default|[245](?:\d\d|XX))(?:[ [{(].*)?))?$/s;

/** Whether a key of `names.yaml` names the type of an inline object, and no function. */
export function isTypePlace(key: string): boolean {
  return operationPlace(key)?.where !== "";
}
