import type { MadeName } from "./made-names.js";

/** What package.json of the client says of it. */
export interface Package {
  readonly name: MadeName;
  readonly version: string;
  readonly description: string;
  readonly license?: string;
  readonly author?: string;
  readonly homepage?: string;
  /** As npm wants it. */
  readonly repository?: {
    readonly type: "git";
    readonly url: string;
    readonly directory?: string;
  };
  readonly keywords?: readonly string[];
  readonly publishConfig?: {
    readonly access?: "public" | "restricted";
    readonly provenance?: boolean;
  };
}
