/** An `error` stops the run before anything is written; the others are only reported. */
export const severities = ["error", "warning", "notice"] as const;

export type Severity = (typeof severities)[number];

const errors = {
  "allof-cycle": "The allOf or the $ref of a schema leads back to the schema itself.",
  "beyond-limit": "A document is larger, or nested deeper, than the limits in client.yaml allow.",
  "broken-document": "An OpenAPI document doesn't parse.",
  "broken-manifest": "The list of written files in the output folder cannot be read.",
  "cannot-write": "The files could not be written; everything is as it was before.",
  "duplicate-pinned-name": "Two operations are pinned to one name.",
  "external-ref": "A reference to another file cannot be followed.",
  "foreign-file": "The output folder holds a file that was not written by this tool.",
  "invalid-setting": "A settings file says something that is not allowed there.",
  "no-fragments": "The inputs hold no OpenAPI document.",
  "no-such-api": "The settings choose an API that no document describes.",
  "no-such-input": "An input doesn't exist or cannot be read.",
  "not-openapi": "A document says it is OpenAPI and is in a private format.",
  "output-over-inputs": "The output folder is, or holds, the folder of the inputs.",
  "overlay-conflict": "An overlay action does not fit what its target selects.",
  "overlay-invalid-path": "An overlay action holds something that is not a JSONPath (RFC 9535).",
  "pinned-type-clash":
    "names.yaml gives different objects one name, or an object a name that is taken.",
  "reference-cycle": "Components are nothing but references to one another.",
  "release-out-of-date": "The client to be released is not what the documents give now.",
  "release-unknown": "The last release cannot be found, so there is nothing to compare with.",
  "release-unpinnable": "There is no settings folder to keep the version of a release in.",
  "reserved-pinned-name": "names.yaml gives an operation or a type a name that it cannot have.",
  "settings-syntax": "A settings file is not valid YAML.",
  "settings-unreadable": "A settings file exists but cannot be read.",
  "several-apis": "The documents describe several APIs.",
  "symbolic-link": "A symbolic link stands where a file is to be written.",
  "unknown-setting": "A settings file has a key that does not exist.",
  "unreadable-client":
    "The code of a client that is compared is not TypeScript, or nested too deep.",
  "unresolved-ref": "A reference leads to nothing.",
  "unsafe-path": "A file to be written has a path that is not safe on every system.",
  "unsupported-version": "A document states a version of OpenAPI that is not understood.",
} as const;

const warnings = {
  "authorization-parameter":
    "Operations list an Authorization header but no security, so nothing fills it.",
  "body-on-get": "A GET or HEAD has a body, which cannot be sent, so it is left out.",
  "component-conflict":
    "Documents of one API describe different components under one name; each is kept under a name of its own.",
  "dropped-shape": "A value has a shape that OpenAPI doesn't allow there, so it is left out.",
  "empty-document": "A document describes neither an operation nor a component.",
  "invalid-security-scheme": "A security scheme says something that cannot be sent.",
  "left-out-file":
    "A file looks like a document or like settings, but its name keeps it from being read.",
  "misspelt-field": "A document has a field that OpenAPI lacks, spelt almost like one that it has.",
  "no-servers": "Operations have no server, so the client has no address to call.",
  "no-webhooks":
    "The settings say how webhooks are verified or told apart, and no document has such.",
  "nothing-to-fail": "The settings describe failures that no operation's answer can be.",
  "nothing-to-page": "A rule of the setting pagination fits no operation.",
  "nothing-to-unwrap": "The settings name a property of envelopes that no operation's answer has.",
  "operation-conflict":
    "Documents describe one operation differently; the descriptions are united.",
  "overlay-no-match": "An overlay action selects nothing.",
  "overlay-version":
    "An overlay has an action that its version of the Overlay Specification doesn't know.",
  "page-without-document": "A Markdown page holds no OpenAPI document.",
  "repaired-shape":
    "A value has a shape that OpenAPI doesn't allow there; what is plainly meant is taken.",
  "scheme-left-to-users":
    "A security scheme needs what the client cannot do: users of the client have to.",
  "server-variable":
    "A server's URL has a variable without a value, so it cannot be chosen by name.",
  "undeclared-path-parameter":
    "A path template names a parameter that the operation does not declare.",
  "undefined-security-scheme": "Operations need a security scheme that no document defines.",
  "unlifted-credential":
    "A required parameter looks like a credential that no security scheme sends.",
  "unmatched-path-parameter":
    "A declared path parameter does not stand in the path template as it is written.",
  "unused-security-schemes":
    "Security schemes are defined and no operation asks for any, so the client sends none.",
} as const;

const notices = {
  "allof-contradiction": "Members of an allOf exclude each other; the later one is taken.",
  "credential-in-body":
    "A body has a property that looks like a credential, which each call has to give.",
  "credential-parameter":
    "A parameter is the credential of a security scheme and is sent by the client instead.",
  "equivalent-paths": "Two paths differ only in the names of their parameters; both are kept.",
  "info-conflict": "Documents of one API state different versions; the highest is taken.",
  "no-responses": "Operations document no response.",
  "no-security": "No document says which credentials the API needs, so the client sends none.",
  "not-a-document": "A JSON or YAML file is no OpenAPI document, so it is left alone.",
  "pinned-operation-gone": "names.yaml pins the name of an operation that no longer exists.",
  "pinned-type-gone": "names.yaml pins the name of an inline object that no longer exists.",
  "raw-authorization":
    "A security scheme is the whole Authorization header, its word Bearer or Basic included.",
  "same-security-scheme":
    "Two security schemes differ only in how their names are written; they are one.",
  "server-from-page":
    "A document names no server, so that of the request line above it on the page is taken.",
  "server-needs-url": "A server's URL is relative or has no host, so it cannot be chosen by name.",
  "servers-assumed": "Some operations state no server; the one all others share is taken.",
  "shared-path": "Several APIs have one path; a fragment, which is never sent, tells them apart.",
  "transport-header": "A header parameter is ignored because the HTTP client decides it.",
} as const;

export type DiagnosticCode = keyof typeof errors | keyof typeof warnings | keyof typeof notices;

/**
 * Every kind of finding, with its severity and what it means, by the alphabet. A code is part of the
 * public interface: people search for it, and `--json` prints it.
 */
export const codes: Readonly<
  Record<DiagnosticCode, { readonly severity: Severity; readonly meaning: string }>
> = byAlphabet({
  ...weighing("error", errors),
  ...weighing("warning", warnings),
  ...weighing("notice", notices),
});

export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(codes, text);
}

function weighing<Code extends string>(
  severity: Severity,
  meanings: Readonly<Record<Code, string>>,
) {
  const entries = Object.entries<string>(meanings).map(([code, meaning]) => [
    code,
    { severity, meaning },
  ]);
  // The codes are those given.
  return Object.fromEntries(entries) as Record<Code, { severity: Severity; meaning: string }>;
}

function byAlphabet<Named extends object>(named: Named): Named {
  const entries = Object.entries(named).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries) as Named; // the same members in another order
}
