import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf, pointerTo } from "../diagnostics/origins.js";
import { quoted } from "../diagnostics/visible.js";
import type { Reference, SecurityScheme, Spec } from "../openapi.js";
import { definingScheme, overlayOf } from "./supplying.js";

/**
 * Leaves only security schemes that say how a credential is sent (OpenAPI 3.1 section 4.8.27), each
 * in place of any `$ref` to it. `bearer` and `basic` as a type are taken for the HTTP scheme of that
 * name; what makes no sense, or has a name that every object has, is dropped. Both are reported.
 */
export function checkSchemes(spec: Spec): Outcome<Spec> {
  const schemes = spec.document.components?.securitySchemes;
  if (!schemes) return { value: spec, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const kept = Object.entries(schemes).flatMap(([name, given]) => {
    const verdict = judgeName(name) ?? judge(followed(given, schemes));
    if (verdict.problem !== undefined) {
      diagnostics.push(
        diagnostic("invalid-security-scheme", `security scheme "${name}" ${verdict.problem}`, {
          place: placeOf(spec.origins, pointerTo("/components/securitySchemes", name)),
          ...(!verdict.scheme && { hint: "Correct it in the document or in overlay.yaml." }),
        }),
      );
    }
    if (verdict.scheme && isRawAuthorization(verdict.scheme)) {
      diagnostics.push(rawAuthorization(spec, name));
    }
    const left = verdict.scheme && leftToUsers(verdict.scheme);
    if (left !== undefined) {
      diagnostics.push(
        diagnostic("scheme-left-to-users", `security scheme "${name}" ${left}`, {
          place: placeOf(spec.origins, pointerTo("/components/securitySchemes", name)),
        }),
      );
    }
    return verdict.scheme ? [[name, verdict.scheme] as const] : [];
  });
  const components = { ...spec.document.components, securitySchemes: Object.fromEntries(kept) };
  return { value: { ...spec, document: { ...spec.document, components } }, diagnostics };
}

/** What users have to do themselves: the client computes no answer to a challenge and has no certificate. */
function leftToUsers(scheme: SecurityScheme): string | undefined {
  if (scheme.type === "mutualTLS") {
    return "is a client certificate: the client sends none, users give it a `fetch` that does";
  }
  if (scheme.type !== "http" || /^(?:basic|bearer)$/i.test(scheme.scheme)) return undefined;
  return `is the HTTP scheme ${scheme.scheme}: what users give is sent after that word, so they have to compute it`;
}

function isRawAuthorization(scheme: SecurityScheme): boolean {
  return (
    scheme.type === "apiKey" &&
    scheme.in === "header" &&
    scheme.name.toLowerCase() === "authorization"
  );
}

function rawAuthorization(spec: Spec, name: string): Diagnostic {
  const message = `security scheme "${name}" is the whole Authorization header: users give "Bearer" or "Basic" with it, where the API wants that`;
  return diagnostic("raw-authorization", message, {
    place: placeOf(spec.origins, pointerTo("/components/securitySchemes", name)),
    hint: [
      "If it is a bearer token, such as a JWT, say so in overlay.yaml:",
      overlayOf([
        `  - target: $.components.securitySchemes[${quoted(name)}]`,
        "    remove: true",
        ...definingScheme(name, "{ type: http, scheme: bearer }", { securitySchemes: {} }),
      ]),
    ].join("\n"),
  });
}

function followed(
  given: SecurityScheme | Reference,
  schemes: Readonly<Record<string, SecurityScheme | Reference>>,
): SecurityScheme | undefined {
  let current: SecurityScheme | Reference | undefined = given;
  const seen = new Set<string>();
  while (current && "$ref" in current) {
    const name: string = current.$ref.replace("#/components/securitySchemes/", "");
    if (seen.has(name) || !Object.hasOwn(schemes, name)) return undefined;
    seen.add(name);
    current = schemes[name];
  }
  return current;
}

interface Verdict {
  readonly scheme?: SecurityScheme;
  readonly problem?: string;
}

/** In the client, a credential of such a name would be there when none is given. */
function judgeName(name: string): Verdict | undefined {
  if (!Object.hasOwn(Object.prototype, name)) return undefined;
  return { problem: "has a name that JavaScript keeps for itself; it is left out" };
}

function judge(scheme: SecurityScheme | undefined): Verdict {
  if (!scheme) return { problem: "is a reference that leads nowhere; it is left out" };
  // Documents are written by people: a type may be any text, or missing.
  const type: unknown = scheme.type;
  const told = scheme.description === undefined ? {} : { description: scheme.description };
  switch (scheme.type) {
    case "apiKey":
      return judgeApiKey(scheme);
    case "http":
      return typeof scheme.scheme === "string" && isToken(scheme.scheme)
        ? { scheme }
        : { problem: "does not say which HTTP scheme it is; it is left out" };
    case "oauth2":
    case "openIdConnect":
    case "mutualTLS":
      return { scheme };
    default:
      if (type === "bearer" || type === "basic") {
        return {
          scheme: { ...told, type: "http", scheme: type },
          problem: `has the type "${type}"; it is taken for the HTTP scheme ${type}`,
        };
      }
      return {
        problem: `has ${type === undefined ? "no type" : `the unknown type ${JSON.stringify(type)}`}; it is left out`,
      };
  }
}

function judgeApiKey(scheme: SecurityScheme & { readonly type: "apiKey" }): Verdict {
  const { name } = scheme;
  if (typeof name !== "string" || name === "") {
    return { problem: "does not say the name of its key; it is left out" };
  }
  if (!["header", "query", "cookie"].includes(scheme.in)) {
    return {
      problem: 'does not say whether its key is "in" the header, query or cookie; it is left out',
    };
  }
  if (scheme.in !== "query" && !isToken(name)) {
    return { problem: `has a name that no ${scheme.in} can have: "${name}"; it is left out` };
  }
  return { scheme };
}

/** A token of RFC 9110 section 5.6.2, which header and cookie names are. */
function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
}
