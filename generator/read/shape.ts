import { pointerTo } from "../diagnostics/origins.js";
import type { Shape } from "../structure.js";
import { elementOf, fieldOf, fieldsOf } from "../walk.js";
import { type Draft, isObject, type JsonObject, moved, report } from "./draft.js";
import { tellMisspelt } from "./misspelt-field.js";
import { repairKey, repairObject, repairType } from "./shape-repairs.js";

/**
 * Gives a value the shape the later stages rely on: what is plainly meant is repaired, the rest is
 * dropped, each with a warning. Undefined where nothing is left. `null` counts as absent, and
 * extensions are free to have any shape. Recursive: the text's depth is bounded before.
 */
export function checkShape(value: unknown, shape: Shape, pointer: string, draft: Draft): unknown {
  if (shape === "any") return value;
  if (value === null || value === undefined) return undefined;
  const element = elementOf(shape);
  if (element?.in === "list") return checkList(value, element.of, pointer, draft);
  if (element) return checkMap(value, element.of, pointer, draft);
  if (fieldsOf(shape)) return checkObject(value, shape, pointer, draft);
  return checkScalar(value, shape, pointer, draft);
}

function checkList(value: unknown, of: Shape, pointer: string, draft: Draft): unknown {
  if (!Array.isArray(value)) {
    const single = typeof value !== "object" || elementOf(of) ? value : undefined;
    const repaired =
      single === undefined || typeof single === "boolean"
        ? undefined
        : checkShape(single, of, pointer, draft);
    if (repaired === undefined) return dropped(draft, pointer, value, "a list");
    report(
      draft,
      "repaired-shape",
      pointer,
      `${nameOf(pointer)} must be a list; it is taken as a list of one.`,
    );
    return [repaired];
  }
  const nested = of !== "any" && !elementOf(of) && value.some(Array.isArray);
  if (nested) {
    report(
      draft,
      "repaired-shape",
      pointer,
      `${nameOf(pointer)} is a list of lists; it is taken as one list.`,
    );
  }
  const elements: readonly unknown[] = nested ? value.flat(1) : value;
  const kept: unknown[] = [];
  for (const [index, child] of elements.entries()) {
    const at = pointerTo(pointer, index);
    const checked = checkShape(child, of, at, draft);
    if (checked === undefined || (of === "{[string]}" && isEmptied(child, checked))) continue;
    if (kept.length !== index) moved(draft, pointerTo(pointer, kept.length), at);
    kept.push(checked);
  }
  // An empty list of requirements would say that nothing is required, which nobody has said.
  return of === "{[string]}" && kept.length === 0 && elements.length > 0 ? undefined : kept;
}

/** Whether all that a map held were extensions. */
function isEmptied(given: unknown, checked: unknown): boolean {
  const sizeOf = (value: unknown) => (isObject(value) ? Object.keys(value).length : 0);
  return sizeOf(given) > 0 && sizeOf(checked) === 0;
}

function checkMap(value: unknown, of: Shape, pointer: string, draft: Draft): unknown {
  // PHP prints an empty map as an empty list.
  if (Array.isArray(value) && value.length === 0) return {};
  if (!isObject(value)) return dropped(draft, pointer, value, "an object");
  const entries = new Map<string, unknown>();
  const check = /^\/components\/\w+$/.test(pointer) ? checkOnce : checkShape;
  for (const [key, child] of Object.entries(value)) {
    const at = pointerTo(pointer, key);
    if (isReserved(key, at, draft)) continue;
    const name = repairKey(key, child, of, at, draft);
    if (name === undefined) continue;
    const checked = check(child, of, at, draft) ?? (of === "schema" ? {} : undefined);
    if (checked === undefined) continue;
    const to = pointerTo(pointer, name);
    if (name !== key && !Object.hasOwn(value, name) && !entries.has(name)) moved(draft, to, at);
    entries.set(
      name,
      entries.has(name) ? united(entries.get(name), checked, at, to, draft) : checked,
    );
  }
  return Object.fromEntries(entries);
}

/** A component that pages repeat is one value in all of them, and is checked once if it is in order. */
function checkOnce(value: unknown, of: Shape, pointer: string, draft: Draft): unknown {
  if (!isObject(value)) return checkShape(value, of, pointer, draft);
  const before = inOrder.get(value);
  if (before?.of === of) return before.checked;
  const { diagnostics, origins } = draft;
  const [found, placed] = [diagnostics.length, origins.size];
  const checked = checkShape(value, of, pointer, draft);
  if (diagnostics.length === found && origins.size === placed) inOrder.set(value, { of, checked });
  return checked;
}

const inOrder = new WeakMap<object, { readonly of: Shape; readonly checked: unknown }>();

/** Two members that a repair has given one name: the fields of both, those of the first first. */
function united(first: unknown, second: unknown, at: string, to: string, draft: Draft): unknown {
  if (!isObject(first) || !isObject(second)) return first;
  const added = Object.entries(second).filter(([field, value]) => {
    if (!Object.hasOwn(first, field)) return true;
    if (JSON.stringify(first[field]) !== JSON.stringify(value)) {
      const message = `${nameOf(to)} stands here twice; "${field}" of this one is left out.`;
      report(draft, "dropped-shape", pointerTo(at, field), message);
    }
    return false;
  });
  for (const [field] of added) moved(draft, pointerTo(to, field), pointerTo(at, field));
  return { ...first, ...Object.fromEntries(added) };
}

function checkObject(value: unknown, kind: Shape, pointer: string, draft: Draft): unknown {
  if (kind === "schema" && typeof value === "boolean") return value;
  const object = repairObject(value, kind, pointer, draft);
  if (object === undefined) return undefined;
  if (!isObject(object)) return dropped(draft, pointer, value, "an object");
  const entries: [string, unknown][] = [];
  let isSame = true;
  for (const [field, child] of Object.entries(object)) {
    const at = pointerTo(pointer, field);
    if (isReserved(field, at, draft)) continue;
    tellMisspelt(field, object, kind, at, draft);
    const checked = checkShape(child, fieldOf(kind, field), at, draft);
    isSame &&= checked === child;
    if (checked !== undefined) entries.push([field, checked]);
  }
  const isAll = isSame && entries.length === Object.keys(object).length;
  const checked: JsonObject = isAll ? object : Object.fromEntries(entries);
  // Servers, tags and discriminators are never elsewhere, whatever a document says.
  const isElsewhere = typeof checked["$ref"] === "string" && fieldOf(kind, "$ref") === "string";
  const missing = isElsewhere ? [] : (required[kind] ?? []);
  const lacking = missing.find((field) => checked[field] === undefined);
  if (lacking === undefined) return checked;
  report(
    draft,
    "dropped-shape",
    pointer,
    `${nameOf(pointer)} has no "${lacking}", so it is left out.`,
  );
  return undefined;
}

/** A name that is safe to keep only as long as nobody ever assigns it; no API has it. */
function isReserved(name: string, pointer: string, draft: Draft): boolean {
  if (name !== "__proto__") return false;
  report(
    draft,
    "dropped-shape",
    pointer,
    'JavaScript keeps the name "__proto__" for itself, so it is left out.',
  );
  return true;
}

const required: Readonly<Record<string, readonly string[]>> = {
  server: ["url"],
  tag: ["name"],
  parameter: ["name", "in"],
  discriminator: ["propertyName"],
};

function checkScalar(value: unknown, shape: Shape, pointer: string, draft: Draft): unknown {
  if (shape === "schemaType") return repairType(value, pointer, draft);
  if (typeof value === shape) return value;
  if (shape === "limit" && (typeof value === "number" || typeof value === "boolean")) return value;
  if (shape === "string" && (typeof value === "number" || typeof value === "boolean")) {
    return String(value);
  }
  if (shape === "boolean" && (value === "true" || value === "false")) {
    report(
      draft,
      "repaired-shape",
      pointer,
      `${nameOf(pointer)} is the text "${value}"; it is taken as ${value}.`,
    );
    return value === "true";
  }
  if (shape !== "string" && typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) {
    report(
      draft,
      "repaired-shape",
      pointer,
      `${nameOf(pointer)} is the text "${value}"; it is taken as a number.`,
    );
    return Number(value);
  }
  return dropped(draft, pointer, value, wanted[shape] ?? "something else");
}

const wanted: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  limit: "a number",
  boolean: "true or false",
};

function dropped(draft: Draft, pointer: string, value: unknown, expected: string): undefined {
  const got = Array.isArray(value)
    ? "a list"
    : isObject(value)
      ? "an object"
      : JSON.stringify(value);
  report(
    draft,
    "dropped-shape",
    pointer,
    `${nameOf(pointer)} must be ${expected} and is ${got?.slice(0, 60)}, so it is left out.`,
  );
  return undefined;
}

function nameOf(pointer: string): string {
  const token = pointer
    .slice(pointer.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  return pointer === "" ? "The document" : `"${token}"`;
}
