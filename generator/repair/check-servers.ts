import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf } from "../diagnostics/origins.js";
import { quoted } from "../diagnostics/visible.js";
import type { Server, Spec } from "../openapi.js";
import { counted, operationsOf } from "./operations.js";
import { overlayOf } from "./supplying.js";

/**
 * Reports operations without a server that has an address: without one, nobody can be called. And
 * addresses of which a part is missing.
 */
export function checkServers(spec: Spec): Outcome<Spec> {
  const { paths, servers } = spec.document;
  const lost = operationsOf(spec.document).filter(
    ({ operation, path }) => !isReachable(operation.servers ?? paths[path]?.servers ?? servers),
  );
  const [first] = lost;
  const open = withoutValues(spec);
  if (!first) return { value: spec, diagnostics: open };
  const message = `${counted(lost.length, "has", "have")} no server with a full address`;
  const relative = (servers ?? []).findIndex(({ url }) => !isAbsolute(url));
  return {
    value: spec,
    diagnostics: [
      diagnostic("no-servers", message, {
        place: placeOf(spec.origins, relative === -1 ? first.pointer : `/servers/${relative}`),
        hint: supplying(relative),
      }),
      ...open,
    ],
  };
}

function isReachable(servers: readonly Server[] | undefined): boolean {
  return servers?.some(({ url }) => isAbsolute(url)) ?? false;
}

/** `{scheme}://…` and `{host}/v1` count: their variables supply what is missing. */
function isAbsolute(url: string): boolean {
  return /^(?:https?:\/\/|\{)/i.test(url);
}

function supplying(relative: number): string {
  const action =
    relative === -1
      ? ["  - target: $", "    update:", "      servers: [{ url: https://api.example.com }]"]
      : [`  - target: $.servers[${relative}]`, "    update: { url: https://api.example.com }"];
  return `Say where the API is, in overlay.yaml:\n${overlayOf(action)}`;
}

/** Servers whose URL has a variable that nothing gives a value (OpenAPI 3.1 section 4.8.6). */
function withoutValues(spec: Spec): readonly Diagnostic[] {
  return (spec.document.servers ?? []).flatMap((server, index) =>
    namesIn(server.url)
      .filter((name) => !hasValue(server, name))
      .map((name) =>
        diagnostic(
          "server-variable",
          `the server "${server.url}" cannot be chosen by name: {${name}} has no value`,
          {
            place: placeOf(spec.origins, `/servers/${index}`),
            hint: [
              "Users give it to the client's function for that server. If there is one that holds for everybody, say so in overlay.yaml:",
              overlayOf([
                `  - target: $.servers[${index}]`,
                `    update: { variables: { ${quoted(name)}: { default: "<value>" } } }`,
              ]),
            ].join("\n"),
          },
        ),
      ),
  );
}

function namesIn(url: string): readonly string[] {
  return [...url.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? "");
}

/** A default that only repeats the name is a placeholder. */
function hasValue({ variables = {} }: Server, name: string): boolean {
  const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
  // Documents leave the default out although it is required.
  const value: string | undefined = variable?.default;
  return value !== undefined && value !== name;
}
