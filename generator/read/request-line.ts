import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { methods } from "../openapi.js";
import { entriesOf, isObject, type Source } from "./draft.js";

/**
 * Gives a document of one operation that names no server the one of the request line above it on the
 * page, `GET https://api.example.com/v1/pets/{id}`: older Fern pages have it only there. The line has
 * to be that of the operation: its method, and a URL that ends with its path.
 */
export function withServer(
  source: Source,
  page: string,
  line: number,
): { readonly source: Source; readonly diagnostics: readonly Diagnostic[] } {
  const nothing = { source, diagnostics: [] };
  const [operation, ...others] = operationsOf(source.value["paths"]);
  if (!operation || others.length > 0 || hasServers(source, operation)) return nothing;
  const lines = page.split("\n").slice(0, line - 1);
  for (const [index, text] of [...lines.entries()].toReversed()) {
    const url = serverIn(text, operation);
    if (url === undefined) continue;
    const place = { file: source.file, line: index + 1, column: text.indexOf("http") + 1 };
    const origins = new Map(source.origins).set("/servers", { locate: () => place, pointer: "" });
    const found = diagnostic(
      "server-from-page",
      `The document names no server; ${url} is taken from the request line.`,
      { place, hint: "If it is another one, add it by an action in overlay.yaml." },
    );
    const value = { ...source.value, servers: [{ url }] };
    return { source: { ...source, value, origins }, diagnostics: [found] };
  }
  return nothing;
}

interface Operation {
  readonly path: string;
  readonly method: string;
  readonly servers: readonly unknown[];
}

function operationsOf(paths: unknown): readonly Operation[] {
  return entriesOf(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = isObject(item) ? item[method] : undefined;
      if (!isObject(item) || !isObject(operation)) return [];
      return [{ path, method, servers: [item["servers"], operation["servers"]] }];
    }),
  );
}

function hasServers({ value }: Source, { servers }: Operation): boolean {
  const { servers: own, swagger } = value;
  return swagger !== undefined || [own, ...servers].some((list) => entries(list) > 0);
}

function entries(list: unknown): number {
  return Array.isArray(list) ? list.length : list === undefined || list === null ? 0 : 1;
}

/** The URL of the server, where the line is the request of the operation. */
function serverIn(text: string, { path, method }: Operation): string | undefined {
  const [, verb = "", url = ""] = /^ {0,3}([A-Z]+) +(https?:\/\/[^\s?#]+)\s*$/.exec(text) ?? [];
  if (verb.toLowerCase() !== method) return undefined;
  const [whole, wanted] = [normal(url), normal(path.startsWith("/") ? path : `/${path}`)];
  if (!whole.endsWith(wanted)) return undefined;
  const count = wanted.split("/").length - 1;
  const server = url.split("/").slice(0, -count).join("/");
  return URL.canParse(server) ? server : undefined;
}

/** A parameter may be written `{id}` and `:id`. */
function normal(path: string): string {
  return path.replaceAll(/\/(?:\{[^{}/]*\}|:[\w-]+)(?=\/|$)/g, "/{}");
}
