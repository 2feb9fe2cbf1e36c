import { addTo } from "../group.js";
import { pointerTo } from "../diagnostics/origins.js";
import { withFields } from "../map-values.js";
import type { Document, ResolvedSchemaObject, Schema, SchemaObject } from "../openapi.js";
import { referenceName, type Schemas } from "./flatten.js";
import { asObject } from "./keywords.js";
import { mapResolvedSubschemas, mapSchemas } from "./map-schemas.js";

/**
 * Gives requests and responses the view of each schema that is theirs: `readOnly` properties are not
 * sent, `writeOnly` ones not received (OpenAPI 3.1, 4.8.24.4). A component that both use and that
 * reads differently becomes two: `User`, and `UserWritable` for requests.
 *
 * @param enums `open`: what is received may have values that the document does not list
 */
export function separateViews(document: Document, enums: EnumSetting): Document {
  const schemas = document.components?.schemas ?? {};
  const isHidden = hiddenProperties(schemas);
  const differs = {
    read: componentsThatDiffer(schemas, (schema) => changesView(schema, "read", isHidden, enums)),
    write: componentsThatDiffer(schemas, (schema) => changesView(schema, "write", isHidden, enums)),
  };
  const views: Views = { isHidden, enums, writable: new Map() };
  const used = componentsInUse(document, schemas, isHidden);
  const taken = new Set(Object.keys(schemas));
  for (const name of Object.keys(schemas)) {
    if (!used.read.has(name) || !used.write.has(name)) continue;
    if (differs.read.has(name) || differs.write.has(name)) {
      views.writable.set(name, claim(`${name}Writable`, taken));
    }
  }
  const mapped = mapSchemasByUse(document, (schema, use) => viewOf(schema, use, views));
  const entries = Object.entries(schemas).flatMap(([name, schema]): [string, Schema][] => {
    const writable = views.writable.get(name);
    const onlyWritten = used.write.has(name) && !used.read.has(name);
    const own = viewOf(schema, onlyWritten ? "write" : "read", views);
    return [
      [name, own],
      ...(writable === undefined
        ? []
        : [[writable, viewOf(schema, "write", views)] satisfies [string, Schema]]),
    ];
  });
  return { ...mapped, components: { ...mapped.components, schemas: Object.fromEntries(entries) } };
}

/** Whether the values of a schema come from the server or go there. */
type Use = "read" | "write";

/** Whether received values may be others than the listed ones. */
export type EnumSetting = "open" | "closed";

/** Whether a property's schema keeps the property out of a view. */
type IsHidden = (property: Schema, use: Use) => boolean;

interface Views {
  readonly isHidden: IsHidden;
  readonly enums: EnumSetting;
  /** Component → the name of its view for requests, where it has two. */
  readonly writable: Map<string, string>;
}

/** A property is hidden by what stands beside it, or by the component that it names. */
function hiddenProperties(schemas: Schemas): IsHidden {
  return (property, use) => {
    const keyword = use === "read" ? "writeOnly" : "readOnly";
    const schema = asObject(property);
    const name = referenceName(schema);
    const target = name !== undefined && Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    return schema[keyword] === true || asObject(target ?? true)[keyword] === true;
  };
}

/** Whether the schema itself, its parts apart, reads differently in a view. */
function changesView(
  schema: ResolvedSchemaObject,
  use: Use,
  isHidden: IsHidden,
  enums: EnumSetting,
): boolean {
  if (use === "read" && enums === "open" && schema.enum) return true;
  return Object.values(schema.properties ?? {}).some((property) => isHidden(property, use));
}

/** The components that a test finds true for themselves or for anything that they name. */
function componentsThatDiffer(
  schemas: Schemas,
  test: (schema: ResolvedSchemaObject) => boolean,
): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const found = new Set<string>();
  for (const [name, schema] of Object.entries(schemas)) {
    visitInside(schema, (inner) => {
      if (test(inner)) found.add(name);
      const target = referenceName(inner);
      if (target !== undefined) addTo(users, target, name);
    });
  }
  const pending = [...found];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const user of users.get(next) ?? []) {
      if (!found.has(user)) pending.push(user);
      found.add(user);
    }
  }
  return found;
}

/** The components that responses and requests reach, hidden properties left aside. */
function componentsInUse(
  document: Document,
  schemas: Schemas,
  isHidden: IsHidden,
): Readonly<Record<Use, ReadonlySet<string>>> {
  const used = { read: new Set<string>(), write: new Set<string>() };
  const pending: { readonly schema: Schema; readonly use: Use }[] = [];
  mapSchemasByUse(document, (schema, use) => {
    pending.push({ schema, use });
    return schema;
  });
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { use } = next;
    visitInside(
      next.schema,
      (inner) => {
        const name = referenceName(inner);
        if (name === undefined || used[use].has(name) || !Object.hasOwn(schemas, name)) return;
        used[use].add(name);
        pending.push({ schema: schemas[name] ?? true, use });
      },
      (property) => isHidden(property, use),
    );
  }
  return used;
}

/** Calls `visit` for a schema and all inside it, properties that are hidden left out. */
function visitInside(
  schema: Schema,
  visit: (schema: ResolvedSchemaObject) => void,
  isHidden: (property: Schema) => boolean = () => false,
): void {
  if (typeof schema === "boolean") return;
  visit(schema);
  mapResolvedSubschemas(withoutHidden(schema, isHidden), (inner) => {
    visitInside(inner, visit, isHidden);
    return inner;
  });
}

function viewOf(schema: Schema, use: Use, views: Views): Schema {
  if (typeof schema === "boolean") return schema;
  const shown = withoutHidden(schema, (property) => views.isHidden(property, use));
  const inside = mapResolvedSubschemas(shown, (inner) => viewOf(inner, use, views));
  const name = referenceName(inside);
  const writable = use === "write" && name !== undefined ? views.writable.get(name) : undefined;
  const isOpenEnum = use === "read" && views.enums === "open" && inside.enum !== undefined;
  return withFields<ResolvedSchemaObject>(inside, {
    ...(writable !== undefined && { $ref: pointerTo("#/components/schemas", writable) }),
    ...(isOpenEnum && { "x-open-enum": true }),
  });
}

/** An object schema without some properties; a type parameter is never taken away. */
function withoutHidden(
  schema: ResolvedSchemaObject,
  isHidden: (property: Schema) => boolean,
): SchemaObject {
  const { properties = {} } = schema;
  const hidden = new Set<string>();
  for (const name of Object.keys(properties)) {
    const property = properties[name] ?? true;
    if (isHidden(property) && !isMarker(property)) hidden.add(name);
  }
  if (hidden.size === 0) return schema;
  const { required, ...rest } = schema;
  const stillRequired = required?.filter((name) => !hidden.has(name)) ?? [];
  return {
    ...rest,
    properties: Object.fromEntries(
      Object.entries(properties).filter(([name]) => !hidden.has(name)),
    ),
    ...(stillRequired.length > 0 && { required: stillRequired }),
  };
}

function isMarker(schema: ResolvedSchemaObject | boolean): boolean {
  return typeof schema === "object" && schema["x-type-parameter"] !== undefined;
}

/** `mapSchemas` for what requests and responses hold, told which; components are left as they are. */
function mapSchemasByUse(document: Document, map: (schema: Schema, use: Use) => Schema): Document {
  return mapSchemas(document, (schema, pointer) => {
    const use = useOf(pointer);
    return use === undefined ? schema : map(schema, use);
  });
}

function useOf(pointer: string): Use | undefined {
  const [, root, kind, ...rest] = pointer.split("/");
  const isCallback = root === "components" && kind === "callbacks";
  if (root === "components" && kind !== "pathItems" && !isCallback) {
    if (kind === "schemas") return undefined;
    return kind === "responses" || kind === "headers" ? "read" : "write";
  }
  // From the method on, or from `parameters`.
  let inItem = rest.slice(root !== "components" ? 0 : isCallback ? 2 : 1);
  let isReceived = root === "webhooks" || isCallback;
  while (inItem[1] === "callbacks") {
    inItem = inItem.slice(4);
    isReceived = true;
  }
  // Webhooks and callbacks are called by the server: what they send is received here.
  return (inItem[1] === "responses") === isReceived ? "write" : "read";
}

function claim(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`;
  taken.add(free);
  return free;
}
