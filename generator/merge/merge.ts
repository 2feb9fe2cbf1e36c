import type { Outcome } from "../diagnostics/diagnostic.js";
import { type Origin, pointerTo } from "../diagnostics/origins.js";
import { type Document, type Fragment, type PathItem, type Spec } from "../openapi.js";
import { chooseApi, type MergeChoice, titlesIn } from "./apis.js";
import { byCodeUnit, groupBy, ordered } from "./canonical.js";
import { mergeComponents } from "./components.js";
import { hoist } from "./hoist.js";
import { equivalentPaths, mergeOperations } from "./operations.js";
import { originIn, type Part, toParts } from "./parts.js";
import { type Entry, type PathNote, pushDown } from "./push-down.js";
import { prefixNames } from "./prefix.js";
import { mergeInfo, mergeRest, mergeTags, richestFields } from "./root.js";

/**
 * Welds fragments into one document. The result depends on what they say, and neither on their
 * order nor on how they are split. Nothing is lost in silence: where fragments disagree, all of them
 * are kept, and the disagreement is reported with its places. Several APIs, and references that lead
 * to nothing, are errors.
 */
export function merge(fragments: readonly Fragment[], choice: MergeChoice = {}): Outcome<Spec> {
  const chosen = chooseApi(
    fragments.toSorted((a, b) => byCodeUnit(a.file, b.file)),
    choice,
  );
  const prefixed = prefixNames(chosen.fragments, choice.apis);
  const { parts, diagnostics } = toParts(prefixed.fragments);
  const components = mergeComponents(parts);
  const whole = { components: fromMaps(components.components) };
  const pushed = parts.map((part) => pushDown(part, "paths", components.renamedIn(part), parts));
  const received = parts.map((part) =>
    pushDown(part, "webhooks", components.renamedIn(part), parts),
  );
  const operations = mergeOperations(
    pushed.flatMap(({ entries }) => entries),
    whole,
  );
  const webhooks = mergeOperations(
    received.flatMap(({ entries }) => entries),
    whole,
  );
  const hoisted = hoist(operations.entries);
  const tags = mergeTags(parts);
  const { info, diagnostics: infoFindings } = mergeInfo(parts, titlesIn(choice));
  const paths = toPaths(
    hoisted.entries,
    pushed.flatMap(({ notes }) => notes),
  );
  const hooks = toPaths(
    webhooks.entries,
    received.flatMap(({ notes }) => notes),
  );
  const document = {
    ...mergeRest(parts),
    openapi: "3.1.0",
    info,
    ...(hoisted.servers && { servers: hoisted.servers }),
    ...(hoisted.security && { security: hoisted.security }),
    ...(tags.tags.length > 0 && { tags: tags.tags }),
    paths,
    ...(Object.keys(hooks).length > 0 && { webhooks: hooks }),
    ...(components.components.size > 0 && whole),
  };
  const origins = new Map<string, Origin>([
    ...rootOrigins(parts, document),
    ...tags.origins,
    ...pathOrigins(
      "paths",
      hoisted.entries,
      pushed.flatMap(({ notes }) => notes),
    ),
    ...pathOrigins(
      "webhooks",
      webhooks.entries,
      received.flatMap(({ notes }) => notes),
    ),
    ...components.origins,
  ]);
  return {
    value: {
      // The parts have the shapes of these types, and merging keeps them.
      document: ordered(document, "document") as Document,
      origins,
    },
    diagnostics: [
      ...chosen.diagnostics,
      ...prefixed.diagnostics,
      ...diagnostics,
      ...infoFindings,
      ...components.diagnostics,
      ...operations.diagnostics,
      ...webhooks.diagnostics,
      ...hoisted.diagnostics,
      ...equivalentPaths(operations.entries),
    ],
  };
}

function fromMaps(
  kinds: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...kinds].map(([kind, held]) => [kind, Object.fromEntries(held)]));
}

function toPaths(
  entries: readonly Entry[],
  notes: readonly PathNote[],
): Readonly<Record<string, PathItem>> {
  const operations = groupBy(entries, ({ path }) => path);
  const paths = [...groupBy(notes, ({ path }) => path)].toSorted(([a], [b]) => byCodeUnit(a, b));
  return Object.fromEntries(
    paths.map(([path, said]) => [
      path,
      {
        ...richestFields(
          said.map(({ note }) => note),
          () => true,
        ),
        ...Object.fromEntries(
          (operations.get(path) ?? []).map(({ method, operation }) => [method, operation]),
        ),
      },
    ]),
  );
}

function pathOrigins(
  at: "paths" | "webhooks",
  entries: readonly Entry[],
  notes: readonly PathNote[],
): Map<string, Origin> {
  const origins = new Map<string, Origin>();
  for (const { path, origin } of notes) {
    const pointer = pointerTo("", at, path);
    if (!origins.has(pointer)) origins.set(pointer, origin);
  }
  for (const { path, method, origin } of entries) {
    origins.set(pointerTo("", at, path, method), origin);
  }
  return origins;
}

/** The root stands for the first part; servers and security for the first part that has them. */
function rootOrigins(
  parts: readonly Part[],
  document: Pick<Document, "servers" | "security">,
): Map<string, Origin> {
  const origins = new Map<string, Origin>();
  const [first] = parts;
  if (first) origins.set("", originIn(first, ""));
  for (const field of ["servers", "security"] as const) {
    const part = parts.find((each) => each.document[field]);
    for (const [index] of (document[field] ?? []).entries()) {
      if (part)
        origins.set(pointerTo("", field, index), originIn(part, pointerTo("", field, index)));
    }
  }
  return origins;
}
