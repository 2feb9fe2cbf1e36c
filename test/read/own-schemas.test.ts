import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";

const folder = new URL("../../generator/read/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".schema.json"));

test("the schemas of the settings files are schemas", () => {
  expect(names).toHaveLength(3);
  const ajv = new Ajv2020();
  const wrong = names.filter((name) => {
    const schema: unknown = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
    return !(typeof schema === "object" && schema && ajv.validateSchema(schema));
  });
  expect(wrong).toEqual([]);
});
