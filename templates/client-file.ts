import type { FunctionDeclarationStructure } from "ts-morph";
import { applied, credentials, credentialType, schemeFunction } from "./credentials.js";
import { blockDoc, jsdoc } from "./jsdoc.js";
import { propertyKey, stringLiteral, valueLiteral } from "./literal.js";
import { inlineCode } from "./markdown.js";
import { serverFunction } from "./server-function.js";
import { sourceFile } from "./source-file.js";
import type { PrintedMember } from "./type-text.js";
import { typeDeclaration } from "./types-file.js";
import { type Api, joined, phrase, type SecurityScheme, type Server } from "./words.js";
import { StructureKind } from "./ts-morph.js";

/** `src/client.ts`: `createClient`, with the API's servers and credentials as types. */
export function clientFile(api: Api): string {
  const { servers, schemes } = api;
  const fetchesTokens = schemes.some((scheme) => clientCredentialsOf(scheme));
  return sourceFile(
    [
      {
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: "./runtime/index.js",
        namedImports: [
          ...[
            ...new Set([
              ...schemes.map(schemeFunction),
              ...(fetchesTokens ? ["clientCredentials"] : []),
              ...(api.failure ? ["failingOn"] : []),
              "newClient",
              "sendRaw",
              ...(api.serverFunctions.length > 0 ? ["serverUrl"] : []),
            ]),
          ]
            .toSorted()
            .map((name) => ({ name })),
          ...[
            ...new Set([
              "ApiPromise",
              "Client",
              "ClientOptions",
              "RawRequest",
              "RequestOptions",
              ...(fetchesTokens ? ["ClientCredentials", "TokenSource"] : []),
              ...schemes.map(credentialType),
            ]),
          ]
            .toSorted()
            .map((name) => ({ name, isTypeOnly: true })),
        ],
      },
    ],
    [
      typeDeclaration("ServerName", serverDoc(servers), {
        kind: "alias",
        parameters: [],
        text: servers.map(({ name }) => stringLiteral(name)).join(" | ") || "never",
        references: [],
      }),
      ...credentials(api),
      typeDeclaration("CreateClientOptions", jsdoc(["What {@link createClient} takes."]), {
        kind: "interface",
        parameters: [],
        extends: "ClientOptions",
        members: options(api),
        references: [],
      }),
      createClient(api),
      ...api.serverFunctions.flatMap(serverFunction),
      ...schemes.flatMap(tokenFunction),
      rawRequest(api),
    ],
  );
}

function createClient(api: Api): FunctionDeclarationStructure {
  const required = options(api).some((member) => member.kind === "property" && !member.optional);
  const servers = api.servers.map(({ name, url }) => `${propertyKey(name)}: ${stringLiteral(url)}`);
  const schemes = api.schemes.map((scheme) => `${propertyKey(scheme.name)}: ${applied(scheme)}`);
  const [only] = api.servers;
  const given =
    only && api.servers.length === 1
      ? `{ server: ${stringLiteral(only.name)}, ...options }`
      : "options";
  const client = `newClient({ servers: { ${servers.join(", ")} }, schemes: { ${schemes.join(", ")} } }, ${given})`;
  return {
    kind: StructureKind.Function,
    name: "createClient",
    isExported: true,
    docs: blockDoc(
      jsdoc([
        phrase`A client of ${api.title}, to be given to the functions that call it.`,
        api.description,
      ]),
    ),
    parameters: [
      { name: "options", type: "CreateClientOptions", ...(!required && { initializer: "{}" }) },
    ],
    returnType: "Client",
    statements: [
      `return ${api.failure ? `failingOn(${client}, ${valueLiteral(api.failure)})` : client};`,
    ],
  };
}

function clientCredentialsOf(scheme: SecurityScheme) {
  return scheme.kind === "bearer" ? scheme.clientCredentials : undefined;
}

/** What makes the credential of a scheme whose tokens the client can fetch itself. */
function tokenFunction(scheme: SecurityScheme): FunctionDeclarationStructure[] {
  const given = clientCredentialsOf(scheme);
  if (!given) return [];
  const { functionName, tokenUrl, scopes } = given;
  const scopeType = scopes.length > 0 ? `<${scopes.map(stringLiteral).join(" | ")}>` : "";
  return [
    {
      kind: StructureKind.Function,
      name: functionName,
      isExported: true,
      docs: blockDoc(
        jsdoc([
          phrase`The credential ${inlineCode(scheme.name)} from a client's own id and secret: fetches a token from ${tokenUrl}, keeps it, and fetches another before it expires.`,
        ]),
      ),
      parameters: [{ name: "options", type: `Omit<ClientCredentials${scopeType}, "tokenUrl">` }],
      returnType: "TokenSource",
      statements: [
        `return clientCredentials({ tokenUrl: ${stringLiteral(tokenUrl)}, ...options });`,
      ],
    },
  ];
}

function rawRequest(api: Api): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    name: "rawRequest",
    isExported: true,
    docs: blockDoc(
      jsdoc([
        "Sends a request that no operation function exists for, with the client's credentials, retries and errors.",
      ]),
    ),
    typeParameters: [{ name: "Data", default: "unknown" }],
    parameters: [
      { name: "client", type: "Client" },
      { name: "request", type: "RawRequest" },
      { name: "options", type: "RequestOptions", hasQuestionToken: true },
    ],
    returnType: "ApiPromise<Data>",
    statements: [`return sendRaw(client, ${alternatives(api)}, request, options);`],
  };
}

/** The sets of schemes that operations need, the largest first; a client may lack some, or all. */
function alternatives({ groups }: Api): string {
  const sets = groups
    .flatMap(({ operations }) => operations)
    .flatMap(({ security }) => security)
    .toSorted((a, b) => b.length - a.length)
    .map((schemes) => `[${schemes.map(stringLiteral).join(", ")}]`);
  return `[${[...new Set([...sets, "[]"])].join(", ")}]`;
}

function options({
  servers,
  serverFunctions,
  schemes,
  requiredSchemes,
}: Api): readonly PrintedMember[] {
  const [only] = servers;
  const one = servers.length === 1 && only;
  return [
    {
      kind: "property",
      name: "server",
      optional: one !== undefined && one !== false,
      readonly: false,
      type: [
        ...(servers.length > 0 ? ["ServerName"] : []),
        "`https://${string}`",
        "`http://${string}`",
        "URL",
      ].join(" | "),
      doc:
        jsdoc([
          servers.length > 0
            ? "One of the API's servers by its name, or the URL of another."
            : "The URL of the API.",
          one ? phrase`Default: ${one.url}` : undefined,
          ...serverFunctions.map(({ name }) => `{@link ${name}} makes one with values of yours.`),
        ]) ?? "",
    },
    ...(schemes.length === 0
      ? []
      : [
          {
            kind: "property" as const,
            name: "auth",
            optional: requiredSchemes.length === 0,
            readonly: false,
            type: "Credentials",
            doc: "The credentials, by the names of the API's security schemes.",
          },
        ]),
  ];
}

function serverDoc(servers: readonly Server[]): string | undefined {
  return jsdoc([
    "The servers of the API.",
    joined(
      servers.map(
        ({ name, url, description }) =>
          phrase`- \`${name}\`: ${url}${description ? phrase` (${description})` : ""}`,
      ),
      "\n",
    ),
  ]);
}
