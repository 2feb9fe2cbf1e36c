import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf, pointerTo } from "../diagnostics/origins.js";
import { quoted } from "../diagnostics/visible.js";
import type { Document, Parameter, Reference, Schema, SchemaObject, Spec } from "../openapi.js";
import { counted, operationsOf, type OperationSite } from "./operations.js";
import { parametersOf } from "./parameters.js";
import { definingScheme, overlayOf } from "./supplying.js";

/**
 * Tells of credentials that each call has to give because the documents don't say that they are
 * any: in required parameters and in bodies. Where nothing at all is said of credentials, that is
 * told.
 */
export function checkCredentials(spec: Spec): Outcome<Spec> {
  const { document } = spec;
  const sites = operationsOf(document);
  const inParameters = grouped(sites.flatMap((site) => parametersLike(document, site)));
  const inBodies = grouped(sites.flatMap((site) => propertiesLike(document, site)));
  const found = [
    ...inParameters.map((uses) => unlifted(spec, uses)),
    ...inBodies.map((uses) => inBody(spec, uses)),
  ];
  return { value: spec, diagnostics: found.length > 0 ? found : noSecurity(spec, sites) };
}

/** Something that looks like a credential. */
interface Use {
  readonly in: Parameter["in"] | "body";
  readonly name: string;
  readonly pointer: string;
}

/** The uses of each credential; header names ignore case (RFC 9110 section 5.1). */
function grouped(uses: readonly Use[]): readonly (readonly [Use, ...Use[]])[] {
  const groups = new Map<string, [Use, ...Use[]]>();
  for (const use of uses) {
    const key = `${use.in} ${use.in === "header" ? use.name.toLowerCase() : use.name}`;
    const group = groups.get(key);
    if (group) group.push(use);
    else groups.set(key, [use]);
  }
  return [...groups.values()];
}

/** `Authorization` itself is left to the pass that drops it. */
const likeHeader = /api[-_]?key|token|secret|(?!^)authorization/i;
const notCredential = /csrf|xsrf|idempotency|page|cursor|next|continuation/i;

/** Where other things are called `token` as well, only whole names tell. */
const likeName =
  /^(?:(?:x[-_])?api[-_]?(?:key|token|secret)|(?:access|auth)[-_]?token|(?:app|client|secret)[-_]?(?:key|secret))$/i;

function parametersLike(document: Document, site: OperationSite): readonly Use[] {
  return parametersOf(document, site)
    .filter(({ parameter: { name, in: place, required } }) => {
      if (required !== true || place === "path" || notCredential.test(name)) return false;
      return (place === "query" ? likeName : likeHeader).test(name);
    })
    .map(({ parameter, pointer }) => ({ in: parameter.in, name: parameter.name, pointer }));
}

function propertiesLike(document: Document, { operation, pointer }: OperationSite): readonly Use[] {
  if ((operation.security ?? document.security ?? []).length > 0) return [];
  const { requestBodies, schemas } = document.components ?? {};
  const body = follow(requestBodies, operation.requestBody, pointerTo(pointer, "requestBody"));
  return Object.entries(body?.value.content ?? {}).flatMap(([type, media]) => {
    const at = pointerTo(body?.pointer ?? "", "content", type, "schema");
    const schema = follow(schemas, asObject(media.schema), at);
    return Object.keys(schema?.value.properties ?? {})
      .filter((name) => likeName.test(name))
      .map((name): Use => {
        return { in: "body", name, pointer: pointerTo(schema?.pointer ?? at, "properties", name) };
      });
  });
}

function asObject(schema: Schema | undefined): SchemaObject | undefined {
  return typeof schema === "object" ? schema : undefined;
}

/** What a value is, and where, after one reference to a component at most. */
function follow<T extends object>(
  components: Readonly<Record<string, T | Reference | boolean>> | undefined,
  value: T | Reference | undefined,
  pointer: string,
): { readonly value: T; readonly pointer: string } | undefined {
  if (!value) return undefined;
  if (!("$ref" in value) || typeof value.$ref !== "string") {
    // What is no reference is of the kind that stands there.
    return { value: value as T, pointer };
  }
  const token = value.$ref.slice(value.$ref.lastIndexOf("/") + 1);
  const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
  const target = components && Object.hasOwn(components, name) ? components[name] : undefined;
  if (typeof target !== "object" || "$ref" in target) return undefined;
  return { value: target, pointer: value.$ref.slice(1) };
}

function unlifted(spec: Spec, uses: readonly [Use, ...Use[]]): Diagnostic {
  const [{ in: place, name, pointer }] = uses;
  const { components } = spec.document;
  const wanted = counted(uses.length, "wants it", "want it");
  return diagnostic(
    "unlifted-credential",
    `${place} parameter "${name}" looks like a credential, and no security scheme sends it: every call has to give it (${wanted})`,
    {
      place: placeOf(spec.origins, pointer),
      hint: [
        "If it is one, let the client send it: in overlay.yaml",
        overlayOf(
          definingScheme(
            schemeName(name, Object.keys(components?.securitySchemes ?? {})),
            `{ type: apiKey, in: ${place}, name: ${quoted(name)} }`,
            components,
          ),
        ),
      ].join("\n"),
    },
  );
}

/** `X-Tide-Api-Key` → `TideApiKey`, unless another scheme has that name. */
function schemeName(name: string, taken: readonly string[]): string {
  const words = name.replace(/^x-/i, "").split(/[^A-Za-z0-9]+/);
  const own = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  return taken.includes(own) ? `${own}2` : own;
}

function inBody(spec: Spec, uses: readonly [Use, ...Use[]]): Diagnostic {
  const [{ name, pointer }] = uses;
  const wanted = counted(uses.length, "wants it", "want it");
  return diagnostic(
    "credential-in-body",
    `"${name}" looks like a credential that is sent in the body, which no security scheme can do: every call has to give it (${wanted})`,
    { place: placeOf(spec.origins, pointer) },
  );
}

function noSecurity(spec: Spec, sites: readonly OperationSite[]): readonly Diagnostic[] {
  const { document } = spec;
  const isSaid =
    document.security !== undefined ||
    sites.some(
      (site) =>
        site.operation.security !== undefined ||
        parametersOf(document, site).some(({ parameter }) =>
          /^authorization$/i.test(parameter.name),
        ),
    );
  const [first] = sites;
  if (isSaid || !first) return [];
  const [scheme, ...others] = Object.keys(document.components?.securitySchemes ?? {});
  if (scheme !== undefined) return [unusedSchemes(spec, [scheme, ...others])];
  return [
    diagnostic(
      "no-security",
      "no document says which credentials the API needs; the client sends none",
      {
        place: placeOf(spec.origins, first.pointer),
        hint: [
          "If it needs any, say so in overlay.yaml; if it needs none, write security: [] there:",
          overlayOf([
            ...definingScheme("Token", "{ type: http, scheme: bearer }", document.components),
            "  - target: $",
            "    update: { security: [{ Token: [] }] }",
          ]),
        ].join("\n"),
      },
    ),
  ];
}

function unusedSchemes(spec: Spec, names: readonly [string, ...string[]]): Diagnostic {
  const [first] = names;
  const are = names.length === 1 ? "is" : "are";
  return diagnostic(
    "unused-security-schemes",
    `${names.map((name) => JSON.stringify(name)).join(", ")} ${are} defined and no operation asks for any; the client sends no credentials`,
    {
      place: placeOf(spec.origins, pointerTo("/components/securitySchemes", first)),
      hint: [
        "If operations need it, say so in overlay.yaml; if none does, write security: [] there:",
        overlayOf(["  - target: $", `    update: { security: [{ ${quoted(first ?? "")}: [] }] }`]),
      ].join("\n"),
    },
  );
}
