import { basename } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { type Locate, placeOf } from "../diagnostics/origins.js";
import type { Document, Fragment } from "../openapi.js";
import { upgradeSchemas } from "../upgrade-schemas.js";
import {
  type Draft,
  entriesOf,
  isObject,
  type JsonObject,
  moved,
  report,
  type Source,
} from "./draft.js";
import { checkShape } from "./shape.js";
import { upgradeSwagger } from "./upgrade-2.0.js";

/** Whether a parsed value is an OpenAPI document, of whatever version. */
export function isDocument(value: unknown): value is JsonObject {
  return isObject(value) && (value["openapi"] !== undefined || value["swagger"] !== undefined);
}

/** What a document without moved values starts from. */
export function originsFrom(locate: Locate): Draft["origins"] {
  return new Map([["", { locate, pointer: "" }]]);
}

/**
 * Turns a document of OpenAPI 2.0 to 3.2 into the 3.1 model with the shapes of `openapi.ts`.
 * Without a fragment where nothing sensible remains; the diagnostics say why.
 */
export function toFragment(source: Source): {
  readonly fragment?: Fragment;
  readonly diagnostics: readonly Diagnostic[];
} {
  const draft: Draft = { file: source.file, origins: new Map(source.origins), diagnostics: [] };
  const { diagnostics } = draft;
  const value = toThreePointOne(source.value, draft);
  if (!value) return { diagnostics };
  const checked = checkShape(value, "document", "", draft);
  if (!isObject(checked)) return { diagnostics };
  // What was no object has been left out.
  const whole = { ...checked, paths: checked["paths"] ?? {} };
  const upgraded = upgradeSchemas(withoutEmptyParts(whole), "document");
  // checkShape has just checked every field against the same structure the types describe.
  const document = upgraded as Document;
  if (isEmpty(document)) {
    report(
      draft,
      "empty-document",
      "",
      "The document describes neither an operation nor a component.",
      "Mintlify prints webhooks this way. Remove the page from specs/, or add the missing part to it.",
    );
  }
  return { fragment: { file: source.file, document, locate: locateIn(draft) }, diagnostics };
}

/** The document in the form of 3.0 or 3.1, whose schemas are still to be upgraded. */
function toThreePointOne(value: JsonObject, draft: Draft): JsonObject | undefined {
  const { paths } = value;
  if (isObject(paths) && typeof paths["path"] === "string" && !isObject(paths["method"])) {
    report(
      draft,
      "not-openapi",
      "/paths",
      "This is the private format of older Mintlify pages and not OpenAPI, although it says so.",
      "Save the API's OpenAPI file in specs/ instead of the page, or the page as newer Mintlify prints it.",
    );
    return undefined;
  }
  const version = versionOf(value);
  if (version === undefined) {
    const [field, given] =
      value["swagger"] === undefined
        ? ["openapi", value["openapi"]]
        : ["swagger", value["swagger"]];
    report(
      draft,
      "unsupported-version",
      `/${field}`,
      `${field}: ${JSON.stringify(given)} is no version of OpenAPI that is understood.`,
      "Understood are swagger: 2.0 and openapi: 3.0 to 3.2.",
    );
    return undefined;
  }
  const document = version === "2.0" ? upgradeSwagger(value, draft) : withWebhooks(value, draft);
  return {
    ...document,
    openapi: version.startsWith("3.1") ? version : "3.1.0",
    info: infoOf(document["info"], draft),
    paths: document["paths"] ?? {},
  };
}

/** Before 3.1 had `webhooks`, documents called the same `x-webhooks`. */
function withWebhooks(value: JsonObject, draft: Draft): JsonObject {
  const { "x-webhooks": extension, ...rest } = value;
  if (!isObject(extension) || value["webhooks"] !== undefined) return value;
  moved(draft, "/webhooks", "/x-webhooks");
  return { ...rest, webhooks: extension };
}

function versionOf(value: JsonObject): string | undefined {
  if (value["swagger"] !== undefined) {
    return /^2(?:\.0)?$/.test(String(value["swagger"])) ? "2.0" : undefined;
  }
  const version = String(value["openapi"]);
  return /^3(?:\.[012](?:\.\d+)?(?:-[\w.]+)?)?$/.test(version) ? version : undefined;
}

function infoOf(info: unknown, draft: Draft): JsonObject {
  const given = isObject(info) ? info : {};
  if (String(given["version"]).startsWith("endpoint_")) {
    report(
      draft,
      "repaired-shape",
      "/info",
      "The title and version are those of one endpoint and not of the API, so they are left out.",
      "Older Fern pages have them. Give the client its name in client.yaml: package: { name: … }",
    );
    return { ...given, title: "", version: "" };
  }
  const title = scalarOf(given["title"]) ?? basename(draft.file).replace(/\.[^.]*$/, "");
  if (title !== given["title"]) {
    report(
      draft,
      "repaired-shape",
      "/info",
      `The document has no title; it is taken as "${String(title)}".`,
    );
  }
  return { ...given, title, version: scalarOf(given["version"]) ?? "" };
}

/** What can be read as text; a list or an object is none. */
function scalarOf(value: unknown): unknown {
  return typeof value === "object" ? undefined : value;
}

/** Component kinds and the like that hold nothing say nothing. */
function withoutEmptyParts(document: JsonObject): JsonObject {
  const components = entriesOf(document["components"]).filter(
    ([, kind]) => !isObject(kind) || Object.keys(kind).length > 0,
  );
  const { components: _, ...rest } = document;
  return components.length > 0 ? { ...rest, components: Object.fromEntries(components) } : rest;
}

function isEmpty(document: Document): boolean {
  const parts = [document.paths, document.webhooks ?? {}, document.components ?? {}];
  return parts.every((part) => Object.keys(part).length === 0);
}

function locateIn(draft: Draft): Locate {
  const { origins, file } = draft;
  return (pointer) => placeOf(origins, pointer) ?? { file, line: 1, column: 1 };
}
