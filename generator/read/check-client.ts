import { codes, isDiagnosticCode, severities } from "../diagnostics/codes.js";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/nearest.js";
import { pointerTo } from "../diagnostics/origins.js";
import type { Settings } from "../settings.js";
import type { SettingsLocate } from "./check-settings.js";

/** What is wrong with `client.yaml` although it fits its JSON Schema. */
export function checkClient(
  { api, apis, diagnostics = {} }: Pick<Settings, "api" | "apis" | "diagnostics">,
  locate: SettingsLocate,
): readonly Diagnostic[] {
  const both = diagnostic("invalid-setting", "api and apis exclude each other", {
    place: locate("/apis"),
    hint: "api chooses one API; apis welds several into one client. Keep one of the two.",
  });
  return [
    ...(api !== undefined && apis !== undefined ? [both] : []),
    ...Object.entries(diagnostics).flatMap(([code, severity]) =>
      checkSeverity(code, severity, locate),
    ),
  ];
}

function checkSeverity(
  code: string,
  severity: string,
  locate: SettingsLocate,
): readonly Diagnostic[] {
  const pointer = pointerTo("/diagnostics", code);
  if (!isDiagnosticCode(code)) {
    const meant = nearest(code, Object.keys(codes));
    const message = `there is no finding "${code}"${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
    const hint = "Findings print their code in brackets, and `specweld explain` lists all of them.";
    return [diagnostic("unknown-setting", message, { place: locate(pointer), hint })];
  }
  if (codes[code].severity !== "error" || severity === "error") return [];
  const message = `"${code}" is an error and stays one: what would be made without it could not be trusted`;
  const hint = `Only findings that are a ${severities.filter((each) => each !== "error").join(" or a ")} by themselves can be turned down or off.`;
  return [diagnostic("invalid-setting", message, { place: locate(pointer, "value"), hint })];
}
