import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { pointerTo } from "../diagnostics/origins.js";
import { type Draft, isObject, type JsonObject, report, type Source } from "./draft.js";
import { raising } from "../limits.js";
import { type ExternalFiles, type Target, findTarget } from "./external-files.js";

/** Where a `$ref` stands: the name it is under, and the name that is under. */
interface Holder {
  readonly parent: string;
  readonly key: string;
}

interface Component {
  readonly kind: string;
  readonly name: string;
}

interface Work {
  readonly source: Source;
  readonly draft: Draft;
  readonly files: ExternalFiles;
  readonly isSwagger: boolean;
  /** Targets that have become components, and those of them that are still to be brought in. */
  readonly named: Map<string, Component>;
  readonly pending: { readonly target: Target; readonly component: Component }[];
  readonly taken: Map<string, Set<string>>;
  /** Targets that are being written in place of their references, the outermost first. */
  readonly open: Set<string>;
  /** How many values have been written so far: each place of a reference may hold several more. */
  written: number;
  readonly times: Map<string, number>;
  /** Whether that is more than there may be, which is told once. */
  isBeyond: boolean;
}

/** How often one value may be written in place: references that multiply come far above that. */
const mostTimes = 5_000;

/**
 * Brings what a document refers to in other files into the document itself: as a component, or in
 * place where OpenAPI has no component of the kind. Only files under the given roots are read; any
 * other reference is an error with its place.
 */
export function resolveExternalRefs(
  source: Source,
  files: ExternalFiles,
): { readonly source: Source; readonly diagnostics: readonly Diagnostic[] } {
  if (!hasExternalRef(source.value)) return { source, diagnostics: [] };
  const draft: Draft = { file: source.file, origins: new Map(source.origins), diagnostics: [] };
  const isSwagger = source.value["swagger"] !== undefined;
  const work: Work = {
    source,
    draft,
    files,
    isSwagger,
    named: new Map(),
    pending: [],
    taken: new Map(),
    open: new Set(),
    written: 0,
    times: new Map(),
    isBeyond: false,
  };
  nameAliases(work);
  const value = rewrite(source.value, source.path, "", { parent: "", key: "" }, work);
  const added: { component: Component; value: unknown }[] = [];
  for (let next = work.pending.shift(); next; next = work.pending.shift()) {
    const { target, component } = next;
    const at = pointerOf(component, isSwagger);
    draft.origins.set(at, { locate: target.locate, pointer: target.pointer });
    const holder = { parent: component.kind, key: component.name };
    added.push({ component, value: rewrite(target.value, target.path, at, holder, work) });
  }
  const whole = isObject(value) ? value : source.value;
  return {
    source: { ...source, value: withComponents(whole, added, isSwagger), origins: draft.origins },
    diagnostics: draft.diagnostics,
  };
}

function hasExternalRef(root: unknown): boolean {
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== "object" || value === null) continue;
    if ("$ref" in value && isExternal(value.$ref)) return true;
    for (const child of Object.values(value)) if (typeof child === "object") stack.push(child);
  }
  return false;
}

function isExternal(ref: unknown): ref is string {
  return typeof ref === "string" && !ref.startsWith("#");
}

/** A component that is nothing but a reference to a file gives what it refers to its own name. */
function nameAliases(work: Work): void {
  for (const kind of Object.values(componentKinds)) {
    const held = componentsOf(work.source.value, kind, work.isSwagger);
    for (const [name, value] of Object.entries(held)) {
      if (!isObject(value) || !isExternal(value["$ref"])) continue;
      const found = findTarget(value["$ref"], work.source.path, work.files);
      if ("message" in found || work.named.has(found.id)) continue;
      work.named.set(found.id, { kind, name });
    }
  }
}

/** Copies a value of the file at `path`, its references rewritten. `at` is where the copy will stand. */
function rewrite(value: unknown, path: string, at: string, holder: Holder, work: Work): unknown {
  if (Array.isArray(value)) {
    return value.map((child: unknown, index) =>
      rewrite(child, path, pointerTo(at, index), { parent: holder.key, key: String(index) }, work),
    );
  }
  work.written += 1;
  if (!isObject(value)) return value;
  const ref = value["$ref"];
  if (typeof ref === "string" && (path !== work.source.path || isExternal(ref))) {
    return follow(value, ref, path, at, holder, work);
  }
  const entries = Object.entries(value).map(([key, child]): [string, unknown] => {
    if (rawFields.has(key) && !maps.test(holder.key)) return [key, child];
    if (key === "mapping" && holder.key === "discriminator" && isObject(child)) {
      return [key, rewriteMapping(child, path, pointerTo(at, key), work)];
    }
    return [key, rewrite(child, path, pointerTo(at, key), { parent: holder.key, key }, work)];
  });
  return Object.fromEntries(entries);
}

/** What is in these is no part of the description, even where it looks like a reference. */
const rawFields = new Set(["example", "default", "enum", "const", "value"]);

/** What is in these are names, whatever they look like. */
const maps =
  /^(?:properties|patternProperties|\$defs|dependentSchemas|definitions|schemas|responses|parameters|headers|requestBodies|examples)$/;

function follow(
  value: JsonObject,
  ref: string,
  path: string,
  at: string,
  holder: Holder,
  work: Work,
): unknown {
  const { $ref: _, ...siblings } = value;
  const found = findTarget(ref, path, work.files);
  if ("message" in found) {
    report(work.draft, "external-ref", `${at}/$ref`, found.message, found.hint);
    return siblings;
  }
  if (found.path === work.source.path && found.pointer !== "") {
    return { ...siblings, $ref: `#${found.pointer}` };
  }
  const kind = kindFor(holder, work.isSwagger);
  const known = work.named.get(found.id);
  const isAlias = known !== undefined && at === pointerOf(known, work.isSwagger);
  if (kind === undefined || isAlias) return inPlace(siblings, found, at, holder, work);
  const component = known?.kind === kind ? known : nameTarget(found, kind, work);
  return { ...siblings, $ref: `#${pointerOf(component, work.isSwagger)}` };
}

function inPlace(
  siblings: JsonObject,
  target: Target,
  at: string,
  holder: Holder,
  work: Work,
): unknown {
  if (work.open.has(target.id)) {
    report(work.draft, "external-ref", at, "The reference leads back to itself.");
    return siblings;
  }
  const times = (work.times.get(target.id) ?? 0) + 1;
  work.times.set(target.id, times);
  if (times > mostTimes || work.written > work.files.limits.values) {
    if (work.isBeyond) return siblings;
    work.isBeyond = true;
    const message = "The references unfold to more values than a document may have.";
    report(work.draft, "external-ref", at, message, raising("values", work.files.limits));
    return siblings;
  }
  work.draft.origins.set(at, { locate: target.locate, pointer: target.pointer });
  work.open.add(target.id);
  const value = rewrite(target.value, target.path, at, holder, work);
  work.open.delete(target.id);
  return isObject(value) ? { ...value, ...siblings } : value;
}

function rewriteMapping(mapping: JsonObject, path: string, at: string, work: Work): JsonObject {
  const entries = Object.entries(mapping).map(([key, ref]): [string, unknown] => {
    const isFile = typeof ref === "string" && /^[^#]*(?:\/|\.json|\.ya?ml)/.test(ref);
    if (!isFile) return [key, ref];
    const holder = { parent: "schemas", key };
    const followed = follow({ $ref: ref }, ref, path, pointerTo(at, key), holder, work);
    return [key, isObject(followed) ? (followed["$ref"] ?? ref) : ref];
  });
  return Object.fromEntries(entries);
}

function nameTarget(target: Target, kind: string, work: Work): Component {
  const taken = work.taken.get(kind) ?? new Set(namesOf(work, kind));
  work.taken.set(kind, taken);
  let name = target.name;
  for (let number = 2; taken.has(name); number++) name = `${target.name}${number}`;
  taken.add(name);
  const component = { kind, name };
  work.named.set(target.id, component);
  work.pending.push({ target, component });
  return component;
}

function namesOf(work: Work, kind: string): readonly string[] {
  return Object.keys(componentsOf(work.source.value, kind, work.isSwagger));
}

const swaggerKinds: Readonly<Record<string, string>> = {
  schemas: "definitions",
  parameters: "parameters",
  responses: "responses",
};

function componentsOf(document: JsonObject, kind: string, isSwagger: boolean): JsonObject {
  const home = isSwagger ? document : document["components"];
  const held = isObject(home) ? home[isSwagger ? (swaggerKinds[kind] ?? kind) : kind] : undefined;
  return isObject(held) ? held : {};
}

function pointerOf({ kind, name }: Component, isSwagger: boolean): string {
  return isSwagger
    ? pointerTo("", swaggerKinds[kind] ?? kind, name)
    : pointerTo("/components", kind, name);
}

function withComponents(
  document: JsonObject,
  added: readonly { component: Component; value: unknown }[],
  isSwagger: boolean,
): JsonObject {
  const home = isSwagger ? document : document["components"];
  const kinds: Record<string, unknown> = isObject(home) ? { ...home } : {};
  for (const { component, value } of added) {
    const field = isSwagger ? (swaggerKinds[component.kind] ?? component.kind) : component.kind;
    const held = kinds[field];
    kinds[field] = Object.fromEntries([
      ...(isObject(held) ? Object.entries(held) : []),
      [component.name, value],
    ]);
  }
  return isSwagger ? kinds : { ...document, ...(added.length > 0 && { components: kinds }) };
}

/** What stands under these names, in a map or a list, is of the kind. */
const componentKinds: Readonly<Record<string, string>> = {
  schema: "schemas",
  parameter: "parameters",
  response: "responses",
  requestBody: "requestBodies",
  header: "headers",
  example: "examples",
  link: "links",
  securityScheme: "securitySchemes",
};

const schemaMaps =
  /^(?:schemas|definitions|properties|patternProperties|\$defs|dependentSchemas|allOf|anyOf|oneOf|prefixItems)$/;
const schemaFields =
  /^(?:schema|items|additionalProperties|not|if|then|else|contains|propertyNames|unevaluatedItems|unevaluatedProperties|contentSchema)$/;

/** The kind of component a reference there refers to; undefined where there is no such kind. */
function kindFor({ parent, key }: Holder, isSwagger: boolean): string | undefined {
  if (schemaMaps.test(parent) || schemaFields.test(key)) return "schemas";
  if (key === "requestBody") return isSwagger ? undefined : "requestBodies";
  const kind = Object.values(componentKinds).find((name) => name === parent);
  return isSwagger && kind !== undefined && !Object.hasOwn(swaggerKinds, kind) ? undefined : kind;
}
