import { model } from "../../generator/model/model.js";
import type { Document, Schema } from "../../generator/openapi.js";

export type Pins = Readonly<Record<string, string>>;

/** A document of operations and component schemas, modelled with the pins of a names.yaml. */
export function modelled(
  paths: Document["paths"],
  schemas: Readonly<Record<string, Schema>> = {},
  pins: Pins = {},
) {
  const document: Document = {
    openapi: "3.1.0",
    info: { title: "Test API", version: "1" },
    paths,
    components: { schemas },
  };
  const names = {
    text: "",
    pins: new Map(Object.entries(pins)),
    locate: (pointer: string) => ({ file: `names.yaml${pointer}`, line: 1, column: 1 }),
  };
  const settings = { package: {}, output: { keep: [] } };
  const { value, diagnostics } = model({ document, origins: new Map() }, { settings, names });
  const operations = value.groups.flatMap((group) => group.operations);
  const functions = operations.map(({ key, name }) => [key, name] as const);
  const places = value.types.flatMap(({ name, places: keys = [] }) =>
    keys.map((key) => [key, name] as const),
  );
  return {
    api: value,
    operations,
    diagnostics,
    /** What names.yaml says of inline objects, after the run. */
    places: Object.fromEntries(places),
    /** All that names.yaml says, after the run. */
    pins: Object.fromEntries([...functions, ...places]),
  };
}

export const text: Schema = { type: "string" };

/** An object with these properties, all of them texts where only names are given. */
export function object(
  ...properties: readonly (string | Readonly<Record<string, Schema>>)[]
): Schema {
  const entries = properties.flatMap((each): [string, Schema][] =>
    typeof each === "string" ? [[each, text]] : Object.entries(each),
  );
  return { type: "object", properties: Object.fromEntries(entries) };
}

export function list(items: Schema): Schema {
  return { type: "array", items };
}

export function json(schema: Schema) {
  return { content: { "application/json": { schema } } };
}

/** More than small. */
export const big = object("a", "b", "c", "d");
