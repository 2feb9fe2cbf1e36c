import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { filterFields, isObject, type JsonObject, objectAt, visit } from "./json.js";

// They compile the JSON Schemas they check by, which takes longer than to check most documents.
const validator = new Validator();
const ajv = new Ajv2020({ strict: false, validateFormats: false });

/**
 * What validators that know nothing of this repository find wrong with a document: mistakes against
 * the JSON Schema of its OpenAPI version, references that lead to nothing, and schemas that are none
 * by the JSON Schema of JSON Schema itself, which that of OpenAPI leaves open.
 */
export async function mistakesIn(document: unknown): Promise<readonly string[]> {
  // A property may be called "$id"; the validator takes it for the keyword.
  const text = JSON.stringify(document).replaceAll('"$id":{', '"id":{');
  const copy: unknown = JSON.parse(text);
  if (!isObject(copy)) return ["The document is no object."];
  const { errors = [] } = await validator.validate({ ...copy });
  const found =
    typeof errors === "string"
      ? [errors]
      : errors.map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
  return [...found, ...mistakesInSchemas(copy)];
}

function mistakesInSchemas(document: JsonObject): readonly string[] {
  const mistakes = new Set<string>();
  const check = (schema: unknown): void => {
    if (!isObject(schema) || ajv.validateSchema(schema) === true) return;
    for (const { instancePath, message } of ajv.errors ?? []) {
      mistakes.add(`${instancePath} ${message ?? ""}: ${JSON.stringify(schema).slice(0, 200)}`);
    }
  };
  // Examples may hold anything, and a schema may name the dialect of another year.
  const bare = filterFields(document, (field) => !ignored.has(field));
  for (const schema of Object.values(objectAt(objectAt(bare, "components"), "schemas"))) {
    check(schema);
  }
  // Parameters, headers and media types have one.
  visit(bare, ({ schema }) => check(schema));
  return [...mistakes];
}

const ignored = new Set(["example", "examples", "$schema"]);
