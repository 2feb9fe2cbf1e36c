import type { BodyWriter } from "./body.js";
import type { BodyReader } from "./response.js";
import type { UrlWriter } from "./url.js";

/**
 * What is the same for all calls of an operation. It names the functions that its calls need, so that
 * a bundle has no others.
 */
export interface Operation {
  readonly method: string;
  /** The path after the server's URL, with `{name}` for path parameters. */
  readonly path: string;
  /** URLs by the names of the client's servers. Absent: where the API's other operations are. */
  readonly servers?: Readonly<Record<string, string>>;
  /** How parameters get into the URL. Absent: there are none. */
  readonly url?: UrlWriter;
  /** How the body is written. Absent: there is none. */
  readonly body?: BodyWriter;
  /** How the answer is read. Absent: as `text` does. */
  readonly read?: BodyReader;
  /**
   * Alternatives, each the security schemes needed together; the first whose credentials are all there
   * is used, so that `[]`, none needed, goes last.
   */
  readonly security: readonly (readonly string[])[];
}
