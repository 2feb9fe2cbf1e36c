import type {
  Api,
  BodyContent,
  Operation,
  OperationGroup,
  Parameter,
  SecurityScheme,
} from "../generator/model/api.js";
import type { Schema } from "../generator/openapi.js";
import { exampleValue } from "./example-value.js";
import { propertyKey, stringLiteral } from "./literal.js";
import { blockMarkdown, codeBlock, inlineCode, inlineMarkdown } from "./markdown.js";

/** `README.md` of the client: how to install and use it, with a call of every operation. */
export function readme(api: Api): string {
  const [first] = api.groups.flatMap(({ operations }) => operations);
  return [
    `# ${api.package.name}`,
    inlineMarkdown(api.package.description),
    "## Install",
    codeBlock("sh", `npm install ${api.package.name}`),
    "Runs on Node 20 and later, Deno, Bun, Cloudflare Workers and in browsers, without dependencies. " +
      "It is an ES module; `require` loads it on Node 20.19, 22.12 and later.",
    "## Use",
    codeBlock("ts", start(api, first)),
    ...credentialSection(api),
    ...serverSection(api),
    "## Operations",
    ...api.groups.flatMap((group) => groupSection(group, api)),
    ...behaviour(api, first),
  ].join("\n\n");
}

function start(api: Api, operation: Operation | undefined): string {
  const imports = ["createClient", ...(operation ? [operation.name] : [])];
  return [
    `import { ${imports.join(", ")} } from ${stringLiteral(api.package.name)};`,
    "",
    `const client = createClient(${clientOptions(api)});`,
    ...(operation ? ["", callOf(operation, api, "const answer = await ")] : []),
  ].join("\n");
}

function clientOptions({ servers, schemes, requiredSchemes }: Api): string {
  const needed = requiredSchemes[0] ?? schemes.slice(0, 1).map(({ name }) => name);
  const server = servers.find(({ name }) => name.startsWith("prod")) ?? servers[0];
  const auth = schemes
    .filter(({ name }) => needed.includes(name))
    .map((scheme) => `${propertyKey(scheme.name)}: ${credentialExample(scheme.name, scheme.kind)}`);
  const fields = [
    ...(servers.length === 1
      ? []
      : [`server: ${stringLiteral(server?.name ?? "https://api.example.com")}`]),
    ...(auth.length > 0 ? [`auth: { ${auth.join(", ")} }`] : []),
  ];
  return fields.length > 0 ? `{ ${fields.join(", ")} }` : "";
}

function credentialExample(name: string, kind: string): string {
  const variable = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
  const read = `process.env[${stringLiteral(variable)}] ?? ""`;
  return kind === "basic" ? `{ username: "ada", password: ${read} }` : read;
}

function callOf(operation: Operation, api: Api, before = "await "): string {
  const input = inputExample(operation, api);
  return `${before}${operation.name}(client${input === "" ? "" : `, ${input}`});`;
}

/** What must be given, and optional query parameters where nothing must. */
function inputExample({ parameters, body }: Operation, api: Api): string {
  const resolve = (ref: string): Schema | undefined =>
    api.types.find(({ wireName }) => ref === `#/components/schemas/${wireName}`)?.schema;
  const required = parameters.filter((parameter) => parameter.required);
  const optional = parameters.filter(
    (parameter) => !parameter.required && parameter.in === "query",
  );
  const shown = required.length > 0 || body ? required : optional.slice(0, 2);
  const groups = inGroups(shown).map(
    ([group, members]) =>
      `${group}: { ${members
        .map(
          ({ name, schema, example }) =>
            `${propertyKey(name)}: ${exampleValue(schema, name, resolve, example)}`,
        )
        .join(", ")} }`,
  );
  const [content] = body?.contents ?? [];
  const sent = content && contentExample(content, resolve);
  const fields = [...groups, ...(sent === undefined ? [] : [`body: ${sent}`])];
  return fields.length > 0 ? `{ ${fields.join(", ")} }` : "";
}

function contentExample(
  { kind, schema, example }: BodyContent,
  resolve: (ref: string) => Schema | undefined,
): string {
  return kind === "raw" ? "new Blob([])" : exampleValue(schema, "body", resolve, example);
}

function inGroups(parameters: readonly Parameter[]): [string, Parameter[]][] {
  const groups = new Map<string, Parameter[]>();
  for (const parameter of parameters) {
    groups.set(parameter.in, [...(groups.get(parameter.in) ?? []), parameter]);
  }
  return [...groups];
}

function credentialSection(api: Api): readonly string[] {
  const { schemes } = api;
  if (schemes.length === 0) return [];
  const rows = schemes.map((scheme) => {
    const sent =
      scheme.kind === "apiKey"
        ? `${scheme.in === "query" ? "query parameter" : scheme.in} ${inlineCode(scheme.parameter)}`
        : inlineCode(`Authorization: ${authorizationScheme(scheme)}`);
    return `| ${inlineCode(scheme.name)} | ${sent} | ${inlineMarkdown(scheme.description ?? "")} |`;
  });
  return [
    "## Credentials",
    ["| in `auth` | sent as | |", "| --- | --- | --- |", ...rows].join("\n"),
    "Each may be a function that gives the credential, or a promise of it; it is called for every attempt. " +
      "Credentials go to the server of the client only, never along with a redirect to another one.",
    ...schemes.flatMap((scheme) => tokenSection(scheme, api)),
  ];
}

function authorizationScheme(scheme: Exclude<SecurityScheme, { kind: "apiKey" }>): string {
  if (scheme.kind === "http") return scheme.scheme;
  return scheme.kind === "basic" ? "Basic" : "Bearer";
}

function tokenSection(scheme: SecurityScheme, api: Api): readonly string[] {
  const given = scheme.kind === "bearer" ? scheme.clientCredentials : undefined;
  if (!given) return [];
  const { functionName } = given;
  return [
    `\`${functionName}\` makes one from a client's own id and secret: it fetches the token, keeps it, and fetches another before it expires. \`renewingToken\`, as middleware, also does so when the server refuses one.`,
    codeBlock(
      "ts",
      [
        `import { ${functionName}, renewingToken } from ${stringLiteral(api.package.name)};`,
        "",
        `const token = ${functionName}({ clientId: "…", clientSecret: "…" });`,
        `const options = { auth: { ${propertyKey(scheme.name)}: token }, middleware: [renewingToken(token)] };`,
      ].join("\n"),
    ),
  ];
}

function serverSection({ servers: all }: Api): readonly string[] {
  if (all.length === 0) return [];
  const rows = all.map(
    ({ name, url, description }) =>
      `| ${inlineCode(name)} | ${url} | ${inlineMarkdown(description ?? "")} |`,
  );
  return [
    "## Servers",
    ["| `server` | URL | |", "| --- | --- | --- |", ...rows].join("\n"),
    'Any other URL works, too: `server: "https://…"`.',
  ];
}

function groupSection(group: OperationGroup, api: Api): readonly string[] {
  return [
    `### ${inlineMarkdown(group.tag ?? "Other")}`,
    ...(group.description ? [blockMarkdown(group.description)] : []),
    ...group.operations.flatMap((operation) => [
      `#### ${inlineCode(operation.name)}`,
      ...[operation.summary, operation.description]
        .filter((text, index, all) => text !== undefined && all.indexOf(text) === index)
        .map((text) => blockMarkdown(text ?? "")),
      inlineCode(operation.key),
      codeBlock(
        "ts",
        callOf(operation, api, hasAnswer(operation) ? "const answer = await " : "await "),
      ),
    ]),
  ];
}

function hasAnswer({ responses }: Operation): boolean {
  return responses.some(({ bodies }) => bodies.length > 0);
}

function behaviour(api: Api, operation: Operation | undefined): readonly string[] {
  if (!operation) return [];
  const call = callOf(operation, api, "").slice(0, -1);
  return [
    "## Errors",
    "A call rejects with an `ApiError` when the server answers with an error status " +
      "(`NotFoundError`, `RateLimitError` and others are kinds of it), with a `ConnectionError`, " +
      "`TimeoutError` or `AbortError` when no answer came, and with a `MissingCredentialsError` before anything is sent.",
    codeBlock(
      "ts",
      [
        `import { ApiError, RateLimitError } from ${stringLiteral(api.package.name)};`,
        "",
        "try {",
        `  await ${call};`,
        "} catch (error) {",
        '  if (error instanceof RateLimitError) console.log(error.headers.get("retry-after"));',
        "  else if (error instanceof ApiError) console.log(error.status, error.requestId, error.body);",
        "  else throw error;",
        "}",
      ].join("\n"),
    ),
    "`.result()` gives a value instead of throwing on a status:",
    codeBlock(
      "ts",
      [
        `const outcome = await ${call}.result();`,
        "if (outcome.ok) console.log(outcome.data);",
        "else console.log(outcome.status, outcome.error);",
      ].join("\n"),
    ),
    "`.withResponse()` gives the `Response` beside the data:",
    codeBlock("ts", `const { data, response } = await ${call}.withResponse();`),
    ...envelopeSection(api),
    ...pagesSection(api),
    "## Endpoints without a function",
    "`rawRequest` sends any other request with the client's credentials, retries and errors:",
    codeBlock(
      "ts",
      [
        `import { rawRequest } from ${stringLiteral(api.package.name)};`,
        "",
        'const answer = await rawRequest(client, { method: "GET", path: "/some/path" });',
      ].join("\n"),
    ),
    "## Timeouts and retries",
    "An attempt may take 60 seconds, and a call is tried up to three times, with growing pauses or after what " +
      "`Retry-After` says. `POST` and `PATCH` are tried again only where the server cannot have acted: " +
      "no connection, 429, 503 with `Retry-After`, or with an `idempotencyKey`. All of it can be set, " +
      "for a client and for a call:",
    codeBlock(
      "ts",
      `await ${withOptions(operation, api, "{ timeout: 5_000, maxRetries: 0, signal: AbortSignal.timeout(20_000) }")};`,
    ),
    ...idempotencySection(api),
    "## Around all calls",
    "A client can be limited in the number of its calls under way, and in the time that a call may take with all its attempts. " +
      "`logging`, as middleware, tells of each attempt, without headers and bodies. `bind` gives functions their client:",
    codeBlock(
      "ts",
      [
        `import { bind, limitConcurrency, limitTime, logging } from ${stringLiteral(api.package.name)};`,
        `import * as operations from ${stringLiteral(api.package.name)};`,
        "",
        "const options = { middleware: [logging(console)] };",
        "const limited = limitTime(limitConcurrency(client, 10), 30_000);",
        "const bound = bind(limited, operations);",
        `const answer = await bound.${callOf(operation, api, "").replace(/\(client(?:, )?/, "(")}`,
      ].join("\n"),
    ),
  ];
}

function idempotencySection(api: Api): readonly string[] {
  const operations = api.groups.flatMap((group) => group.operations);
  const [header] = operations.flatMap(({ idempotencyHeader }) => idempotencyHeader ?? []);
  if (header === undefined) return [];
  return [
    `Each \`POST\` and \`PATCH\` carries a key of its own in ${inlineCode(header)}, the same in all attempts, so that it is tried again like the others.`,
  ];
}

function pagesSection(api: Api): readonly string[] {
  const operations = api.groups.flatMap((group) => group.operations);
  const operation = operations.find(({ pagination }) => pagination !== undefined);
  if (!operation) return [];
  const call = callOf(operation, api, "").slice(0, -1);
  return [
    "## Pages",
    "A list that comes page by page is gone through with `for await`; a page is fetched when it is reached. " +
      "`.pages()` goes through the pages, `.page()` gives the first, which has `items`, `hasNextPage()` and `getNextPage()`.",
    codeBlock("ts", `for await (const item of ${call}) console.log(item);`),
  ];
}

function envelopeSection(api: Api): readonly string[] {
  const all = api.groups.flatMap(({ operations }) => operations);
  const operation = all.find(({ unwrap }) => unwrap !== undefined);
  if (operation?.unwrap === undefined) return [];
  const call = callOf(operation, api, "").slice(0, -1);
  const property = inlineCode(operation.unwrap);
  const others = all.some(({ unwrap, responses }) => unwrap === undefined && responses.length > 0);
  return [
    "## Envelopes",
    `The API's answers carry their data as ${property} in an envelope. Functions give the data itself` +
      `${others ? ", where there is an envelope" : ""}; \`.envelope()\` gives the whole answer:`,
    codeBlock("ts", `const envelope = await ${call}.envelope();`),
    "It also stands beside the data in what `.withResponse()` gives: `{ data, envelope, response }`.",
  ];
}

function withOptions(operation: Operation, api: Api, options: string): string {
  const call = callOf(operation, api, "").slice(0, -2);
  const hasInput = operation.types.input === undefined || inputExample(operation, api) !== "";
  return `${call}${hasInput ? "" : ", {}"}, ${options})`;
}
