/** What differs from call to call, each group by the names on the wire. */
export interface Input {
  readonly path?: Group;
  readonly query?: Group;
  readonly headers?: Group;
  readonly cookies?: Group;
  readonly body?: unknown;
  /** The media type of the body, where there are several to choose from. */
  readonly contentType?: string;
}

/** What an operation takes that has no parameters yet, and no body: nothing, or `{}`. */
export type NoInput = Readonly<Record<string, never>>;

/** Values by name. An `object`, so that an interface without an index signature is one too. */
type Group = object | undefined;
