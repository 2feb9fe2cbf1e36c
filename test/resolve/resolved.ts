import type { Document, Schema, Spec } from "../../generator/openapi.js";
import { resolve } from "../../generator/resolve/resolve.js";

export type Schemas = Readonly<Record<string, Schema>>;

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** What `resolve` makes of components, in a document with these paths. */
export function resolved(
  schemas: Schemas,
  paths: Document["paths"] = {},
  enums?: "open" | "closed",
) {
  const spec: Spec = {
    document: {
      openapi: "3.1.0",
      info: { title: "Test", version: "1" },
      paths,
      components: { schemas },
    },
    origins: new Map([
      ["", { locate: (pointer) => ({ file: pointer, line: 1, column: 1 }), pointer: "" }],
    ]),
  };
  const { value, diagnostics } = resolve(spec, { enums });
  const { document } = value;
  return { document, schemas: document.components?.schemas ?? {}, diagnostics };
}

export const string = { type: "string" } as const;
export const integer = { type: "integer" } as const;
export const bare = { type: "object" } as const;
export const object = (properties: Schemas, required?: readonly string[]) => ({
  type: "object" as const,
  properties,
  ...(required && { required }),
});
