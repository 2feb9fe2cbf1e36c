import { type DiagnosticCode } from "../diagnostics/codes.js";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { type Origin, placeOf } from "../diagnostics/origins.js";

export type JsonObject = Readonly<Record<string, unknown>>;

/** A parsed document as it stands in a file. */
export interface Source {
  /** The file as a person names it. */
  readonly file: string;
  readonly path: string;
  readonly value: JsonObject;
  readonly origins: Draft["origins"];
}

/**
 * What the passes over one document share: where its values come from, and what was found in it.
 * Both only ever grow.
 */
export interface Draft {
  readonly file: string;
  /** JSON pointer → origin, for values that don't stand where the source has them. */
  readonly origins: Map<string, Origin>;
  readonly diagnostics: Diagnostic[];
}

/** Notes that the value at `to` is the one that stood at `from` until now. */
export function moved(draft: Draft, to: string, from: string): void {
  const origin = originOf(draft, from);
  if (origin) draft.origins.set(to, origin);
}

/** Reports a finding about the value at `pointer`. */
export function report(
  draft: Draft,
  code: DiagnosticCode,
  pointer: string,
  message: string,
  hint?: string,
): void {
  draft.diagnostics.push(
    diagnostic(code, message, { place: placeOf(draft.origins, pointer), hint }),
  );
}

function originOf(draft: Draft, pointer: string): Origin | undefined {
  for (let end = pointer.length; end >= 0; end = pointer.lastIndexOf("/", end - 1)) {
    const origin = draft.origins.get(pointer.slice(0, end));
    if (origin) return { locate: origin.locate, pointer: origin.pointer + pointer.slice(end) };
    if (end === 0) break;
  }
  return undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value's entries if it is an object. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The value's elements if it is a list. */
export function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
