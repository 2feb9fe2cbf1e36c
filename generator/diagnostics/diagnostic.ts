import { codes, type DiagnosticCode, type Severity } from "./codes.js";

/** Where a value stands in a file a person edits. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One finding about the input, as data. {@link printDiagnostics} turns it into text. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What is wrong: one sentence, without the place. */
  readonly message: string;
  readonly place?: Place;
  /** Other places that belong to the finding, such as the first of two definitions. */
  readonly related?: readonly { readonly message: string; readonly place: Place }[];
  /** What to write, and where, to decide it: prose, or YAML that can be pasted. May have several lines. */
  readonly hint?: string;
}

/** What a stage gives: its value, and everything it found worth telling. */
export interface Outcome<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether the pipeline must stop after the stage that reported these. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Makes a finding of the given kind, with the severity its code has. */
export function diagnostic(
  code: DiagnosticCode,
  message: string,
  details: {
    readonly place?: Place | undefined;
    readonly hint?: string | undefined;
    readonly related?: Diagnostic["related"] | undefined;
  } = {},
): Diagnostic {
  return {
    code,
    severity: codes[code].severity,
    message,
    ...(details.place && { place: details.place }),
    ...(details.related && { related: details.related }),
    ...(details.hint !== undefined && { hint: details.hint }),
  };
}
