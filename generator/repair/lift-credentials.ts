import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf } from "../diagnostics/origins.js";
import type { Document, Operation, Parameter, SecurityRequirement, Spec } from "../openapi.js";
import { counted, mapOperations } from "./operations.js";
import { mapParameters } from "./parameters.js";

/**
 * Takes parameters that are the credential of a scheme out of the operations and adds the scheme to
 * their security, so that the client sends it and nobody passes it with each call.
 */
export function liftCredentials(spec: Spec): Outcome<Spec> {
  const schemes = sentIn(spec.document);
  if (schemes.length === 0) return { value: spec, diagnostics: [] };
  const lifted = new Map<string, string[]>();
  const found = new Map<string, { readonly parameter: Parameter; readonly pointers: string[] }>();

  const without = mapParameters(spec, (site, { parameter, pointer }) => {
    const security = site.operation.security ?? spec.document.security ?? [];
    const scheme = isAuthorization(parameter)
      ? authorizationOf(schemes, security)
      : schemeOf(parameter, schemes, security);
    if (!scheme) return parameter;
    lifted.set(site.pointer, [...(lifted.get(site.pointer) ?? []), scheme.key]);
    const seen = found.get(scheme.key);
    if (seen) seen.pointers.push(pointer);
    else found.set(scheme.key, { parameter, pointers: [pointer] });
    return undefined;
  });
  const value = mapOperations(without, ({ operation, pointer }) =>
    (lifted.get(pointer) ?? []).reduce<Operation>(
      (current, key) => requiring(current, key, spec.document.security),
      operation,
    ),
  );
  const diagnostics = [...found].map(([key, { parameter, pointers }]): Diagnostic =>
    diagnostic(
      "credential-parameter",
      `${parameter.in} parameter "${parameter.name}" is the credential "${key}": ` +
        `the client sends it (${counted(pointers.length, "lists it", "list it")})`,
      { place: placeOf(spec.origins, pointers[0] ?? "") },
    ),
  );
  return { value, diagnostics };
}

/** How the credential of a scheme is sent. */
interface Sent {
  readonly key: string;
  readonly in: string;
  readonly name: string;
}

function sentIn(document: Document): readonly Sent[] {
  return Object.entries(document.components?.securitySchemes ?? {}).flatMap(([key, scheme]) => {
    if ("$ref" in scheme || scheme.type === "mutualTLS") return [];
    const isKey = scheme.type === "apiKey";
    return [isKey ? { key, in: scheme.in, name: scheme.name } : { key, ...authorization }];
  });
}

const authorization = { in: "header", name: "authorization" };

function isAuthorization(parameter: Parameter): boolean {
  return parameter.in === "header" && parameter.name.toLowerCase() === authorization.name;
}

/**
 * The scheme that an `Authorization` header stands for: the only one there is. Where the operation
 * has security, the header says nothing (OpenAPI 3.1 section 4.8.12.2).
 */
function authorizationOf(
  schemes: readonly Sent[],
  security: readonly SecurityRequirement[],
): Sent | undefined {
  const [first, ...others] = schemes.filter(
    ({ name }) => name.toLowerCase() === authorization.name,
  );
  return security.length === 0 && others.length === 0 ? first : undefined;
}

/** The scheme a parameter is the credential of: of several, the one the operation already needs. */
function schemeOf(
  parameter: Parameter,
  schemes: readonly Sent[],
  security: readonly SecurityRequirement[],
): Sent | undefined {
  const same = schemes.filter((scheme) => {
    if (scheme.in !== parameter.in) return false;
    if (scheme.name === parameter.name) return true;
    return scheme.in === "header" && scheme.name.toLowerCase() === parameter.name.toLowerCase();
  });
  return same.find(({ key }) => security.some((requirement) => key in requirement)) ?? same[0];
}

/** The operation needing the scheme too: together with each alternative, unless one has it already. */
function requiring(
  operation: Operation,
  key: string,
  inherited: readonly SecurityRequirement[] | undefined,
): Operation {
  const security = operation.security ?? inherited ?? [];
  if (security.some((requirement) => key in requirement)) return operation;
  if (security.length === 0) return { ...operation, security: [{ [key]: [] }] };
  return { ...operation, security: security.map((requirement) => withScheme(requirement, key)) };
}

function withScheme(requirement: SecurityRequirement, key: string): SecurityRequirement {
  return { ...requirement, [key]: [] };
}
