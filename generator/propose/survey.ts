import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Api } from "../model/api.js";
import type { Document } from "../openapi.js";
import type { ProjectSettings } from "../settings.js";

/** What the stages make of documents, with the settings that are there already. */
export interface Survey {
  readonly merged: Document;
  readonly repaired: Document;
  readonly resolved: Document;
  readonly api: Api;
  readonly project: Pick<ProjectSettings, "settings">;
  readonly diagnostics: readonly Diagnostic[];
}
