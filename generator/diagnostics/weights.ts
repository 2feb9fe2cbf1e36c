import { codes, type DiagnosticCode, type Severity } from "./codes.js";
import type { Diagnostic } from "./diagnostic.js";

/** Another severity than the code's own, or `off` for findings that are not to be told. */
export type Weights = Readonly<Partial<Record<DiagnosticCode, Severity | "off">>>;

/**
 * The findings with the severities that the weights give their codes, without those that are off.
 * An error stays one: nothing that is made in spite of it could be trusted.
 */
export function weighed(
  diagnostics: readonly Diagnostic[],
  weights: Weights,
): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const own = codes[diagnostic.code].severity;
    const severity = own === "error" ? own : (weights[diagnostic.code] ?? own);
    return severity === "off" ? [] : [{ ...diagnostic, severity }];
  });
}
