import { propertyKey, stringLiteral } from "./literal.js";
import { inOneLine } from "./jsdoc.js";
import { blockMarkdown, codeBlock, codeInCell, inlineMarkdown } from "./markdown.js";
import { operationTable } from "./operation-table.js";
import { behaviour } from "./readme-behaviour.js";
import { webhookSection } from "./readme-webhooks.js";
import { referencePath } from "./paths.js";
import { hasAnswer } from "./reference.js";
import { callOf } from "./sample-call.js";
import { sampleClient } from "./sample-client.js";
import {
  type Api,
  type Operation,
  type OperationGroup,
  phrase,
  type SecurityScheme,
  type ServerFunction,
  type Words,
} from "./words.js";

/** Up to so many operations are called in the README; up to so many are listed there. */
const mostShown = 40;
const mostListed = 300;

/**
 * `README.md` of the client: how to install and use it, with a call of every operation. Where there
 * are many, it leads to the pages of the reference, which have them.
 */
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
    ...operationSections(api),
    ...behaviour(api, first),
    ...webhookSection(api),
  ].join("\n\n");
}

function start(api: Api, operation: Operation | undefined): string {
  const imports = ["createClient", ...(operation ? [operation.name] : [])];
  return [
    `import { ${imports.join(", ")} } from ${stringLiteral(api.package.name)};`,
    "",
    sampleClient(api),
    ...(operation ? ["", callOf(operation, api, "const answer = await ")] : []),
  ].join("\n");
}

function credentialSection(api: Api): readonly string[] {
  const { schemes } = api;
  if (schemes.length === 0) return [];
  const rows = schemes.map((scheme) => {
    const sent =
      scheme.kind === "apiKey"
        ? `${scheme.in === "query" ? "query parameter" : scheme.in} ${codeInCell(scheme.parameter)}`
        : codeInCell(phrase`Authorization: ${authorizationScheme(scheme)}`);
    return `| ${codeInCell(scheme.name)} | ${sent} | ${inlineMarkdown(scheme.description ?? "")} |`;
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
      `| ${codeInCell(given)} | ${codeInCell(url)} | ${inlineMarkdown(description ?? "")} |`,
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

function operationSections(api: Api): readonly string[] {
  const { groups } = api;
  const count = groups.flatMap(({ operations }) => operations).length;
  if (count > mostListed) return [groupList(groups)];
  return groups.flatMap((group) => [
    `### ${inlineMarkdown(group.tag ?? "Other")}`,
    ...(group.description ? [blockMarkdown(group.description)] : []),
    operationTable(group.operations, referencePath(group)),
    ...(count > mostShown ? [] : group.operations.map((operation) => example(operation, api))),
  ]);
}

/** The pages of the reference, which begin with tables of their operations. */
function groupList(groups: readonly OperationGroup[]): string {
  const lines = groups.map((group) => {
    const link = `[${inlineMarkdown(group.tag ?? "Other")}](${referencePath(group)})`;
    const said = inlineMarkdown(group.description ?? "");
    return `- ${link}${said === "" ? "" : `: ${said}`}`;
  });
  return lines.join("\n");
}

function example(operation: Operation, api: Api): string {
  const said = inOneLine(operation.summary ?? operation.key);
  const call = callOf(operation, api, hasAnswer(operation) ? "const answer = await " : "await ");
  return codeBlock("ts", `// ${said}\n${call}`);
}
