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
export function mapChildren(
  value: unknown,
  shape: Shape,
  change: (child: unknown, shape: Shape, key: string) => unknown,
): unknown {
  if (typeof value !== "object" || value === null) return value;
  const element = elementOf(shape);
  if (Array.isArray(value)) {
    if (element?.in !== "list") return value;
    const changed = value.map((child, index) => change(child, element.of, String(index)));
    if (changed.every((child, index) => child === value[index] && child !== undefined)) {
      return value;
    }
    return changed.filter((child) => child !== undefined);
  }
  const fields = fieldsOf(shape);
  if (element?.in === "list" || (!element && !fields)) return value;
  const before = Object.entries(value);
  let entries: [string, unknown][] | undefined;
  for (const [index, [key, child]] of before.entries()) {
    const changed = change(child, element ? element.of : fieldOf(shape, key), key);
    if (entries === undefined && changed === child && changed !== undefined) continue;
    entries ??= before.slice(0, index);
    if (changed !== undefined) entries.push([key, changed]);
  }
  return entries === undefined ? value : Object.fromEntries(entries);
}
