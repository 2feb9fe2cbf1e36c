import type { Document } from "../openapi.js";
import type { SecurityScheme } from "./api.js";
import { camelCase, newScope } from "./names.js";
import { reservedFunctions } from "./reserved.js";

/**
 * The schemes, with the name of a function that makes the credential where the document says where
 * tokens are given out for the client's own credentials (OpenAPI 3.1, 4.8.28 and 4.8.29).
 *
 * @param taken names of what the client exports
 */
export function withTokenFunctions(
  document: Document,
  schemes: readonly SecurityScheme[],
  taken: readonly string[],
): readonly SecurityScheme[] {
  const scope = newScope([...reservedFunctions, ...taken]);
  return schemes.map((scheme) => {
    const flow = clientCredentialsFlow(document, scheme.name);
    if (scheme.kind !== "bearer" || !flow) return scheme;
    const { name } = scheme;
    const functionName = scope.take(camelCase(`${name} token`), camelCase(`${name} access token`));
    return { ...scheme, clientCredentials: { ...flow, functionName } };
  });
}

function clientCredentialsFlow(document: Document, name: string) {
  const scheme = document.components?.securitySchemes?.[name];
  if (!scheme || "$ref" in scheme || scheme.type !== "oauth2") return undefined;
  const flow: unknown = scheme.flows["clientCredentials"];
  if (typeof flow !== "object" || flow === null) return undefined;
  const { tokenUrl, scopes }: { readonly tokenUrl?: unknown; readonly scopes?: unknown } = flow;
  // A relative one (3.1) could be of any of the servers, or of the page.
  if (typeof tokenUrl !== "string" || !/^https?:/i.test(tokenUrl) || !URL.canParse(tokenUrl)) {
    return undefined;
  }
  const names = typeof scopes === "object" && scopes !== null ? Object.keys(scopes) : [];
  return { tokenUrl, scopes: names };
}
