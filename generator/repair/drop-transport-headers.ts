import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf } from "../diagnostics/origins.js";
import type { Spec } from "../openapi.js";
import { counted } from "./operations.js";
import { mapParameters } from "./parameters.js";
import { definingScheme, overlayOf } from "./supplying.js";

/**
 * `accept`, `content-type` and `authorization` are ignored by OpenAPI's own rule (3.1 section 4.8.12.2).
 * The others are how the message is framed (RFC 9110 sections 7.2, 7.6.1 and 8.6): `fetch` says it of
 * what is sent, and refuses or never ends where it is told otherwise.
 */
const ignored = new Set([
  "accept",
  "accept-encoding",
  "authorization",
  "connection",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Drops header parameters that the HTTP client decides itself. An `Authorization` header on an
 * operation without security means that the document forgot to say how one is authorized: a warning.
 */
export function dropTransportHeaders(spec: Spec): Outcome<Spec> {
  const dropped: { readonly name: string; readonly pointer: string }[] = [];
  const unauthorized: string[] = [];
  const value = mapParameters(spec, (site, { parameter, pointer }) => {
    const name = parameter.name.toLowerCase();
    if (parameter.in !== "header" || !ignored.has(name)) return parameter;
    const security = site.operation.security ?? spec.document.security ?? [];
    if (name !== "authorization") dropped.push({ name: parameter.name, pointer });
    else if (security.length === 0) unauthorized.push(pointer);
    return undefined;
  });
  return {
    value,
    diagnostics: [...forAuthorization(spec, unauthorized), ...forOthers(spec, dropped)],
  };
}

function forAuthorization(spec: Spec, pointers: readonly string[]): readonly Diagnostic[] {
  const [first] = pointers;
  if (first === undefined) return [];
  const found = counted(
    pointers.length,
    "lists an Authorization header but no security",
    "list an Authorization header but no security",
  );
  return [
    diagnostic("authorization-parameter", `${found}; the header is left out`, {
      place: placeOf(spec.origins, first),
      hint: [
        "If it is a bearer token, add to overlay.yaml:",
        overlayOf([
          ...definingScheme("Bearer", "{ type: http, scheme: bearer }", spec.document.components),
          "  - target: $.paths.*[?@.parameters[?@.name == 'Authorization']]",
          "    update: { security: [{ Bearer: [] }] }",
        ]),
      ].join("\n"),
    }),
  ];
}

function forOthers(
  spec: Spec,
  dropped: readonly { readonly name: string; readonly pointer: string }[],
): readonly Diagnostic[] {
  const [first] = dropped;
  if (!first) return [];
  const names = [...new Set(dropped.map(({ name }) => name))].toSorted().join(", ");
  const message = `header parameters that the HTTP client decides are left out: ${names}`;
  return [diagnostic("transport-header", message, { place: placeOf(spec.origins, first.pointer) })];
}
