import { jsdoc } from "./jsdoc.js";
import { propertyKey, stringLiteral } from "./literal.js";
import { inlineCode } from "./markdown.js";
import { objectType } from "./object-type.js";
import type { PrintedMember } from "./type-text.js";
import { typeDeclaration } from "./types-file.js";
import { type Api, phrase, type SecurityScheme, type Words } from "./words.js";

/** One interface; a union of object types where there are alternatives to choose from. */
export function credentials({ schemes, requiredSchemes }: Api) {
  if (schemes.length === 0) return [];
  const all = schemes.map((scheme) => ({
    scheme,
    name: propertyKey(scheme.name),
    type: credentialType(scheme),
    doc: jsdoc([scheme.description, travels(scheme)]) ?? "",
  }));
  const members = (required: readonly Words[]): PrintedMember[] =>
    all.map(({ scheme, ...member }) => ({
      kind: "property",
      ...member,
      optional: !required.includes(scheme.name),
      readonly: false,
    }));
  const doc = jsdoc([
    "The credentials of the API. Each may be a function, called for every attempt.",
  ]);
  const [only = []] = requiredSchemes;
  // Each alternative says all schemes: of too many, none is required by type.
  const isPlain = requiredSchemes.length * schemes.length > mostMembers;
  if (requiredSchemes.length < 2 || isPlain) {
    return [
      typeDeclaration("Credentials", doc, {
        kind: "interface",
        parameters: [],
        members: members(isPlain ? [] : only),
        references: [],
      }),
    ];
  }
  return [
    typeDeclaration("Credentials", doc, {
      kind: "alias",
      parameters: [],
      text: requiredSchemes.map((required) => objectType(members(required))).join(" | "),
      references: [],
    }),
  ];
}

const mostMembers = 2000;

export function credentialType({ kind }: SecurityScheme): string {
  return kind === "basic" ? "BasicCredential" : "Credential";
}

function travels(scheme: SecurityScheme): string {
  switch (scheme.kind) {
    case "apiKey":
      return `Sent as the ${scheme.in === "query" ? "query parameter" : scheme.in} ${inlineCode(scheme.parameter)}.`;
    case "bearer":
      return "Sent as `Authorization: Bearer …`.";
    case "basic":
      return "Sent as `Authorization: Basic …`.";
    case "http":
      return `Sent as ${inlineCode(phrase`Authorization: ${scheme.scheme} …`)}.`;
  }
}

/** The call that makes the runtime's function for a scheme. */
export function applied(scheme: SecurityScheme): string {
  const name =
    scheme.kind === "apiKey"
      ? scheme.parameter
      : scheme.kind === "http"
        ? scheme.scheme
        : undefined;
  return `${schemeFunction(scheme)}(${name === undefined ? "" : stringLiteral(name)})`;
}

export function schemeFunction(scheme: SecurityScheme): string {
  if (scheme.kind === "http") return "authorization";
  if (scheme.kind !== "apiKey") return scheme.kind;
  return { header: "headerKey", query: "queryKey", cookie: "cookieKey" }[scheme.in];
}
