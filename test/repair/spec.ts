import { parse } from "yaml";
import type { Diagnostic, Outcome } from "../../generator/diagnostics/diagnostic.js";
import type { Locate } from "../../generator/diagnostics/origins.js";
import { defaultLimits } from "../../generator/limits.js";
import type { Document, Spec } from "../../generator/openapi.js";
import { repair } from "../../generator/repair/repair.js";
import type { Overlay, OverlayAction } from "../../generator/settings.js";

/** A locate whose places tell the pointer they were asked for: tests compare it. */
export function tellingLocate(name: string): Locate {
  return (pointer) => ({ file: `${name}#${pointer}`, line: 1, column: 1 });
}

/** A spec from YAML, completed to a document in which nothing is to be reported; `null` leaves out. */
export function specOf(yaml: string): Spec {
  const given: Partial<Document> = parse(yaml);
  const complete = {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1" },
    servers: [{ url: "https://api.example.com" }],
    security: [],
    paths: {},
    ...given,
  };
  const stated = Object.entries(complete).filter(([, value]) => value !== null);
  // What is left out need not be there.
  const document = Object.fromEntries(stated) as unknown as Document;
  return { document, origins: new Map([["", { locate: tellingLocate("doc"), pointer: "" }]]) };
}

/** An overlay from the YAML of its actions. */
export function overlayOf(yaml: string): Overlay {
  const actions: OverlayAction[] = parse(yaml);
  return { actions, limits: defaultLimits, locate: tellingLocate("overlay") };
}

/** Repairs without an overlay; the given spec must come out of it as it was. */
export function repaired(yaml: string): Outcome<Spec> {
  return repair(specOf(yaml));
}

export function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, message, place }) => `${code} ${place?.file}: ${message}`);
}
