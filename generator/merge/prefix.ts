import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { pointerTo } from "../diagnostics/origins.js";
import {
  type Document,
  type Fragment,
  type Method,
  methods,
  type Operation,
  type PathItem,
} from "../openapi.js";
import type { Settings } from "../settings.js";
import type { Shape } from "../structure.js";
import { mapChildren } from "../walk.js";
import { titleOf } from "./apis.js";
import { canonical, groupBy, isObject } from "./canonical.js";
import {
  componentNames,
  decode,
  findComponent,
  mapRefs,
  type Names,
  refTo,
  unescapeToken,
} from "./refs.js";
import { shapeOf } from "./versions.js";

/**
 * Puts the prefix of each title in front of the names of its components and webhooks, and of those
 * operations whose name another title has too, so that APIs with the same names can stand in one
 * document. A path that another title has too gets the prefix as its fragment, which is never sent.
 * Security schemes that are the same under every title stay one, so that nobody gives a key twice.
 */
export function prefixNames(
  fragments: readonly Fragment[],
  apis: Settings["apis"],
): { readonly fragments: readonly Fragment[]; readonly diagnostics: readonly Diagnostic[] } {
  const prefixes = new Map(
    Object.entries(apis ?? {}).map(([title, settings]) => [title.trim(), settings?.prefix]),
  );
  const shared = sharedSchemes(fragments);
  const ambiguous = inSeveral(fragments, ({ document }) => labelsIn(document));
  const taken = inSeveral(fragments, ({ document }) => keysIn(document));
  const diagnostics: Diagnostic[] = [];
  const all = [...groupBy(fragments, titleOf)].flatMap(([title, group]) => {
    const prefix = prefixes.get(title);
    if (prefix === undefined) return group;
    const names = componentNames(group.map(({ document }) => document));
    const rename: Rename = (kind, name) =>
      kind === "securitySchemes" && shared.has(name) ? name : withPrefix(prefix, name);
    return group.map((fragment) => {
      const renaming = { prefix, names, rename, ambiguous, taken };
      diagnostics.push(...sharedPaths(fragment, renaming));
      return renamed(fragment, renaming);
    });
  });
  return { fragments: all, diagnostics };
}

type Rename = (kind: string, name: string) => string;

interface Renaming {
  readonly prefix: string;
  /** The components of all documents of the title. */
  readonly names: Names;
  readonly rename: Rename;
  /** The labels of operations that several titles have, in lower case. */
  readonly ambiguous: ReadonlySet<string>;
  /** The methods and paths that several titles have. */
  readonly taken: ReadonlySet<string>;
}

/** `Fault` → `BillingFault`, `fault` → `Billing_fault`: two names never become one. */
function withPrefix(prefix: string, name: string): string {
  return /^[A-Z]/.test(name) ? prefix + name : `${prefix}_${name}`;
}

function renamed({ file, document, locate }: Fragment, renaming: Renaming): Fragment {
  const { names, rename } = renaming;
  const origins = new Map<string, string>();
  const withRefs = mapRefs(document, "document", { key: "" }, (ref, shape) => {
    const found = findComponent(ref, names);
    if (found) return refTo({ ...found, name: rename(found.kind, found.name) });
    const isName = shape === "discriminator" && names.get("schemas")?.has(ref) === true;
    return isName ? rename("schemas", ref) : renamedRef(ref, document, renaming);
  });
  // Copying the document and changing texts and keys of maps keeps its shape.
  const changed = renameRequirements(withRefs, "document", renaming) as Document;
  const components = Object.entries(changed.components ?? {}).map(
    ([kind, held]): [string, unknown] => {
      if (!isObject(held) || !names.has(kind)) return [kind, held];
      const entries = Object.entries(held).map(([name, component]): [string, unknown] => {
        const to = rename(kind, name);
        origins.set(pointerTo("/components", kind, to), pointerTo("/components", kind, name));
        return [to, component];
      });
      return [kind, Object.fromEntries(entries)];
    },
  );
  const paths = renameItems("paths", changed.paths, renaming, origins);
  const { webhooks } = changed;
  return {
    file,
    document: {
      ...changed,
      paths,
      ...(webhooks && { webhooks: renameItems("webhooks", webhooks, renaming, origins) }),
      ...(components.length > 0 && { components: Object.fromEntries(components) }),
    },
    locate: (pointer) => {
      const [unit = ""] = /^\/(?:components\/[^/]*|paths|webhooks)\/[^/]*/.exec(pointer) ?? [];
      return locate((origins.get(unit) ?? unit) + pointer.slice(unit.length));
    },
  };
}

function renameRequirements(value: unknown, shape: Shape, renaming: Renaming): unknown {
  if (shape === "{[string]}") {
    const own = renaming.names.get("securitySchemes");
    return Object.fromEntries(
      Object.entries(isObject(value) ? value : {}).map(([name, scopes]) => [
        own?.has(name) === true ? renaming.rename("securitySchemes", name) : name,
        scopes,
      ]),
    );
  }
  // Only there do maps of lists of texts name schemes.
  if (shape === "schema") return value;
  return mapChildren(value, shape, (child, of) => renameRequirements(child, of, renaming));
}

function renameItems(
  at: "paths" | "webhooks",
  items: Readonly<Record<string, PathItem>>,
  renaming: Renaming,
  origins: Map<string, string>,
): Readonly<Record<string, PathItem>> {
  const { prefix, ambiguous } = renaming;
  return Object.fromEntries(
    Object.entries(items).map(([name, item]) => {
      const changed = operationsIn(item).flatMap(([method, operation]) => {
        const label = at === "paths" ? labelOf(operation) : operation.operationId?.toLowerCase();
        if (label === undefined || !ambiguous.has(label)) return [];
        const words = (operation.operationId ?? operation.summary ?? "").split(/[^\p{L}\p{N}.-]+/u);
        return [[method, { ...operation, operationId: [prefix, ...words].join("_") }] as const];
      });
      const to = itemName(at, name, item, renaming);
      origins.set(pointerTo("", at, to), pointerTo("", at, name));
      return [to, { ...item, ...Object.fromEntries(changed) }];
    }),
  );
}

/** A webhook's name is nothing but a name; a path is what is sent, so it stays where it can. */
function itemName(
  at: "paths" | "webhooks",
  name: string,
  item: PathItem,
  renaming: Renaming,
): string {
  if (at === "webhooks") return withPrefix(renaming.prefix, name);
  return isShared(name, item, renaming) ? `${name}#${renaming.prefix}` : name;
}

/** A reference into a path or webhook, which goes with it to its new name. */
function renamedRef(ref: string, document: Document, renaming: Renaming): string {
  const [, root, token = "", rest = ""] = /^#\/(paths|webhooks)\/([^/]*)(.*)/s.exec(ref) ?? [];
  if (root !== "paths" && root !== "webhooks") return ref;
  const name = unescapeToken(decode(token));
  const item = Object.entries(document[root] ?? {}).find(([key]) => key === name)?.[1];
  const to = item && itemName(root, name, item, renaming);
  return to === undefined || to === name ? ref : `#${pointerTo("", root, encodeURI(to))}${rest}`;
}

function isShared(path: string, item: PathItem, { taken }: Renaming): boolean {
  return operationsIn(item).some(([method]) => taken.has(`${method} ${path}`));
}

function sharedPaths({ document, locate }: Fragment, renaming: Renaming): readonly Diagnostic[] {
  return Object.entries(document.paths)
    .filter(([path, item]) => isShared(path, item, renaming))
    .map(([path]) =>
      diagnostic(
        "shared-path",
        `several APIs have the path ${path}; this one stands in the document as ${path}#${renaming.prefix}`,
        { place: locate(pointerTo("/paths", path)) },
      ),
    );
}

function operationsIn(item: PathItem): readonly (readonly [Method, Operation])[] {
  return methods.flatMap((method) => {
    const operation = item[method];
    return operation ? [[method, operation] as const] : [];
  });
}

/** What an operation's name will be made of. */
function labelOf({ operationId, summary }: Operation): string | undefined {
  return (operationId ?? summary)?.toLowerCase();
}

/** The labels of all operations. Of those of webhooks only the identifier becomes a name. */
function labelsIn({ paths, webhooks = {} }: Document): readonly (string | undefined)[] {
  const of = (items: Document["paths"]) => Object.values(items).flatMap(operationsIn);
  return [
    ...of(paths).map(([, operation]) => labelOf(operation)),
    ...of(webhooks).map(([, { operationId }]) => operationId?.toLowerCase()),
  ];
}

function keysIn({ paths }: Document): readonly string[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    operationsIn(item).map(([method]) => `${method} ${path}`),
  );
}

/** What fragments of more than one title have in common. */
function inSeveral(
  fragments: readonly Fragment[],
  keysOf: (fragment: Fragment) => readonly (string | undefined)[],
): ReadonlySet<string> {
  const titles = new Map<string, Set<string>>();
  for (const fragment of fragments) {
    for (const key of keysOf(fragment)) {
      if (key === undefined) continue;
      titles.set(key, (titles.get(key) ?? new Set()).add(titleOf(fragment)));
    }
  }
  return new Set([...titles].filter(([, users]) => users.size > 1).map(([key]) => key));
}

/** The names of schemes that say the same wherever they are defined. */
function sharedSchemes(fragments: readonly Fragment[]): ReadonlySet<string> {
  const schemes = fragments.flatMap(({ document }) =>
    Object.entries(document.components?.securitySchemes ?? {}),
  );
  const shape = shapeOf("securitySchemes");
  const groups = groupBy(schemes, ([name]) => name);
  const isOne = (group: typeof schemes): boolean =>
    new Set(group.map(([, scheme]) => canonical(scheme, shape))).size === 1;
  return new Set([...groups].filter(([, group]) => isOne(group)).map(([name]) => name));
}
