import { credentialEntries } from "./credentials.js";
import type { Entry } from "./entry.js";
import { envelopeEntries } from "./envelopes.js";
import { idempotencyEntries } from "./idempotency.js";
import { packageEntries, type Project } from "./package-entries.js";
import { pageEntries } from "./pages.js";
import { serverEntries } from "./servers.js";
import type { Survey } from "./survey.js";

/**
 * What could stand in client.yaml and overlay.yaml and does not: what the documents leave open, and
 * what they have that names alone do not make plain. Nothing is proposed that is settled already.
 *
 * @param manifest what the package.json of the project says, if there is one
 */
export function propose(survey: Survey, manifest: Project = {}): readonly Entry[] {
  return [
    ...packageEntries(survey, manifest),
    ...serverEntries(survey),
    ...credentialEntries(survey),
    ...envelopeEntries(survey),
    ...pageEntries(survey),
    ...idempotencyEntries(survey),
  ];
}
