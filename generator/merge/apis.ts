import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/visible.js";
import { type Fragment, methods } from "../openapi.js";
import type { Settings } from "../settings.js";
import { byCodeUnit, groupBy } from "./canonical.js";

/** Which documents to weld, by their titles; see `Settings`. */
export type MergeChoice = Pick<Settings, "api" | "apis">;

/**
 * Chooses the fragments of one API. What an API is, its title decides: `api` names the one to take,
 * or several that are one in truth, `apis` those to weld into one; without them, it is an error if
 * there are several.
 */
export function chooseApi(
  fragments: readonly Fragment[],
  choice: MergeChoice,
): { readonly fragments: readonly Fragment[]; readonly diagnostics: readonly Diagnostic[] } {
  const groups = groupBy(fragments, titleOf);
  const chosen = titlesIn(choice);
  if (chosen.length > 0) {
    const missing = chosen.filter((title) => !groups.has(title));
    const kept = fragments.filter(
      (fragment) => titleOf(fragment) === "" || chosen.includes(titleOf(fragment)),
    );
    return { fragments: kept, diagnostics: missing.map((title) => noSuchApi(title, groups)) };
  }
  const titled = [...groups.keys()].filter((title) => title !== "");
  return { fragments, diagnostics: titled.length > 1 ? [severalApis(groups)] : [] };
}

/** The titles that are asked for, in their order; none where nothing is chosen. */
export function titlesIn({ api, apis }: MergeChoice): readonly string[] {
  const titles = apis ? Object.keys(apis) : typeof api === "string" ? [api] : (api ?? []);
  return titles.map((title) => title.trim());
}

/** The title of the API a fragment belongs to; empty where it doesn't say. */
export function titleOf({ document }: Fragment): string {
  return document.info.title.trim();
}

function severalApis(groups: ReadonlyMap<string, readonly Fragment[]>): Diagnostic {
  const titles = [...groups.keys()].filter((title) => title !== "").toSorted(byCodeUnit);
  const [, second = ""] = titles;
  const found = groups.get(second)?.[0];
  return diagnostic(
    "several-apis",
    `The documents describe ${titles.length} APIs, and a client is for one.`,
    {
      place: found?.locate("/info/title"),
      hint: [
        "Found:",
        ...titles.map((title) => `  ${describe(title, groups.get(title) ?? [])}`),
        "Write in client.yaml which one it is for, or list those that are one API in truth:",
        `  api: ${quoted(titles[0] ?? "")}`,
        "Or weld them into one client, with a prefix for the names of all but one:",
        ...asApis(titles),
      ].join("\n"),
    },
  );
}

function asApis(titles: readonly string[]): readonly string[] {
  const lines = Object.entries(prefixesOf(titles)).map(
    ([title, { prefix }]) =>
      `    ${quoted(title)}: ${prefix === undefined ? "{}" : `{ prefix: ${prefix} }`}`,
  );
  return ["  apis:", ...lines];
}

/** The setting `apis` that welds several: all but the first have a prefix made from their title. */
export function prefixesOf(
  titles: readonly string[],
): Readonly<Record<string, { readonly prefix?: string }>> {
  const taken = new Set<string>();
  const all = titles.map((title, index) => {
    if (index === 0) return [title, {}] as const;
    const words = title.split(/[^A-Za-z0-9]+/).filter((word) => !/^(?:|api|rest|the)$/i.test(word));
    const name = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
    const own = /^[A-Z]/.test(name) ? name : `Api${name}`;
    const prefix = taken.has(own) || own === "Api" ? `${own}${index + 1}` : own;
    taken.add(prefix);
    return [title, { prefix }] as const;
  });
  return Object.fromEntries(all);
}

function noSuchApi(title: string, groups: ReadonlyMap<string, readonly Fragment[]>): Diagnostic {
  const titles = [...groups.keys()].filter((known) => known !== "").toSorted(byCodeUnit);
  return diagnostic(
    "no-such-api",
    `client.yaml asks for the API ${JSON.stringify(title)}, and no document has that title.`,
    {
      hint: [
        "Write under api, or apis, a title that there is:",
        ...titles.map((known) => `  ${describe(known, groups.get(known) ?? [])}`),
      ].join("\n"),
    },
  );
}

function describe(title: string, fragments: readonly Fragment[]): string {
  const files = [...new Set(fragments.map(({ file }) => file))].toSorted(byCodeUnit);
  const listed =
    files.slice(0, 3).join(", ") + (files.length > 3 ? ` and ${files.length - 3} more` : "");
  const count = fragments.reduce((sum, fragment) => sum + operationsIn(fragment), 0);
  // A title of several lines must not look like lines of the hint.
  return `${title.replaceAll(/\s+/g, " ")} (${count} ${count === 1 ? "operation" : "operations"}, ${listed})`;
}

function operationsIn({ document }: Fragment): number {
  const items = Object.values(document.paths);
  return items.reduce(
    (sum, item) => sum + methods.filter((method) => item[method] !== undefined).length,
    0,
  );
}
