import { environmentVariable, propertyKey, stringLiteral } from "./literal.js";
import { blockMarkdown, codeBlock, inlineCode, inlineMarkdown } from "./markdown.js";
import { behaviour } from "./readme-behaviour.js";
import { webhookSection } from "./readme-webhooks.js";
import { callOf } from "./sample-call.js";
import {
  type Api,
  type Operation,
  type OperationGroup,
  phrase,
  type SecurityScheme,
  type ServerFunction,
  type Words,
} from "./words.js";

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
    ...webhookSection(api),
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

function credentialExample(name: Words, kind: string): string {
  const read = `process.env[${environmentVariable(name)}] ?? ""`;
  return kind === "basic" ? `{ username: "ada", password: ${read} }` : read;
}

function credentialSection(api: Api): readonly string[] {
  const { schemes } = api;
  if (schemes.length === 0) return [];
  const rows = schemes.map((scheme) => {
    const sent =
      scheme.kind === "apiKey"
        ? `${scheme.in === "query" ? "query parameter" : scheme.in} ${inlineCode(scheme.parameter)}`
        : inlineCode(phrase`Authorization: ${authorizationScheme(scheme)}`);
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

function authorizationScheme(scheme: Exclude<SecurityScheme, { kind: "apiKey" }>): Words | string {
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

function serverSection({ servers, serverFunctions, package: { name } }: Api): readonly string[] {
  if (servers.length === 0 && serverFunctions.length === 0) return [];
  const rows = [
    ...servers.map((server) => ({ ...server, given: server.name })),
    ...serverFunctions.map((server) => ({
      ...server,
      given: `${server.name}(…)`,
      url: server.template,
    })),
  ].map(
    ({ given, url, description }) =>
      `| ${inlineCode(given)} | ${inlineCode(url)} | ${inlineMarkdown(description ?? "")} |`,
  );
  return [
    "## Servers",
    ["| `server` | URL | |", "| --- | --- | --- |", ...rows].join("\n"),
    'Any other URL works, too: `server: "https://…"`.',
    ...serverFunctions.slice(0, 1).map((server) => codeBlock("ts", serverExample(server, name))),
  ];
}

function serverExample({ name, variables }: ServerFunction, from: string): string {
  const values = variables.map((variable) => {
    const value = variable.default ?? variable.values?.[0] ?? "…";
    return `${propertyKey(variable.name)}: ${stringLiteral(value)}`;
  });
  return [
    `import { ${name} } from ${stringLiteral(from)};`,
    "",
    `const server = ${name}({ ${values.join(", ")} });`,
  ].join("\n");
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
