import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../diagnostics/origins.js";
import type { Document, Fragment } from "../openapi.js";
import type { Shape } from "../structure.js";
import { mapChildren } from "../walk.js";
import { byCodeUnit, groupBy, isObject } from "./canonical.js";
import {
  componentNames,
  decode,
  findComponent,
  mapRefs,
  type Names,
  type Path,
  pointerOf,
  refTo,
  type RefChange,
  unescapeToken,
  valueAt,
} from "./refs.js";

/** A fragment whose references all lead to components and are written alike. */
export interface Part {
  readonly fragment: Fragment;
  readonly document: Document;
}

/** Where a value of a part stands in its fragment. */
export function originIn(part: Part, pointer: string): Origin {
  return { locate: part.fragment.locate, pointer };
}

interface Unresolved {
  readonly ref: string;
  readonly origin: Origin;
}

/**
 * Writes all references of all fragments in one way, so that equal ones are equal texts. Those to a
 * component may lead to another fragment; those into `paths` become references to components, since
 * merging moves what they lead to. Those that lead to nothing are errors, one for each target.
 */
export function toParts(fragments: readonly Fragment[]): {
  readonly parts: readonly Part[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const names = componentNames(fragments.map(({ document }) => document));
  const homes = new Map<string, Document>();
  for (const { document } of fragments) {
    for (const [kind, held] of Object.entries(document.components ?? {})) {
      // An extension may hold anything, and so may a kind that is unknown.
      for (const name of Object.keys(isObject(held) ? held : {})) {
        const key = `${kind}/${name}`;
        if (!homes.has(key)) homes.set(key, document);
      }
    }
  }
  const unresolved: Unresolved[] = [];
  const work: Work = { names, homes, unresolved, rewritten: new WeakMap() };
  const parts = fragments.map((fragment) => toPart(fragment, work));
  return { parts, diagnostics: reportUnresolved(unresolved) };
}

interface Work {
  readonly names: Names;
  /** `kind/name` → the first document that has the component. */
  readonly homes: ReadonlyMap<string, Document>;
  readonly unresolved: Unresolved[];
  /** Components that say the same whichever document they are in: their references are to others. */
  readonly rewritten: WeakMap<object, { readonly shape: Shape; readonly mapped: unknown }>;
}

function toPart(fragment: Fragment, { names, homes, unresolved, rewritten }: Work): Part {
  const { document, locate } = fragment;
  let isOwn = false;
  const lifted = new Map<string, { kind: string; name: string; value: unknown }>();
  const change = (ref: string, shape: Shape, path: Path): string => {
    const found = findComponent(ref, names);
    if (found?.rest === "") return refTo(found);
    // What follows depends on the document.
    isOwn = true;
    if (found) {
      const own = Object.hasOwn(componentsOf(document, found.kind), found.name);
      const home = own ? document : homes.get(`${found.kind}/${found.name}`);
      const normal = refTo(found);
      if (valueAt(home, normal.slice(1)) !== undefined) return normal;
    }
    // The mapping of a discriminator may give bare names.
    if (shape === "discriminator") {
      return names.get("schemas")?.has(ref) ? refTo({ kind: "schemas", name: ref, rest: "" }) : ref;
    }
    const target = decode(ref.slice(1));
    const kind = componentKinds[shape];
    const value = /^#\/(?:paths|webhooks)\//.test(ref) ? valueAt(document, target) : undefined;
    if (value === undefined || kind === undefined) {
      unresolved.push({ ref, origin: { locate, pointer: pointerOf(path) } });
      return ref;
    }
    const name = nameFor(target);
    if (!lifted.has(target)) {
      lifted.set(target, { kind, name, value: undefined });
      lifted.set(target, { kind, name, value: mapRefs(value, shape, { key: "" }, change) });
    }
    return refTo({ kind, name, rest: "" });
  };
  const changeComponent = (value: unknown, shape: Shape, path: Path): unknown => {
    if (!isObject(value)) return value;
    const before = rewritten.get(value);
    if (before?.shape === shape) return before.mapped;
    isOwn = false;
    const mapped = mapRefs(value, shape, path, change);
    if (!isOwn) rewritten.set(value, { shape, mapped });
    return mapped;
  };
  const mapped = mapDocument(document, change, changeComponent);
  return { fragment, document: withLifted(mapped, [...lifted.values()]) };
}

/** The document with its references changed, and its components by a way of their own. */
function mapDocument(
  document: Document,
  change: RefChange,
  changeComponent: (value: unknown, shape: Shape, path: Path) => unknown,
): Document {
  const root = { key: "" };
  const mapped = mapChildren(document, "document", (part, shape, key) => {
    const at = { up: root, key };
    if (shape !== "components") return mapRefs(part, shape, at, change);
    return mapChildren(part, shape, (held, kind, name) => {
      const kindAt = { up: at, key: name };
      return mapChildren(held, kind, (value, of, component) =>
        changeComponent(value, of, { up: kindAt, key: component }),
      );
    });
  });
  // A copy of the document in which nothing has changed but the text of references.
  return mapped as Document;
}

function withLifted(
  document: Document,
  lifted: readonly { kind: string; name: string; value: unknown }[],
): Document {
  if (lifted.length === 0) return document;
  const components: Record<string, unknown> = { ...document.components };
  for (const { kind, name, value } of lifted) {
    const held = components[kind];
    components[kind] = { ...(isObject(held) ? held : {}), [name]: value };
  }
  return { ...document, components };
}

const componentKinds: Readonly<Partial<Record<Shape, string>>> = {
  schema: "schemas",
  response: "responses",
  parameter: "parameters",
  example: "examples",
  requestBody: "requestBodies",
  header: "headers",
  link: "links",
  callback: "callbacks",
  pathItem: "pathItems",
};

/** `/paths/~1pets/get/responses/200` → `PetsGetResponses200`. */
function nameFor(pointer: string): string {
  const words = unescapeToken(pointer)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .slice(1);
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}

function componentsOf(document: Document, kind: string): object {
  const held = Object.entries(document.components ?? {}).find(([name]) => name === kind)?.[1];
  return isObject(held) ? held : {};
}

function reportUnresolved(unresolved: readonly Unresolved[]): Diagnostic[] {
  const byRef = groupBy(unresolved, ({ ref }) => ref);
  return [...byRef.entries()]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .map(([ref, all]) => {
      const [first, ...others] = all.map(({ origin }) => origin.locate(origin.pointer));
      const more = others.slice(0, 3).map((place) => ({ message: "The same reference.", place }));
      return diagnostic("unresolved-ref", `"${ref}" leads to nothing.`, {
        place: first,
        ...(more.length > 0 && { related: more }),
        hint: ref.startsWith("#/components/")
          ? "Add the page or file that has the component to specs/, or add the component by an action in overlay.yaml."
          : "Correct the reference: it has the form #/components/schemas/Name.",
      });
    });
}
