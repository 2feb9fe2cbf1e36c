import { addTo } from "../group.js";
import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf, pointerTo } from "../diagnostics/origins.js";
import type { Document, Spec } from "../openapi.js";
import { isTypePlace, type NamesFile, type ProjectSettings, type Settings } from "../settings.js";
import type { Api, Operation, OperationGroup } from "./api.js";
import { settleBinary } from "./binary.js";
import { nameEnums, withEnums } from "./enums.js";
import { nameInlineTypes } from "./inline-types.js";
import { int64AsStrings } from "./int64.js";
import { liftWebhooks } from "./lift-webhooks.js";
import { kebabCase, newScope } from "./names.js";
import { nameOperations } from "./operation-names.js";
import { findOperations, modelOperation, type FoundOperation } from "./operations.js";
import { modelPackage, titleOf } from "./package.js";
import { unusedPagination } from "./pagination.js";
import { reservedFiles, reservedFunctions, reservedTypes } from "./reserved.js";
import { modelSchemes, requiredByAll } from "./security.js";
import { withTokenFunctions } from "./token-functions.js";
import { modelServerFunctions } from "./server-functions.js";
import { clientServers, modelServers } from "./servers.js";
import { modelTypes, nameComponents } from "./types.js";
import { nothingToFail, nothingToUnwrap } from "./unwrap.js";
import { modelWebhooks } from "./webhooks.js";

/** Turns a resolved document into the client to be written: names, groups, types, operations. */
export function model(
  spec: Spec,
  { settings, names: pinned }: Pick<ProjectSettings, "settings" | "names">,
): Outcome<Api> {
  const given = withSettledTypes(spec.document, settings);
  const names = nameOperations(findOperations(given), pinned.pins);
  const lifted = liftWebhooks(given, names);
  const { names: components, scope } = nameComponents(lifted, [...names.values()]);
  const inline = nameInlineTypes(lifted, { operations: names, components }, scope, pinned);
  const { document } = inline;
  const found = findOperations(document);
  const types = modelTypes(document, components, inline.places);
  const schemes = modelSchemes(document);
  const servers = clientServers(document);
  const idempotencyHeader = settings.idempotency?.header;
  const context = {
    document,
    schemes,
    servers,
    scope,
    functions: newScope([...reservedFunctions, ...names.values()]),
    ...(settings.envelope && { envelope: settings.envelope }),
    ...(idempotencyHeader !== undefined && { idempotencyHeader }),
    ...(settings.pagination !== undefined && { pagination: settings.pagination }),
  };
  const modelled = found.map((operation) => ({
    found: operation,
    operation: modelOperation(operation, names.get(operation.key) ?? "", context),
  }));
  const hooks = modelWebhooks(document, settings.webhooks, scope);
  const enums = nameEnums(
    types,
    modelled.map(({ operation }) => operation),
  );
  const operations = modelled.map((each) => ({
    ...each,
    operation: withEnums(each.operation, enums),
  }));
  const all = operations.map(({ operation }) => operation);
  const exported = [
    ...all,
    ...all.flatMap(({ streamed }) => streamed ?? []),
    ...[...enums.values()].flat(),
  ].map(({ name }) => name);
  const serverFunctions = modelServerFunctions(document, scope, exported);
  const api: Api = {
    package: modelPackage(document, settings.package),
    title: titleOf(document),
    version: document.info.version,
    ...(document.info.description !== undefined && { description: document.info.description }),
    servers,
    serverFunctions,
    schemes: withTokenFunctions(document, schemes, [
      ...exported,
      ...serverFunctions.map(({ name }) => name),
    ]),
    requiredSchemes: requiredByAll(all.map(({ security }) => security)),
    ...(settings.envelope?.failure && { failure: settings.envelope.failure }),
    types: types.map((type) => withEnums(type, enums)),
    groups: modelGroups(document, operations),
    ...(hooks.webhooks && { webhooks: hooks.webhooks }),
  };
  return {
    value: api,
    diagnostics: [
      ...reservedPins(pinned),
      ...pinsWithoutOperation(names, pinned),
      ...inline.diagnostics,
      ...unusableServers(spec),
      ...nothingToUnwrap(all, settings.envelope?.unwrap),
      ...nothingToFail(all, settings.envelope?.failure),
      ...unusedPagination(all, settings.pagination),
      ...hooks.diagnostics,
    ],
  };
}

/** What TypeScript makes of strings and numbers depends on where they are sent, and on settings. */
function withSettledTypes(document: Document, { types }: Settings): Document {
  const settled = settleBinary(document);
  return types?.int64 === "string" ? int64AsStrings(settled, "document") : settled;
}

interface ModelledOperation {
  readonly found: FoundOperation;
  readonly operation: Operation;
}

/** Operations by their first tag, in the order of the document's tags; those without come last. */
function modelGroups(
  document: Document,
  operations: readonly ModelledOperation[],
): readonly OperationGroup[] {
  const byTag = new Map<string | undefined, Operation[]>();
  for (const { name } of document.tags ?? []) byTag.set(name, []);
  for (const { found, operation } of operations) {
    const tag = found.operation.tags?.[0];
    addTo(byTag, tag, operation);
  }
  const untagged = byTag.get(undefined) ?? [];
  byTag.delete(undefined);
  const scope = newScope(reservedFiles);
  const groups = [...byTag].filter(([, inGroup]) => inGroup.length > 0);
  const described = new Map(
    (document.tags ?? []).map(({ name, description }) => [name, description]),
  );
  return [
    ...groups.map(([tag = "", inGroup]) => {
      const description = described.get(tag);
      const file = kebabCase(tag);
      return {
        tag,
        ...(description !== undefined && { description }),
        file: scope.take(file, file === "" ? "operations" : `${file}-operations`),
        operations: inGroup,
      };
    }),
    ...(untagged.length > 0
      ? [{ file: scope.take("operations", "other-operations"), operations: untagged }]
      : []),
  ];
}

function reservedPins({ pins, locate }: NamesFile): readonly Diagnostic[] {
  const reserved = new Set<string>([...reservedFunctions, ...reservedTypes]);
  return [...pins]
    .filter(([, name]) => reserved.has(name))
    .map(([key, name]) =>
      diagnostic("reserved-pinned-name", `"${name}" is a name that the client itself has`, {
        place: locate(pointerTo("", key)),
        hint: `Give ${key} another name.`,
      }),
    );
}

function pinsWithoutOperation(
  names: ReadonlyMap<string, string>,
  { pins, locate }: NamesFile,
): readonly Diagnostic[] {
  return [...pins.keys()]
    .filter((key) => !names.has(key) && !isTypePlace(key))
    .map((key) =>
      diagnostic("pinned-operation-gone", `"${key}" is pinned, but no document has it any more`, {
        place: locate(pointerTo("", key)),
        hint: "If it was renamed, give its key the new path, so that the function keeps its name; else delete the line.",
      }),
    );
}

function unusableServers({ document, origins }: Spec): readonly Diagnostic[] {
  // That there is none at all, `repair` has told.
  const servers = document.servers ?? [];
  if (modelServers(servers).length === 0) return [];
  return servers.flatMap((server, index) => {
    // Where variables lack their values, `repair` has told it.
    if (server.url.includes("{") || modelServers([server]).length > 0) return [];
    return [
      diagnostic("server-needs-url", `the server "${server.url}" has no host`, {
        place: placeOf(origins, `/servers/${index}`),
        hint: "Users of the client have to give a URL. Give the server a full one in the source or with an overlay to let them choose it by name.",
      }),
    ];
  });
}
