import { emit } from "../../generator/emit/emit.js";
import type { Api, NamedType } from "../../generator/model/api.js";
import type { Schema } from "../../generator/openapi.js";

const pet: NamedType = {
  name: "Pet",
  wireName: "pet",
  parameters: [],
  schema: { type: "object", properties: { id: { type: "string" } } },
};
const envelope: NamedType = {
  name: "Envelope",
  wireName: "envelope",
  parameters: [{ name: "Data", property: "data", default: { type: "object" } }],
  schema: { type: "object", properties: { data: { "x-type-parameter": "data" } } },
};

/** The declaration of a type named T, as it stands in `src/types.ts`. */
export async function declared(
  schema: Schema,
  parameters: NamedType["parameters"] = [],
): Promise<string> {
  const text = await typesModule([{ name: "T", wireName: "t", parameters, schema }]);
  return text
    .slice(text.indexOf("\n"), text.search(/\nexport interface Pet /))
    .trim()
    .replace(/^export (type T = )?/, "")
    .replace(/;$/, "");
}

/** `src/types.ts` of a client with these types, and with `Pet` and `Envelope` behind them. */
export async function typesModule(types: readonly NamedType[]): Promise<string> {
  const files = await emitted({ types: [...types, pet, envelope] });
  return files.get("src/types.ts") ?? "";
}

/** The files of a client, by their paths. */
export async function emitted(some: Partial<Api>): Promise<ReadonlyMap<string, string>> {
  const { value } = await emit({
    api: {
      package: { name: "test", version: "1.0.0", description: "Test" },
      title: "Test",
      version: "1",
      servers: [],
      serverFunctions: [],
      schemes: [],
      requiredSchemes: [],
      types: [],
      groups: [],
      ...some,
    },
    document: { openapi: "3.1.0", info: { title: "Test", version: "1" }, paths: {} },
    sources: {
      runtime: [],
      names: { text: "", pins: new Map(), locate: () => ({ file: "", line: 1, column: 1 }) },
    },
    format: true,
  });
  return new Map(value.files.map(({ path, text }) => [path, text]));
}
