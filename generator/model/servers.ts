import type { Document, Operation, Server as DocumentServer } from "../openapi.js";
import { methods } from "../openapi.js";
import type { Server } from "./api.js";
import { camelCase, newScope } from "./names.js";

/** A variable in the URL of a server. */
export const placeholder = /\{([^{}]+)\}/g;

/**
 * The servers with the names users choose them by: the words of the description, else of the host.
 * Variables stand at their defaults; a server with one that has none, or only its own name, is left
 * out. Relative URLs (OpenAPI 3.1, 4.8.5) are left out: a client has no document URL to resolve them
 * against.
 */
export function modelServers(servers: readonly DocumentServer[]): readonly Server[] {
  const scope = newScope();
  return servers.flatMap((server) => {
    const url = substitute(server).replace(/(?<!\/)\/+$/, "");
    // Variables without a default stay in braces, which hosts may not have, but URL lets pass.
    if (/[{}]/.test(url) || !URL.canParse(url) || !/^https?:/.test(url)) return [];
    const name = scope.take(nameFromDescription(server.description ?? ""), nameFromHost(url));
    return [
      {
        name,
        url,
        ...(server.description !== undefined && { description: server.description }),
      },
    ];
  });
}

/**
 * The servers that a client is made for: the document's, or else all that operations have, the first
 * of each name.
 */
export function clientServers(document: Document): readonly Server[] {
  const own = modelServers(document.servers ?? []);
  if (own.length > 0) return own;
  const all = Object.values(document.paths).flatMap((item) =>
    methods.flatMap((method) => modelServers(item[method]?.servers ?? [])),
  );
  const byName = new Map<string, Server>();
  for (const server of all) if (!byName.has(server.name)) byName.set(server.name, server);
  return [...byName.values()];
}

/**
 * Where an operation is that has servers of its own (OpenAPI 3.1, 4.8.10): a URL for each of the
 * client's servers, the one of that name or else its first. Undefined: where the others are.
 */
export function serversOf(
  operation: Operation,
  client: readonly Server[],
): readonly Server[] | undefined {
  const own = modelServers(operation.servers ?? []);
  const [first] = own;
  if (!first) return undefined;
  const servers = client.map(({ name }) => ({
    name,
    url: (own.find((server) => server.name === name) ?? first).url,
  }));
  return servers.some(({ url }, index) => url !== client[index]?.url) ? servers : undefined;
}

function substitute(server: DocumentServer): string {
  return server.url.replaceAll(placeholder, (whole, name: string) => {
    const variables = server.variables ?? {};
    const value = Object.hasOwn(variables, name) ? variables[name]?.default : undefined;
    return value === undefined || value === name ? whole : value;
  });
}

/** `Production server (uses live data)` → `production`; empty where the words are a sentence. */
function nameFromDescription(description: string): string {
  const phrase = description.split(/[.,;:()\n–—]|\s-\s/)[0] ?? "";
  const words = phrase
    .split(/[\s_-]+/)
    .filter((word) => !/^(the|our|servers?|environment|env|api|url|endpoint|base)$/i.test(word));
  return words.length > 0 && words.length <= 3 ? camelCase(words.join(" ").toLowerCase()) : "";
}

/** What a server with variables is called, if nothing else is: a word of its description, or host. */
export function nameOfServer({ url, description = "" }: DocumentServer): string {
  const host = url.replaceAll(placeholder, "").replace(/^[^/]*\/\//, "");
  const label = host.split(/[/.:]/).find((part) => /[a-z]/i.test(part) && part !== "www");
  return nameFromDescription(description) || camelCase(label ?? "");
}

function nameFromHost(url: string): string {
  const first = new URL(url).hostname.split(".").find((label) => label !== "www") ?? "";
  return camelCase(/^\d+$/.test(first) ? "local" : first);
}
