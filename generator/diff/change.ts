/** What a change asks of those who use the client. */
export const impacts = ["breaking", "compatible", "documentation"] as const;

export type Impact = (typeof impacts)[number];

/** The step of Semantic Versioning 2.0.0 that the changes call for. */
export type Step = "major" | "minor" | "patch" | "none";

/** What of a client has changed. */
export type Subject =
  | "operation"
  | "input"
  | "parameter"
  | "body field"
  | "response"
  | "response field"
  | "field"
  | "type"
  | "constant"
  | "function"
  | "client"
  | "package"
  | "document";

/** One change between two clients, as data. */
export interface Change {
  readonly impact: Impact;
  readonly kind: "added" | "removed" | "renamed" | "changed" | "deprecated";
  readonly subject: Subject;
  /** What it is called in the client: `listOrders`, or `Order.lines[].price`. */
  readonly name: string;
  /** As TypeScript, or in words where it is no type. */
  readonly before?: string;
  readonly after?: string;
  /** Of a union: the members that are new, and those that are gone. */
  readonly gained?: readonly string[];
  readonly lost?: readonly string[];
  /** Why it has this impact, or what it means: one sentence without a full stop. */
  readonly reason?: string;
  /** Where it stands in the document: `GET /orders → response 200 → data.lines[].price`. */
  readonly place?: string;
  /** The operations that it reaches, by the names of their functions. */
  readonly operations: readonly string[];
}

export interface Diff {
  readonly step: Step;
  /** The breaking ones first; within an impact by operation and name. */
  readonly changes: readonly Change[];
}

/** The step that changes call for: what breaks is major, what is new is minor, words are a patch. */
export function stepOf(changes: readonly Change[]): Step {
  const has = (impact: Impact) => changes.some((change) => change.impact === impact);
  if (has("breaking")) return "major";
  if (has("compatible")) return "minor";
  return has("documentation") ? "patch" : "none";
}
