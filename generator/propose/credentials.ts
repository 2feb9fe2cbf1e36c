import { parse, stringify } from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/visible.js";
import type { Document } from "../openapi.js";
import type { Entry } from "./entry.js";
import type { Survey } from "./survey.js";
import { scalar, shown } from "./scalar.js";

/** Credentials that the documents ask for and do not define, or about which they say nothing. */
export function credentialEntries({ merged, repaired, diagnostics }: Survey): readonly Entry[] {
  const has = (code: Diagnostic["code"]) => diagnostics.some((found) => found.code === code);
  return [
    ...(has("undefined-security-scheme") ? undefinedSchemes(merged, repaired) : []),
    ...diagnostics.flatMap((found) =>
      found.code === "unlifted-credential" || found.code === "authorization-parameter"
        ? asHinted(found)
        : [],
    ),
    ...(has("no-security") ? [noSecurity] : []),
    ...(has("unused-security-schemes") ? [whichScheme(repaired)] : []),
  ];
}

function undefinedSchemes(merged: Document, repaired: Document): readonly Entry[] {
  const defined = repaired.components?.securitySchemes ?? {};
  return neededSchemes(merged)
    .filter((name) => !Object.hasOwn(defined, name))
    .map((name) => ({
      file: "overlay",
      comment: `Operations need the credential ${shown(name)}, and no document says how it is sent.`,
      question: `How is the credential ${shown(name)} sent: bearer, basic, or the name of a header`,
      kind: "text",
      proposed: likely(name),
      problem: schemeProblem,
      lines: (answer) => definition(name, answer === "" ? "<the header's name>" : answer),
    }));
}

function neededSchemes({ paths, security = [] }: Document): readonly string[] {
  const operations = Object.values(paths).flatMap((item) =>
    Object.values(item).flatMap((each: unknown) =>
      typeof each === "object" && each !== null && "security" in each ? [each.security] : [],
    ),
  );
  const names = [security, ...operations]
    .flat()
    .flatMap((requirement) =>
      Object.entries(requirement ?? {}).flatMap(([name, scopes]) =>
        name.startsWith("x-") && !Array.isArray(scopes) ? [] : [name],
      ),
    );
  return [...new Set(names)].toSorted();
}

/** Only names that say it; a header's name nobody can guess. */
function likely(name: string): string {
  if (/bearer|jwt|oauth/i.test(name)) return "bearer";
  return /basic/i.test(name) ? "basic" : "";
}

function schemeProblem(answer: string): string | undefined {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(answer)
    ? undefined
    : "Write bearer, basic, or the name of a header, such as X-Api-Key.";
}

function definition(name: string, answer: string): readonly string[] {
  const scheme = /^(?:bearer|basic)$/i.test(answer)
    ? `{ type: http, scheme: ${answer.toLowerCase()} }`
    : `{ type: apiKey, in: header, name: ${scalar(answer)} }`;
  return [
    "- target: $",
    `  update: { components: { securitySchemes: { ${quoted(name)}: ${scheme} } } }`,
  ];
}

const noSecurity: Entry = {
  file: "overlay",
  comment: "No document says which credential the API needs.",
  question: "Which credential does the API need: none, bearer, basic, or the name of a header",
  kind: "text",
  proposed: "",
  problem: schemeProblem,
  lines: (answer) =>
    answer.toLowerCase() === "none"
      ? ["- target: $", "  update: { security: [] }"]
      : [
          ...definition("Token", answer === "" ? "bearer" : answer),
          "- target: $",
          "  update: { security: [{ Token: [] }] }",
        ],
};

/** Where there is one, it is what all operations need; of several, only a person can tell. */
function whichScheme({ components }: Document): Entry {
  const names = Object.keys(components?.securitySchemes ?? {});
  const [first = "", ...others] = names;
  return {
    file: "overlay",
    comment: "No document says which operations need which credential.",
    question: `Which credential do the operations need: none, or ${names.map(shown).join(", ")}`,
    kind: "text",
    proposed: others.length === 0 ? first : "",
    problem: (answer) =>
      answer === "none" || names.includes(answer)
        ? undefined
        : `Write none, or ${names.map(shown).join(", ")}.`,
    lines: (answer) => [
      "- target: $",
      answer === "none"
        ? "  update: { security: [] }"
        : `  update: { security: [{ ${quoted(answer === "" ? first : answer)}: [] }] }`,
    ],
  };
}

/** What these findings say to write is whole: the document has the parameter's name. */
function asHinted({ code, message, hint = "" }: Diagnostic): readonly Entry[] {
  const overlay: unknown = parse(hint.slice(hint.indexOf("\n") + 1));
  if (typeof overlay !== "object" || overlay === null || !("actions" in overlay)) return [];
  const actions = Array.isArray(overlay.actions) ? (overlay.actions as readonly unknown[]) : [];
  const isHeader = code === "authorization-parameter";
  const what = isHeader
    ? "header Authorization is a bearer token"
    : (shown(message).split(", and no security")[0] ?? "");
  return [
    {
      file: "overlay",
      comment: `The ${what}: the client sends it, so that not every call has to give it.`,
      question: isHeader
        ? "Operations want the header Authorization. Is it a bearer token"
        : `The ${what}. Let the client send it`,
      kind: "yes",
      proposed: "yes",
      lines: () => stringify(actions, { lineWidth: 0 }).trimEnd().split("\n"),
    },
  ];
}
