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
  const groups = everyApiHasServers(entries) ? grouped(serving, serversKey) : [];
  const [largest = [], second = []] = groups;
  // Where all operations state servers, those of the most are the document's, and the others their own.
  const isAgreed =
    groups.length === 1 || (serving.length === entries.length && largest.length > second.length);
  const servers = isAgreed ? richestOf(largest) : undefined;
  const stated = entries.flatMap(({ operation }) =>
    operation.security ? [operation.security] : [],
  );
  const securities =
    stated.length === entries.length
      ? grouped(stated, (list) => JSON.stringify(canonical(list, "[{[string]}]")))
      : [];
  const security = securities.length === 1 ? richestOf(securities[0]) : undefined;
  const without = servers ? entries.filter(({ operation }) => !operation.servers) : [];
  return {
    entries: entries.map((entry) => ({
      ...entry,
      operation: withoutHoisted(entry.operation, servers, security !== undefined),
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

/** Those that say the same together, the largest group first. */
function grouped<T>(values: readonly T[], keyOf: (value: T) => string): readonly (readonly T[])[] {
  const groups = [...groupBy(values, keyOf)];
  return groups
    .toSorted(([a, one], [b, other]) => other.length - one.length || byCodeUnit(a, b))
    .map(([, group]) => group);
}

function richestOf<T>(group: readonly T[] | undefined): T | undefined {
  const [first, ...others] = group ?? [];
  return first === undefined ? undefined : richest([first, ...others]);
}

function serversKey(servers: readonly Server[]): string {
  return JSON.stringify(servers.map((server) => canonical(server, "server")).toSorted(byCodeUnit));
}

function withoutHoisted(
  { servers, security, ...rest }: Entry["operation"],
  hoisted: readonly Server[] | undefined,
  hasSecurity: boolean,
): Entry["operation"] {
  return {
    ...rest,
    ...(!hasSecurity && security && { security }),
    ...(servers && !(hoisted && serversKey(servers) === serversKey(hoisted)) && { servers }),
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
