import type { Shape } from "../structure.js";
import { mapChildren } from "../walk.js";
import { isObject } from "./draft.js";

/** Writes a schema of Swagger 2.0 as one of OpenAPI 3.0, those inside it included. */
export function upgradeSchema(schema: unknown): unknown {
  return upgrade(schema, "schema");
}

function upgrade(value: unknown, shape: Shape): unknown {
  if (shape !== "schema" || !isObject(value)) return mapChildren(value, shape, upgrade);
  const { discriminator, "x-nullable": nullable, ...rest } = value;
  const schema = mapChildren(rest, "schema", upgrade);
  return {
    ...(isObject(schema) && schema),
    ...(nullable === true && { nullable }),
    ...(rest["type"] === "file" && { type: "string", format: "binary" }),
    ...(discriminator !== undefined && {
      discriminator:
        typeof discriminator === "string" ? { propertyName: discriminator } : discriminator,
    }),
  };
}
