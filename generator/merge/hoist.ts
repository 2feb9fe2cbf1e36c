import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SecurityRequirement, Server } from "../openapi.js";
import { byCodeUnit, canonical, groupBy, richest } from "./canonical.js";
import type { Entry } from "./push-down.js";

export interface Hoisted {
  readonly entries: readonly Entry[];
  readonly servers?: readonly Server[];
  readonly security?: readonly SecurityRequirement[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Moves what every operation says of servers and of security back to the root. An operation without
 * a server has nothing against those of the others of its API, but credentials must not go to the
 * server of another; one without security is no such agreement, since at the root security would hold
 * for it too.
 */
export function hoist(entries: readonly Entry[]): Hoisted {
  const serving = entries.flatMap(({ operation }) =>
    operation.servers ? [operation.servers] : [],
  );
  const servers = everyApiHasServers(entries)
    ? agreed(serving, (list) =>
        list.map((server) => canonical(server, "server")).toSorted(byCodeUnit),
      )
    : undefined;
  const stated = entries.flatMap(({ operation }) =>
    operation.security ? [operation.security] : [],
  );
  const security =
    stated.length === entries.length
      ? agreed(stated, (list) => canonical(list, "[{[string]}]"))
      : undefined;
  const without = servers ? entries.filter(({ operation }) => !operation.servers) : [];
  return {
    entries: entries.map((entry) => ({
      ...entry,
      operation: withoutHoisted(entry.operation, servers !== undefined, security !== undefined),
    })),
    ...(servers && { servers }),
    ...(security && { security }),
    diagnostics: assumed(without, servers),
  };
}

/** Of each API that is named, some operation has a server. */
function everyApiHasServers(entries: readonly Entry[]): boolean {
  const serving = new Set(
    entries.filter(({ operation }) => operation.servers).map(({ title }) => title),
  );
  return serving.has("") || entries.every(({ title }) => title === "" || serving.has(title));
}

function agreed<T>(values: readonly T[], keyOf: (value: T) => unknown): T | undefined {
  const groups = groupBy(values, (value) => JSON.stringify(keyOf(value)) ?? "");
  const [group] = groups.values();
  const [first, ...others] = group ?? [];
  return groups.size === 1 && first !== undefined ? richest([first, ...others]) : undefined;
}

function withoutHoisted(
  { servers, security, ...rest }: Entry["operation"],
  hasServers: boolean,
  hasSecurity: boolean,
): Entry["operation"] {
  return {
    ...rest,
    ...(!hasSecurity && security && { security }),
    ...(!hasServers && servers && { servers }),
  };
}

function assumed(
  entries: readonly Entry[],
  servers: readonly Server[] | undefined,
): readonly Diagnostic[] {
  const [first] = entries;
  if (!first || !servers) return [];
  const urls = servers.map(({ url }) => url).join(", ");
  return [
    diagnostic(
      "servers-assumed",
      `${entries.length} ${entries.length === 1 ? "operation states" : "operations state"} no server; that of the others is taken: ${urls}.`,
      { place: first.origin.locate(first.origin.pointer) },
    ),
  ];
}
