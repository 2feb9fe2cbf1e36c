import { type Fields, type Shape, structure } from "./structure.js";

/** What a list or map of this shape holds, or undefined where it is neither. */
export function elementOf(shape: Shape): Element | undefined {
  return elements.get(shape);
}

interface Element {
  readonly in: "list" | "map";
  readonly of: Shape;
}

/** Taken apart once: documents are walked by the million of values. */
const elements = new Map<string, Element>();
for (const fields of Object.values(structure)) {
  for (const shape of Object.values(fields)) addElements(shape);
}

function addElements(shape: Shape): void {
  const first = shape[0];
  if (first !== "[" && first !== "{") return;
  // Shapes are nested by their brackets; the type can't say that what is inside is again one.
  const of = shape.slice(1, -1) as Shape;
  elements.set(shape, { in: first === "[" ? "list" : "map", of });
  addElements(of);
}

/** The shape of a field, `any` where the table doesn't know it. */
export function fieldOf(kind: Shape, field: string): Shape {
  const fields = fieldsOf(kind);
  if (fields && Object.hasOwn(fields, field)) return fields[field] ?? "any";
  return kind === "callback" && !field.startsWith("x-") ? "pathItem" : "any";
}

/** The fields of an object kind; undefined for scalars, lists and maps. */
export function fieldsOf(shape: Shape): Fields | undefined {
  return kinds.get(shape);
}

const kinds: ReadonlyMap<string, Fields> = new Map(Object.entries(structure));

/**
 * Gives a value with each of its direct children replaced by what `change` gives; a child for which
 * that is undefined is left out. Children are the elements of a list or map and the fields of an
 * object, those unknown to the table included (with the shape `any`). Where nothing is replaced it
 * is the value itself: most of a document stays as it is, stage after stage.
 */
export function mapChildren(value: unknown, shape: Shape, change: Change): unknown {
  if (typeof value !== "object" || value === null) return value;
  const element = elementOf(shape);
  if (Array.isArray(value)) {
    return element?.in === "list" ? mapElements(value, element.of, change) : value;
  }
  const fields = fieldsOf(shape);
  if (element?.in === "list" || (!element && !fields)) return value;
  return mapMembers(value, (key) => (element ? element.of : fieldOf(shape, key)), change);
}

type Change = (child: unknown, shape: Shape, key: string) => unknown;

function mapElements(list: readonly unknown[], of: Shape, change: Change): readonly unknown[] {
  const changed = list.map((child, index) => change(child, of, String(index)));
  const isSame = changed.every((child, index) => child === list[index] && child !== undefined);
  return isSame ? list : changed.filter((child) => child !== undefined);
}

/** A list of entries is only made where something changes: documents have millions of members. */
function mapMembers(value: object, shapeOf: (key: string) => Shape, change: Change): unknown {
  // The members are its own, whatever they hold.
  const object = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(object);
  let entries: [string, unknown][] | undefined;
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? "";
    const child = object[key];
    const changed = change(child, shapeOf(key), key);
    if (entries === undefined) {
      if (changed === child && changed !== undefined) continue;
      entries = keys.slice(0, index).map((before) => [before, object[before]]);
    }
    if (changed !== undefined) entries.push([key, changed]);
  }
  return entries === undefined ? value : Object.fromEntries(entries);
}

/**
 * The same mapping, done once for each object: components that pages repeat are one value in all of
 * their documents. By an alias of YAML, one may stand where another shape is wanted, too.
 */
export function once(
  map: (value: unknown, shape: Shape) => unknown,
): (value: unknown, shape: Shape) => unknown {
  const known = new WeakMap<object, { readonly shape: Shape; readonly mapped: unknown }>();
  return (value, shape) => {
    if (typeof value !== "object" || value === null) return map(value, shape);
    const before = known.get(value);
    if (before?.shape === shape) return before.mapped;
    const mapped = map(value, shape);
    known.set(value, { shape, mapped });
    return mapped;
  };
}
