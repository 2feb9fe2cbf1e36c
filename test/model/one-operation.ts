import { model } from "../../generator/model/model.js";
import type { Components, Operation, Schema } from "../../generator/openapi.js";

interface Given {
  readonly operation: Operation;
  readonly method?: "post" | "head";
  readonly schemas?: Readonly<Record<string, Schema>>;
  readonly components?: Components;
  readonly unwrap?: string;
  readonly failure?: Readonly<Record<string, boolean>>;
}

/** A document of one operation, and what the model makes of it. */
export function modelled({
  operation,
  method = "post",
  schemas = {},
  components,
  unwrap,
  failure,
}: Given) {
  const document = {
    openapi: "3.1.0",
    info: { title: "Test API", version: "1" },
    paths: { "/a": { [method]: operation } },
    components: { schemas, ...components },
  };
  const settings = {
    package: {},
    output: { keep: [] },
    ...(unwrap !== undefined && { envelope: { unwrap } }),
    ...(failure && { envelope: { failure } }),
  };
  const names = {
    text: "",
    pins: new Map(),
    locate: () => ({ file: "names.yaml", line: 1, column: 1 }),
  };
  const { value, diagnostics } = model({ document, origins: new Map() }, { settings, names });
  const [first] = value.groups.flatMap(({ operations }) => operations);
  if (!first) throw new Error("no operation");
  const types = Object.fromEntries(value.types.map(({ wireName, schema }) => [wireName, schema]));
  return { operation: first, types, codes: diagnostics.map(({ code }) => code) };
}

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
export const binary = { type: "string", format: "binary" } as const;
export const object = { type: "object", properties: { a: { type: "string" } } } as const;
