import { hasErrors, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import type { Spec } from "../openapi.js";
import type { Overlay } from "../settings.js";
import { applyOverlay } from "./apply-overlay.js";
import { checkCredentials } from "./check-credentials.js";
import { checkOverlaid } from "./check-overlaid.js";
import { checkReferences } from "./check-references.js";
import { checkResponses } from "./check-responses.js";
import { checkSchemes } from "./check-schemes.js";
import { checkSecurity } from "./check-security.js";
import { checkServers } from "./check-servers.js";
import { declarePathParameters } from "./declare-path-parameters.js";
import { dropGetBodies } from "./drop-get-bodies.js";
import { dropTransportHeaders } from "./drop-transport-headers.js";
import { liftCredentials } from "./lift-credentials.js";
import { ownParameters } from "./own-parameters.js";
import { uniteSchemes } from "./unite-schemes.js";

/** A repair: looks for one kind of fault, mends or reports it. Never changes the spec it is given. */
export type Pass = (spec: Spec) => Outcome<Spec>;

const passes: readonly Pass[] = [
  checkReferences,
  checkSchemes,
  uniteSchemes,
  ownParameters,
  liftCredentials,
  checkCredentials,
  dropTransportHeaders,
  dropGetBodies,
  declarePathParameters,
  checkSecurity,
  checkServers,
  checkResponses,
];

/**
 * Mends what documentation platforms lose: first as the overlay says, then by the rules of the
 * passes. In the result every operation holds its own parameters, its path parameters are those of
 * the path template, and its security names schemes that are defined.
 * An overlay that cannot be applied is an error; the passes are then left out.
 */
export function repair(spec: Spec, overlay?: Overlay): Outcome<Spec> {
  const overlaid = overlay ? overlaying(spec, overlay) : { value: spec, diagnostics: [] };
  if (hasErrors(overlaid.diagnostics)) return overlaid;
  const diagnostics: Diagnostic[] = [...overlaid.diagnostics];
  let current = overlaid.value;
  for (const pass of passes) {
    const outcome = pass(current);
    diagnostics.push(...outcome.diagnostics);
    current = outcome.value;
  }
  return { value: current, diagnostics };
}

function overlaying(spec: Spec, overlay: Overlay): Outcome<Spec> {
  const applied = applyOverlay(spec, overlay);
  if (hasErrors(applied.diagnostics)) return applied;
  const checked = checkOverlaid(applied.value);
  return { ...checked, diagnostics: [...applied.diagnostics, ...checked.diagnostics] };
}
