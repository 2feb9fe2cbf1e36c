import { pointerTo } from "../diagnostics/origins.js";
import type { Document, Schema } from "../openapi.js";
import type { Shape } from "../structure.js";
import { elementOf, fieldOf } from "../walk.js";
import { mapSchemas, mapSubschemas } from "./map-schemas.js";

/**
 * Gives a component to every schema that a reference finds by its way through the document, such as
 * `#/components/schemas/Order/properties/lines/items`: afterwards a `$ref` of a schema names a
 * component. JSON Schema (core 8.2.3.1) lets a reference lead anywhere.
 */
export function nameReferences(document: Document): Document {
  const added = new Map<string, { readonly name: string; readonly schema: Schema }>();
  const taken = new Set(Object.keys(document.components?.schemas ?? {}));

  const component = (ref: string): string => {
    const target = follow(document, ref);
    if (!target) return ref;
    if (isComponent(`#${target.pointer}`)) return `#${target.pointer}`;
    const known = added.get(target.pointer);
    const name = known?.name ?? freeName(nameOf(target.pointer), taken);
    taken.add(name);
    if (!known) added.set(target.pointer, { name, schema: target.schema });
    return `#${pointerTo("/components/schemas", name)}`;
  };
  const rewrite = (schema: Schema): Schema => {
    if (typeof schema === "boolean") return schema;
    const inside = mapSubschemas(schema, rewrite, "");
    const { $ref } = inside;
    return $ref === undefined || isComponent($ref) ? inside : { ...inside, $ref: component($ref) };
  };

  const rewritten = mapSchemas(document, rewrite);
  if (added.size === 0) return rewritten;
  const schemas: Record<string, Schema> = { ...rewritten.components?.schemas };
  // What is found this way may hold such references itself: the map grows on the way.
  for (const { name, schema } of added.values()) schemas[name] = rewrite(schema);
  return { ...rewritten, components: { ...rewritten.components, schemas } };
}

/** Whether a reference is to a component, and to nothing inside it. */
function isComponent(ref: string): boolean {
  return /^#\/components\/schemas\/[^/]*$/.test(ref);
}

interface Target {
  readonly pointer: string;
  readonly schema: Schema;
}

/** The schema a reference leads to, references on the way and at its end followed. */
function follow(document: Document, ref: string): Target | undefined {
  let pointer = fragmentOf(ref);
  // A circle of references leads nowhere; no honest chain is as long.
  for (let steps = 0; pointer !== undefined && steps < 100; steps += 1) {
    const found = walk(document, pointer);
    if (found === undefined) return undefined;
    if ("schema" in found) return found;
    pointer = fragmentOf(found.ref);
  }
  return undefined;
}

/** Walks a pointer (RFC 6901), up to the first reference on its way. */
function walk(document: Document, pointer: string): Target | { readonly ref: string } | undefined {
  const segments = pointer.split("/").slice(1);
  let value: unknown = document;
  let shape: Shape = "document";
  for (const [index, segment] of segments.entries()) {
    const rest = segments.slice(index).join("/");
    if (isObject(value) && typeof value["$ref"] === "string") {
      return { ref: `${value["$ref"]}/${rest}` };
    }
    const key = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    // An own property of an object or an array, whatever it holds.
    value = (value as Readonly<Record<string, unknown>>)[key];
    shape = elementOf(shape)?.of ?? fieldOf(shape, key);
  }
  // What stands in an unknown place can be anything: nothing has been checked there.
  if (shape !== "schema") return { pointer, schema: true };
  if (typeof value === "boolean") return { pointer, schema: value };
  if (!isObject(value)) return undefined;
  const { $ref } = value;
  const isAlias = typeof $ref === "string" && Object.keys(value).length === 1;
  return isAlias && !isComponent(`#${pointer}`) ? { ref: $ref } : { pointer, schema: value };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fragmentOf(ref: string): string | undefined {
  if (!ref.startsWith("#/")) return undefined;
  try {
    return decodeURIComponent(ref.slice(1));
  } catch {
    return ref.slice(1);
  }
}

/** Words of a pointer that say what kind of thing comes next, not which. */
const structural = new Set(
  (
    "components schemas properties patternProperties content schema paths allOf oneOf anyOf " +
    "responses parameters requestBodies requestBody headers $defs definitions pathItems"
  ).split(" "),
);

/** `/components/schemas/Order/properties/lines/items` → `Order lines Item`. */
function nameOf(pointer: string): string {
  const segments = pointer.split("/").slice(1);
  const words = segments.flatMap((segment) => {
    const word = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    if (structural.has(word) || /^[\w.+-]+\/[\w.+*-]+$/.test(word)) return [];
    return word === "items" ? ["Item"] : [word];
  });
  return words.join(" ") || "Schema";
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let count = 2; ; count += 1) {
    if (!taken.has(`${name} ${count}`)) return `${name} ${count}`;
  }
}
