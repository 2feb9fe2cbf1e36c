import type { Document, Operation as DocumentOperation } from "../openapi.js";
import type { SecurityScheme } from "./api.js";

/** The schemes whose credential is sent in a request; mutual TLS has none, so it is left out. */
export function modelSchemes(document: Document): readonly SecurityScheme[] {
  return Object.entries(document.components?.securitySchemes ?? {}).flatMap(
    ([name, scheme]): readonly SecurityScheme[] => {
      if ("$ref" in scheme) return [];
      const named = {
        name,
        ...(scheme.description !== undefined && { description: scheme.description }),
      };
      switch (scheme.type) {
        case "apiKey":
          return [{ ...named, kind: "apiKey", in: scheme.in, parameter: scheme.name }];
        case "http":
          return [{ ...named, ...httpScheme(scheme.scheme) }];
        case "oauth2":
        case "openIdConnect":
          return [{ ...named, kind: "bearer" }];
        case "mutualTLS":
          return [];
      }
    },
  );
}

/** The names of HTTP schemes are the same in any case (RFC 9110, 11.1). */
function httpScheme(scheme: string) {
  const name = scheme.toLowerCase();
  return name === "basic" || name === "bearer"
    ? ({ kind: name } as const)
    : ({ kind: "http", scheme } as const);
}

/**
 * The alternatives of an operation: its own, or else the document's (OpenAPI 3.1, 4.8.10). Only
 * schemes of which a credential is sent are named.
 */
export function modelSecurity(
  document: Document,
  operation: DocumentOperation,
  schemes: readonly SecurityScheme[],
): readonly (readonly string[])[] {
  const sent = new Set(schemes.map((scheme) => scheme.name));
  const alternatives = (operation.security ?? document.security ?? []).map((requirement) =>
    Object.keys(requirement).filter((name) => sent.has(name)),
  );
  // The client takes the first that it has the credentials for: one that needs none goes last.
  return alternatives.toSorted((a, b) => Number(a.length === 0) - Number(b.length === 0));
}

/** The sets of schemes one of which every operation needs; none where they do not all need the same. */
export function requiredByAll(
  securities: readonly (readonly (readonly string[])[])[],
): readonly (readonly string[])[] {
  const [first] = securities;
  if (!first || securities.some((security) => security.some((set) => set.length === 0))) return [];
  if (securities.some((security) => security.length === 0)) return [];
  const same = new Set(securities.map((security) => JSON.stringify(security)));
  if (same.size === 1) return first;
  const shared = securities
    .flat()
    .reduce((common, set) => common.filter((name) => set.includes(name)), first.flat());
  return shared.length > 0 ? [[...new Set(shared)]] : [];
}
