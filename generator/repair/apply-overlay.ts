import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origins.js";
import { raising } from "../limits.js";
import type { Excess } from "../measure.js";
import type { Document, Spec } from "../openapi.js";
import type { Overlay, OverlayAction } from "../settings.js";
import { added, grown, type Growth } from "./growth.js";
import { changeSelected, select, siblingsOf, type Json, type Selected } from "./json-path.js";
import { mergeUpdate, type Conflict } from "./merge-update.js";
import { removeOrigins, replaceOrigins } from "./move-origins.js";

/**
 * Applies the actions of an overlay in order, each to the result of the one before (OpenAPI
 * Overlay 1.1 section 4.4). What an action adds or replaces gets the place of that action's text.
 * A JSONPath that is not one and an update that does not fit are errors, an action without effect
 * a warning.
 */
export function applyOverlay(spec: Spec, overlay: Overlay): Outcome<Spec> {
  const diagnostics: Diagnostic[] = [];
  let current = spec;
  const end = performance.now() + overlay.limits.query * 1000;
  const growth = { values: 0, levels: 0 };
  for (const [index, action] of overlay.actions.entries()) {
    const pointer = `/actions/${index}`;
    const outcome = applyAction(current, { action, overlay, pointer, end, growth });
    current = outcome.value;
    diagnostics.push(...outcome.diagnostics);
    if (outcome.diagnostics.some(({ code }) => code === "beyond-limit")) break;
  }
  return { value: current, diagnostics };
}

interface Site {
  readonly action: OverlayAction;
  readonly overlay: Overlay;
  /** Where the action stands in the overlay. */
  readonly pointer: string;
  /** When all must be done, by `performance.now()`. */
  readonly end: number;
  readonly growth: Growth;
}

function applyAction(spec: Spec, site: Site): Outcome<Spec> {
  const { action } = site;
  const document = asJson(spec.document);
  const targets = select(document, action.target, site.end - performance.now());
  if (targets === undefined) return failed(spec, tooSlow(site, "target"));
  if (typeof targets === "string") return failed(spec, invalidPath(site, "target", targets));
  if (targets.length === 0) return failed(spec, noMatch(site));
  if (action.remove === true) return remove(spec, targets, site);

  if (action.copy === undefined)
    return update(spec, targets, asJson(action.update), site, "update");
  const sources = select(document, action.copy, site.end - performance.now());
  if (sources === undefined) return failed(spec, tooSlow(site, "copy"));
  if (typeof sources === "string") return failed(spec, invalidPath(site, "copy", sources));
  const [source] = sources;
  if (source === undefined || sources.length > 1) {
    return failed(
      spec,
      diagnostic("overlay-conflict", `copy selects ${sources.length} values instead of one`, {
        place: site.overlay.locate(`${site.pointer}/copy`),
      }),
    );
  }
  return update(spec, targets, source.value, site, "copy");
}

function update(
  spec: Spec,
  targets: readonly Selected[],
  value: Json,
  site: Site,
  field: "update" | "copy",
): Outcome<Spec> {
  const kinds = new Set(targets.map((target) => kindOf(target.value)));
  if (kinds.size > 1) {
    const message = `target selects values of several kinds: ${[...kinds].join(" and ")}`;
    const place = site.overlay.locate(`${site.pointer}/target`);
    return failed(spec, diagnostic("overlay-conflict", message, { place }));
  }
  const { limits } = site.overlay;
  const excess = added(site.growth, value, targets.length, limits);
  if (excess) return failed(spec, tooMuch(site, field, excess));
  const replaced = new Map<string, Origin>();
  const conflicts: Conflict[] = [];
  const document = changeSelected(asJson(spec.document), targets, (target, { pointer }) => {
    const merged = mergeUpdate(target, value, pointer);
    conflicts.push(...merged.conflicts);
    for (const [changed, source] of merged.changed) {
      replaced.set(changed, originIn(site, field === "copy" ? "/copy" : `/update${source}`));
    }
    return merged.value;
  });
  const whole = grown(site.growth, document, limits);
  if (whole) return failed(spec, tooMuch(site, field, whole));
  const origins = replaceOrigins(spec.origins, replaced);
  const diagnostics = conflicts.map((conflict) => conflictIn(site, field, conflict));
  return { value: { ...spec, document: asDocument(document), origins }, diagnostics };
}

function remove(spec: Spec, targets: readonly Selected[], site: Site): Outcome<Spec> {
  if (targets.some(({ path }) => path.length === 0)) {
    return failed(
      spec,
      diagnostic("overlay-conflict", "the whole document cannot be removed", {
        place: site.overlay.locate(`${site.pointer}/target`),
      }),
    );
  }
  const arrays = new Map<string, number>();
  for (const target of targets) {
    const siblings = siblingsOf(asJson(spec.document), target);
    const array = target.pointer.slice(0, target.pointer.lastIndexOf("/"));
    if (siblings !== undefined) arrays.set(array, siblings);
  }
  const removed = new Set(targets.map(({ pointer }) => pointer));
  const origins = removeOrigins(spec.origins, removed, arrays);
  const document = changeSelected(asJson(spec.document), targets, () => undefined);
  return { value: { ...spec, document: asDocument(document), origins }, diagnostics: [] };
}

function originIn({ overlay, pointer }: Site, below: string): Origin {
  return { locate: overlay.locate, pointer: pointer + below };
}

function noMatch({ action, overlay, pointer }: Site): Diagnostic {
  return diagnostic("overlay-no-match", `nothing in the documents matches ${action.target}`, {
    place: overlay.locate(`${pointer}/target`),
    hint: "Remove the action if the documents have been mended, or correct its target.",
  });
}

function invalidPath(site: Site, field: "target" | "copy", problem: string): Diagnostic {
  return diagnostic("overlay-invalid-path", `${field} is not a JSONPath: ${problem}`, {
    place: site.overlay.locate(`${site.pointer}/${field}`),
    hint: "Names with other characters than letters and digits are quoted: $.paths['/pets/{id}'].get",
  });
}

function tooSlow(site: Site, field: "target" | "copy"): Diagnostic {
  const { overlay, pointer } = site;
  const message = `the overlay takes more than ${overlay.limits.query} seconds`;
  return diagnostic("beyond-limit", message, {
    place: overlay.locate(`${pointer}/${field}`),
    hint: raising("query", overlay.limits),
  });
}

function tooMuch(site: Site, field: "update" | "copy", { limit, message }: Excess): Diagnostic {
  const { overlay, pointer } = site;
  return diagnostic("beyond-limit", `with this action, a limit is exceeded: ${message}`, {
    place: overlay.locate(`${pointer}/${field}`),
    hint: raising(limit, overlay.limits),
  });
}

function conflictIn(site: Site, field: "update" | "copy", conflict: Conflict): Diagnostic {
  const [target, value] = [kindOf(conflict.target), kindOf(conflict.update)];
  return diagnostic(
    "overlay-conflict",
    `${value} cannot be merged into ${target} at ${conflict.pointer || "the root"}`,
    {
      place: site.overlay.locate(`${site.pointer}/${field}`),
      hint: "To replace the value, remove it in one action and add the new one in the next.",
    },
  );
}

function kindOf(value: Json): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "a map" : "a single value";
}

function failed(spec: Spec, problem: Diagnostic): Outcome<Spec> {
  return { value: spec, diagnostics: [problem] };
}

/** Documents and updates are made from JSON or YAML, so they hold nothing else. */
function asJson(value: unknown): Json {
  return value as Json;
}

/** An overlay may put anything anywhere; who writes one answers for what it says. */
function asDocument(value: Json): Document {
  return value as unknown as Document;
}
