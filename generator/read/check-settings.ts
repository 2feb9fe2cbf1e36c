import { readFile } from "node:fs/promises";
import type { ErrorObject } from "ajv/dist/2020.js";
import { diagnostic, type Diagnostic, type Place } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/nearest.js";
import { pointerTo } from "../diagnostics/origins.js";
import { allowsWords } from "./map-of-words.js";
import { ownFile } from "./own-files.js";

/**
 * Finds what stands at a JSON pointer; for a pointer to nothing, the nearest value above it.
 * `entry` is where the entry begins (in a map: its key), `value` the value itself.
 */
export type SettingsLocate = (pointer: string, part?: "entry" | "value") => Place;

/**
 * Checks the content of a settings file against a JSON Schema of this package, given by its path.
 * The hints are the schema's own descriptions.
 */
export async function checkSettings(
  value: unknown,
  schema: string,
  locate: SettingsLocate,
): Promise<readonly Diagnostic[]> {
  // JSON.parse gives `any`; the schema is a file of ours, and a test checks it.
  const content = JSON.parse(await readFile(ownFile(schema), "utf8")) as object;
  if (allowsWords(content, value)) return [];
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const validate = new Ajv2020({
    allErrors: true,
    // To compile the schema of schemas takes six times as long as all that is checked here.
    meta: false,
    validateSchema: false,
    verbose: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
  }).compile(content);
  if (validate(value)) return [];
  return (validate.errors ?? []).filter(isOutermost).map((error) => explain(error, locate));
}

/** Inside `anyOf` and `not` an error is only part of another one; so is `pattern` for a key. */
function isOutermost(error: ErrorObject): boolean {
  return !/\/(?:anyOf|not|propertyNames)\//.test(error.schemaPath);
}

function explain(error: ErrorObject, locate: SettingsLocate): Diagnostic {
  const pointer = error.instancePath;
  const params: Readonly<Record<string, unknown>> = error.params;
  const schema: Readonly<Record<string, unknown>> = error.parentSchema ?? {};
  const subject = pathInWords(pointer);
  const invalid = (message: string, hint = descriptionOf(schema)): Diagnostic =>
    diagnostic("invalid-setting", message, { place: locate(pointer, "value"), hint });

  switch (error.keyword) {
    case "additionalProperties":
      return unknownKey(pointer, String(params["additionalProperty"]), schema, locate);
    case "propertyNames": {
      const key = String(params["propertyName"]);
      return diagnostic("invalid-setting", `${shown(key)} is not a key that can stand here`, {
        place: locate(pointerTo(pointer, key)),
        hint: descriptionOf(schema["propertyNames"]),
      });
    }
    case "required": {
      const key = String(params["missingProperty"]);
      return invalid(`${subject} lacks the key "${key}"`, descriptionOf(propertiesOf(schema)[key]));
    }
    case "type":
      return invalid(
        `${subject} should be ${typeInWords(params["type"])}, but is ${shown(error.data)}`,
        wrongTypeHint(params["type"], error.data) ?? descriptionOf(schema),
      );
    case "minLength":
    case "minItems":
      return invalid(`${subject} is empty`);
    case "maxLength":
      return invalid(`${subject} is longer than ${String(params["limit"])} characters`);
    case "uniqueItems":
      return invalid(`${subject} holds ${shown(itemOf(error.data, params["i"]))} twice`);
    case "enum":
      return invalid(
        `${subject} cannot be ${shown(error.data)}`,
        `Write one of ${asList(params["allowedValues"]).map(shown).join(", ")}.`,
      );
    case "anyOf":
      return invalid(`${subject} lacks a key`);
    default:
      if (isRecord(error.data)) return invalid(`${subject} has keys that exclude each other`);
      return invalid(`${subject} cannot be ${shown(error.data)}`);
  }
}

function unknownKey(
  pointer: string,
  key: string,
  schema: Readonly<Record<string, unknown>>,
  locate: SettingsLocate,
): Diagnostic {
  const allowed = Object.keys(propertiesOf(schema));
  const meant = nearest(key, allowed);
  const parent = allowed.find((name) => key in propertiesOf(propertiesOf(schema)[name]));
  const message =
    meant === undefined
      ? `unknown key ${shown(key)}`
      : `unknown key ${shown(key)}; did you mean "${meant}"?`;
  const hint =
    meant === undefined && parent !== undefined
      ? `"${key}" stands under "${parent}".`
      : `The keys that can stand here: ${allowed.join(", ")}.`;
  return diagnostic("unknown-setting", message, { place: locate(pointerTo(pointer, key)), hint });
}

function wrongTypeHint(wanted: unknown, value: unknown): string | undefined {
  if (wanted === "string" && (typeof value === "number" || typeof value === "boolean")) {
    return "Put it in quotes.";
  }
  if (wanted === "array" && typeof value === "string") return `Write it as a list: [${value}].`;
  return undefined;
}

function typeInWords(type: unknown): string {
  const words: Readonly<Record<string, string>> = {
    string: "text",
    array: "a list",
    object: "a map of keys and values",
    boolean: "true or false",
    number: "a number",
    integer: "a whole number",
  };
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return types.map((each) => words[String(each)] ?? String(each)).join(" or ");
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** `/package/keywords/1` as people say it: `package.keywords[1]`. */
function pathInWords(pointer: string): string {
  if (pointer === "") return "the file";
  const tokens = pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
  return tokens.reduce((path, token) => {
    if (/^\d+$/.test(token)) return `${path}[${token}]`;
    const name = /^[\w$-]+$/.test(token) ? token : `"${token}"`;
    return path === "" ? name : `${path}.${name}`;
  }, "");
}

function propertiesOf(schema: unknown): Readonly<Record<string, unknown>> {
  const properties = isRecord(schema) ? schema["properties"] : undefined;
  return isRecord(properties) ? properties : {};
}

function descriptionOf(schema: unknown): string | undefined {
  const description = isRecord(schema) ? schema["description"] : undefined;
  return typeof description === "string" ? description : undefined;
}

function itemOf(list: unknown, index: unknown): unknown {
  return Array.isArray(list) ? list[Number(index)] : undefined;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
