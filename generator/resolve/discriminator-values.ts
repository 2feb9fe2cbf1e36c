import { addTo } from "../group.js";
import type { Discriminator } from "../openapi.js";
import { referenceName, type Schemas } from "./flatten.js";
import { asObject } from "./keywords.js";

/** Component → the values that the mapping gives it. A bare word names a component. */
export function mappedValues(
  { mapping = {} }: Discriminator,
  schemas: Schemas,
): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [value, target] of Object.entries(mapping)) {
    const name = mappedComponent(target, schemas);
    if (name !== undefined) addTo(values, name, value);
  }
  return values;
}

/** The component that a value of a mapping names, as a reference or by its bare name. */
function mappedComponent(target: string, schemas: Schemas): string | undefined {
  if (Object.hasOwn(schemas, target)) return target;
  const name = referenceName({ $ref: target });
  return name !== undefined && Object.hasOwn(schemas, name) ? name : undefined;
}

/** What means a component without a mapping: its name, or what AutoRest's extension says instead. */
export function ownValue(name: string, schemas: Schemas): string {
  const schema = Object.hasOwn(schemas, name) ? asObject(schemas[name] ?? true) : {};
  const value = schema["x-ms-discriminator-value"];
  return typeof value === "string" ? value : name;
}
