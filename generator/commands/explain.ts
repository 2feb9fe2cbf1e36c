import { styleText } from "node:util";
import { codes, type DiagnosticCode, isDiagnosticCode } from "../diagnostics/codes.js";
import { nearest } from "../diagnostics/nearest.js";
import { give, giveJson, say } from "./terminal.js";

export interface ExplainOptions {
  readonly json: boolean;
}

/** `specweld explain`: what a finding means, or all there are. Gives the exit status. */
export function runExplain(code: string | undefined, { json }: ExplainOptions): number {
  // The table has no other keys.
  const all = Object.keys(codes) as DiagnosticCode[];
  if (code !== undefined && !isDiagnosticCode(code)) {
    const meant = nearest(code, all);
    say(
      `There is no finding "${code}"${meant === undefined ? "" : `; did you mean "${meant}"?`}\n  → specweld explain, without a code, lists all of them.\n`,
    );
    return 2;
  }
  const wanted = code === undefined ? all : [code];
  if (json) giveJson(wanted.map((each) => ({ code: each, ...codes[each] })));
  else give(code === undefined ? table(wanted) : explanation(code));
  return 0;
}

function table(wanted: readonly DiagnosticCode[]): string {
  const width = Math.max(...wanted.map((code) => code.length));
  const lines = wanted.map((code) => {
    const { severity, meaning } = codes[code];
    return `${code.padEnd(width)}  ${severity.padEnd("warning".length)}  ${meaning}\n`;
  });
  return lines.join("");
}

function explanation(code: DiagnosticCode): string {
  const { severity, meaning } = codes[code];
  const weights =
    severity === "error"
      ? "An error stops the run, and cannot be turned down."
      : `To weigh it differently, write in client.yaml off, notice, warning or error:\n\ndiagnostics:\n  ${code}: off`;
  return `${styleText("bold", code, { stream: process.stdout })} (${severity})\n\n${meaning}\n\n${weights}\n`;
}
