/** An `error` stops the run before anything is written; the others are only reported. */
export const severities = ["error", "warning", "notice"] as const;

export type Severity = (typeof severities)[number];

/**
 * Every kind of finding, with its severity and what it means. A code is part of the public
 * interface: people search for it, and `--json` prints it.
 */
export const codes = {
  "allof-contradiction": {
    severity: "notice",
    meaning: "Members of an allOf exclude each other; the later one is taken.",
  },
  "allof-cycle": {
    severity: "error",
    meaning: "The allOf or the $ref of a schema leads back to the schema itself.",
  },
  "authorization-parameter": {
    severity: "warning",
    meaning: "Operations list an Authorization header but no security, so nothing fills it.",
  },
  "beyond-limit": {
    severity: "error",
    meaning: "A document is larger, or nested deeper, than the limits in client.yaml allow.",
  },
  "body-on-get": {
    severity: "warning",
    meaning: "A GET or HEAD has a body, which cannot be sent, so it is left out.",
  },
  "broken-document": {
    severity: "error",
    meaning: "An OpenAPI document doesn't parse.",
  },
  "broken-manifest": {
    severity: "error",
    meaning: "The list of written files in the output folder cannot be read.",
  },
  "cannot-write": {
    severity: "error",
    meaning: "The files could not be written; everything is as it was before.",
  },
  "component-conflict": {
    severity: "warning",
    meaning:
      "Documents of one API describe different components under one name; each is kept under a name of its own.",
  },
  "credential-in-body": {
    severity: "notice",
    meaning: "A body has a property that looks like a credential, which each call has to give.",
  },
  "credential-parameter": {
    severity: "notice",
    meaning:
      "A parameter is the credential of a security scheme and is sent by the client instead.",
  },
  "dropped-shape": {
    severity: "warning",
    meaning: "A value has a shape that OpenAPI doesn't allow there, so it is left out.",
  },
  "duplicate-pinned-name": {
    severity: "error",
    meaning: "Two operations are pinned to one name.",
  },
  "empty-document": {
    severity: "warning",
    meaning: "A document describes neither an operation nor a component.",
  },
  "equivalent-paths": {
    severity: "notice",
    meaning: "Two paths differ only in the names of their parameters; both are kept.",
  },
  "external-ref": {
    severity: "error",
    meaning: "A reference to another file cannot be followed.",
  },
  "foreign-file": {
    severity: "error",
    meaning: "The output folder holds a file that was not written by this tool.",
  },
  "info-conflict": {
    severity: "notice",
    meaning: "Documents of one API state different versions; the highest is taken.",
  },
  "invalid-security-scheme": {
    severity: "warning",
    meaning: "A security scheme says something that cannot be sent.",
  },
  "invalid-setting": {
    severity: "error",
    meaning: "A settings file says something that is not allowed there.",
  },
  "left-out-file": {
    severity: "warning",
    meaning:
      "A file looks like a document or like settings, but its name keeps it from being read.",
  },
  "no-fragments": {
    severity: "error",
    meaning: "The inputs hold no OpenAPI document.",
  },
  "no-responses": {
    severity: "notice",
    meaning: "Operations document no response.",
  },
  "no-security": {
    severity: "notice",
    meaning: "No document says which credentials the API needs, so the client sends none.",
  },
  "no-servers": {
    severity: "warning",
    meaning: "Operations have no server, so the client has no address to call.",
  },
  "no-such-api": {
    severity: "error",
    meaning: "The settings choose an API that no document describes.",
  },
  "no-such-input": {
    severity: "error",
    meaning: "An input doesn't exist or cannot be read.",
  },
  "no-webhooks": {
    severity: "warning",
    meaning: "The settings say how webhooks are verified or told apart, and no document has such.",
  },
  "not-a-document": {
    severity: "notice",
    meaning: "A JSON or YAML file is no OpenAPI document, so it is left alone.",
  },
  "not-openapi": {
    severity: "error",
    meaning: "A document says it is OpenAPI and is in a private format.",
  },
  "nothing-to-fail": {
    severity: "warning",
    meaning: "The settings describe failures that no operation's answer can be.",
  },
  "nothing-to-page": {
    severity: "warning",
    meaning: "A rule of the setting pagination fits no operation.",
  },
  "nothing-to-unwrap": {
    severity: "warning",
    meaning: "The settings name a property of envelopes that no operation's answer has.",
  },
  "operation-conflict": {
    severity: "warning",
    meaning: "Documents describe one operation differently; the descriptions are united.",
  },
  "overlay-conflict": {
    severity: "error",
    meaning: "An overlay action does not fit what its target selects.",
  },
  "overlay-invalid-path": {
    severity: "error",
    meaning: "An overlay action holds something that is not a JSONPath (RFC 9535).",
  },
  "overlay-no-match": {
    severity: "warning",
    meaning: "An overlay action selects nothing.",
  },
  "overlay-version": {
    severity: "warning",
    meaning: "An overlay has an action that its version of the Overlay Specification doesn't know.",
  },
  "page-without-document": {
    severity: "warning",
    meaning: "A Markdown page holds no OpenAPI document.",
  },
  "pinned-operation-gone": {
    severity: "notice",
    meaning: "names.yaml pins the name of an operation that no longer exists.",
  },
  "pinned-type-clash": {
    severity: "error",
    meaning: "names.yaml gives different objects one name, or an object a name that is taken.",
  },
  "pinned-type-gone": {
    severity: "notice",
    meaning: "names.yaml pins the name of an inline object that no longer exists.",
  },
  "raw-authorization": {
    severity: "notice",
    meaning:
      "A security scheme is the whole Authorization header, its word Bearer or Basic included.",
  },
  "reference-cycle": {
    severity: "error",
    meaning: "Components are nothing but references to one another.",
  },
  "release-out-of-date": {
    severity: "error",
    meaning: "The client to be released is not what the documents give now.",
  },
  "release-unknown": {
    severity: "error",
    meaning: "The last release cannot be found, so there is nothing to compare with.",
  },
  "release-unpinnable": {
    severity: "error",
    meaning: "There is no settings folder to keep the version of a release in.",
  },
  "repaired-shape": {
    severity: "warning",
    meaning:
      "A value has a shape that OpenAPI doesn't allow there; what is plainly meant is taken.",
  },
  "reserved-pinned-name": {
    severity: "error",
    meaning: "names.yaml gives an operation or a type a name that it cannot have.",
  },
  "same-security-scheme": {
    severity: "notice",
    meaning: "Two security schemes differ only in how their names are written; they are one.",
  },
  "scheme-left-to-users": {
    severity: "warning",
    meaning: "A security scheme needs what the client cannot do: users of the client have to.",
  },
  "server-from-page": {
    severity: "notice",
    meaning:
      "A document names no server, so that of the request line above it on the page is taken.",
  },
  "server-needs-url": {
    severity: "notice",
    meaning: "A server's URL is relative or has no host, so it cannot be chosen by name.",
  },
  "server-variable": {
    severity: "warning",
    meaning: "A server's URL has a variable without a value, so it cannot be chosen by name.",
  },
  "servers-assumed": {
    severity: "notice",
    meaning: "Some operations state no server; the one all others share is taken.",
  },
  "settings-syntax": {
    severity: "error",
    meaning: "A settings file is not valid YAML.",
  },
  "settings-unreadable": {
    severity: "error",
    meaning: "A settings file exists but cannot be read.",
  },
  "several-apis": {
    severity: "error",
    meaning: "The documents describe several APIs.",
  },
  "shared-path": {
    severity: "notice",
    meaning: "Several APIs have one path; a fragment, which is never sent, tells them apart.",
  },
  "symbolic-link": {
    severity: "error",
    meaning: "A symbolic link stands where a file is to be written.",
  },
  "transport-header": {
    severity: "notice",
    meaning: "A header parameter is ignored because the HTTP client decides it.",
  },
  "undeclared-path-parameter": {
    severity: "warning",
    meaning: "A path template names a parameter that the operation does not declare.",
  },
  "undefined-security-scheme": {
    severity: "warning",
    meaning: "Operations need a security scheme that no document defines.",
  },
  "unknown-setting": {
    severity: "error",
    meaning: "A settings file has a key that does not exist.",
  },
  "unlifted-credential": {
    severity: "warning",
    meaning: "A required parameter looks like a credential that no security scheme sends.",
  },
  "unmatched-path-parameter": {
    severity: "warning",
    meaning: "A declared path parameter does not stand in the path template as it is written.",
  },
  "unresolved-ref": {
    severity: "error",
    meaning: "A reference leads to nothing.",
  },
  "unsafe-path": {
    severity: "error",
    meaning: "A file to be written has a path that is not safe on every system.",
  },
  "unsupported-version": {
    severity: "error",
    meaning: "A document states a version of OpenAPI that is not understood.",
  },
} as const satisfies Record<string, { severity: Severity; meaning: string }>;

export type DiagnosticCode = keyof typeof codes;

export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(codes, text);
}
