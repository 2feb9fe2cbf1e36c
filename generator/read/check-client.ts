import { codes, isDiagnosticCode, severities } from "../diagnostics/codes.js";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/nearest.js";
import { pointerTo } from "../diagnostics/origins.js";
import type { Settings, WebhookSignature } from "../settings.js";
import type { SettingsLocate } from "./check-settings.js";

/** What is wrong with `client.yaml` although it fits its JSON Schema. */
export function checkClient(
  {
    api,
    apis,
    diagnostics = {},
    webhooks,
  }: Pick<Settings, "api" | "apis" | "diagnostics" | "webhooks">,
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
    ...(webhooks ? checkSigned(webhooks.signature, locate) : []),
  ];
}

/** A time that is not signed could be any, and a body that is not signed, too. */
function checkSigned(
  { signed = "{body}", timestamp, tolerance, separator }: WebhookSignature,
  locate: SettingsLocate,
): readonly Diagnostic[] {
  const names = [...signed.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const rest = signed.replaceAll(/\{[!#$%&'*+.^_`|~0-9A-Za-z-]+\}/g, "");
  const invalid = (field: string, message: string, hint: string) => [
    diagnostic("invalid-setting", message, {
      place: locate(pointerTo("/webhooks/signature", field), "value"),
      hint,
    }),
  ];
  const said = 'signed is a text such as "{timestamp}.{body}".';
  if (/[{}]/.test(rest)) return invalid("signed", "braces stand around a header's name", said);
  if (names.filter((name) => name === "body").length !== 1) {
    return invalid("signed", "signed must have {body}, once", said);
  }
  if (names.includes("timestamp") && !timestamp) {
    const hint = "Write timestamp: { header: … }, or timestamp: { prefix: … }.";
    return invalid("signed", "signed has {timestamp}, and nothing says where that is", hint);
  }
  if (timestamp && !names.includes("timestamp")) {
    const hint = `A time that is not signed proves nothing: ${said}`;
    return invalid("timestamp", "timestamp is not part of what is signed", hint);
  }
  if (timestamp && "prefix" in timestamp && separator === undefined) {
    const hint = 'Write what stands between them, such as separator: ",".';
    return invalid("timestamp", "a time beside the signatures needs a separator", hint);
  }
  if (tolerance !== undefined && !timestamp) {
    const hint = "Write timestamp: { header: … }, or take tolerance out.";
    return invalid("tolerance", "tolerance needs a timestamp", hint);
  }
  return [];
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
