import type { Server as DocumentServer } from "../openapi.js";
import type { Server } from "./api.js";
import { camelCase, newScope } from "./names.js";

/**
 * The servers with the names users choose them by: the words of the description, else of the host.
 * Variables stand at their defaults; a server with one that has none, or only its own name, is left out. Relative URLs (OpenAPI 3.1, 4.8.5) are left out: a client has
 * no document URL to resolve them against.
 */
export function modelServers(servers: readonly DocumentServer[]): readonly Server[] {
  const scope = newScope();
  return servers.flatMap((server) => {
    const url = substitute(server).replace(/\/+$/, "");
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

function substitute(server: DocumentServer): string {
  return server.url.replaceAll(/\{([^}]+)\}/g, (whole, name: string) => {
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

function nameFromHost(url: string): string {
  const first = new URL(url).hostname.split(".").find((label) => label !== "www") ?? "";
  return camelCase(/^\d+$/.test(first) ? "local" : first);
}
