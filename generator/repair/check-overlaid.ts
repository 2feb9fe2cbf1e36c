import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import { placeOf, pointerTo } from "../diagnostics/origins.js";
import type { Document, Spec } from "../openapi.js";
import type { Shape } from "../structure.js";
import { upgradeSchemas } from "../upgrade-schemas.js";
import { elementOf, fieldsOf, mapChildren } from "../walk.js";

/**
 * Whether what the overlay has made is still an OpenAPI document, so that later stages can rely on
 * its shape: a value of another kind, and an object that lacks what makes it one, are errors at the
 * place in the overlay. `null` counts as absent, as it does in documents. Overlays are written for the
 * document as it was, so the keywords of OpenAPI 3.0 are turned into those of 3.1 here as well.
 */
export function checkOverlaid(spec: Spec): Outcome<Spec> {
  const diagnostics: Diagnostic[] = [];
  const check = (value: unknown, shape: Shape, pointer: string): unknown => {
    if (shape === "any") return value;
    if (value === null) return undefined;
    const fault = faultOf(value, shape) ?? (shape === "schema" ? outdatedIn(value) : undefined);
    if (fault !== undefined) {
      const { message, at = "" } = typeof fault === "string" ? { message: fault } : fault;
      diagnostics.push(
        diagnostic("overlay-conflict", `after the overlay, ${named(pointer)} ${message}`, {
          place: placeOf(spec.origins, pointer + at),
          hint: "Change the action that wrote this, or what it is applied to.",
        }),
      );
      return undefined;
    }
    return mapChildren(value, shape, (child, of, key) => check(child, of, pointerTo(pointer, key)));
  };
  const checked = check(spec.document, "document", "");
  if (diagnostics.length > 0) return { value: spec, diagnostics };
  // Every value was compared with the table that says what a document is.
  const document = upgradeSchemas(checked, "document") as Document;
  return { value: { ...spec, document }, diagnostics };
}

/** The way to a value: `paths → /orders/{id} → get → parameters`. */
function named(pointer: string): string {
  const keys = pointer.split("/").slice(1);
  if (keys.length === 0) return "the document";
  return keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~")).join(" → ");
}

/** What makes an object of the kind usable at all. */
const required: Readonly<Record<string, readonly string[]>> = {
  document: ["openapi", "info", "paths"],
  info: ["title", "version"],
  server: ["url"],
  tag: ["name"],
  parameter: ["name", "in"],
  discriminator: ["propertyName"],
};

function faultOf(value: unknown, shape: Shape): string | undefined {
  const element = elementOf(shape);
  if (element?.in === "list") return Array.isArray(value) ? undefined : "is no list";
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (element) return isObject ? undefined : "is no map";
  if (!fieldsOf(shape))
    return isScalar(value, shape) ? undefined : `is no ${words[shape] ?? shape}`;

  if (shape === "schema" && typeof value === "boolean") return undefined;
  if (!isObject) return "is no map";
  const object = new Map<string, unknown>(Object.entries(value));
  if (typeof object.get("$ref") === "string") return undefined;
  const lacking = required[shape]?.find((field) => (object.get(field) ?? null) === null);
  return lacking === undefined ? undefined : `has no "${lacking}"`;
}

/** Keywords of 3.0 whose meaning depends on what the document no longer says: it is 3.1 by now. */
function outdatedIn(value: unknown): { readonly message: string; readonly at: string } | undefined {
  const schema = new Map<string, unknown>(Object.entries(value ?? {}));
  for (const limit of ["minimum", "maximum"]) {
    const exclusive = limit === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
    const given = schema.get(exclusive);
    if (typeof given === "boolean" && typeof schema.get(limit) !== "number") {
      const message = `has ${exclusive}: ${given} and no "${limit}"; in OpenAPI 3.1 ${exclusive} is the limit itself, a number`;
      return { message, at: `/${exclusive}` };
    }
  }
  if (schema.get("nullable") !== false) return undefined;
  const held = ["type", "enum", "anyOf", "oneOf"].map((keyword) =>
    JSON.stringify(schema.get(keyword)),
  );
  return held.some((text) => text !== undefined && /\bnull\b/.test(text))
    ? {
        message: 'has nullable: false and allows null; remove "null" by an action of its own',
        at: "/nullable",
      }
    : undefined;
}

function isScalar(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case "limit":
      return typeof value === "number" || typeof value === "boolean";
    case "schemaType": {
      const types: readonly unknown[] = Array.isArray(value) ? value : [value];
      return types.every((type) => typeof type === "string" && schemaTypes.has(type));
    }
    default:
      return typeof value === shape;
  }
}

const words: Readonly<Record<string, string>> = {
  string: "text",
  boolean: "true or false",
  limit: "number",
  schemaType: "type of JSON Schema",
};

const schemaTypes = new Set(["null", "boolean", "object", "array", "number", "integer", "string"]);
