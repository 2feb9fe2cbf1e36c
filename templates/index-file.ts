import type { ExportDeclarationStructure } from "ts-morph";
import type { Api } from "./words.js";
import { sourceFile } from "./source-file.js";
import { StructureKind } from "./ts-morph.js";

/** What of the runtime is for the users of a client; the rest is for its generated modules. */
export const publicRuntime = {
  values: [
    "AbortError",
    "ApiError",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "ConnectionError",
    "InternalServerError",
    "MissingCredentialsError",
    "NotFoundError",
    "ParseError",
    "PermissionDeniedError",
    "RateLimitError",
    "TimeoutError",
    "UnprocessableEntityError",
    "bind",
    "clientCredentials",
    "limitConcurrency",
    "limitSize",
    "limitTime",
    "logging",
    "rateLimits",
    "renewingToken",
  ],
  types: [
    "ApiPromise",
    "Bound",
    "Client",
    "ClientCredentials",
    "ClientOptions",
    "Credential",
    "Logger",
    "LoggingOptions",
    "Middleware",
    "NoInput",
    "Page",
    "Pages",
    "RawRequest",
    "RequestOptions",
    "Result",
    "Stream",
    "StreamEvent",
    "TokenSource",
    "TypedResponse",
  ],
} as const;

/** `src/index.ts`: everything public, by name. */
export function indexFile(api: Api): string {
  const names = [
    ...publicRuntime.values.map((name) => ({ name })),
    ...publicRuntime.types.map((name) => ({ name, isTypeOnly: true })),
    ...(api.schemes.some(({ kind }) => kind === "basic")
      ? [{ name: "BasicCredential", isTypeOnly: true }]
      : []),
    ...(api.groups.some(({ operations }) => operations.some(({ unwrap }) => unwrap !== undefined))
      ? [{ name: "UnwrappedPromise", isTypeOnly: true }]
      : []),
  ];
  const hasValues = api.types.some(({ enums = [] }) => enums.length > 0);
  return sourceFile(
    [],
    [
      exportAll("./client.js"),
      ...api.groups.map(({ file }) => exportAll(`./operations/${file}.js`)),
      ...(api.types.length > 0 ? [{ ...exportAll("./types.js"), isTypeOnly: !hasValues }] : []),
      ...(api.webhooks
        ? [{ ...exportAll("./webhooks.js"), isTypeOnly: !api.webhooks.parser }]
        : []),
      {
        kind: StructureKind.ExportDeclaration,
        moduleSpecifier: "./runtime/index.js",
        namedExports: names,
      },
    ],
  );
}

function exportAll(moduleSpecifier: string): ExportDeclarationStructure {
  return { kind: StructureKind.ExportDeclaration, moduleSpecifier };
}
