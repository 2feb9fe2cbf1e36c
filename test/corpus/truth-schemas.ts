import { type AnySchemaObject, type ErrorObject, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Document } from "../../generator/openapi.js";
import { isObject, type JsonObject, listAt } from "./json.js";
import { lowering, type Lowering, type Strictness, undeclaredKeyword } from "./truth-lower.js";

/** Which way a value travels; `either` where nobody says. */
export type Direction = "request" | "response" | "either";

/** Schemas of which a value must satisfy one, and the component whose type parameters they use. */
export interface Claim {
  readonly schemas: readonly unknown[];
  readonly direction: Direction;
  readonly component?: string;
}

export interface Judge {
  /** Whether the value satisfies the schema. */
  readonly accepts: (claim: Claim, value: unknown) => boolean;
  /** Whether the value would not be accepted if properties said that it is an object. */
  readonly reliesOnNoType: (claim: Claim, value: unknown) => boolean;
  /** Whether the value does not satisfy what a type can say of the schema. */
  readonly contradicts: (claim: Claim, value: unknown) => boolean;
  /** The keywords that a value fails. */
  readonly reasons: (claim: Claim, value: unknown) => readonly string[];
  /** What it is in a value that does not satisfy the types. */
  readonly faults: (claim: Claim, value: unknown) => readonly Fault[];
}

export interface Fault {
  readonly keyword: string;
  /** The keyword that leads to the schema, such as `items`; undefined where a reference does. */
  readonly under: string | undefined;
  /** Where in the value, as a JSON pointer. */
  readonly at: string;
  /** The schema that has the keyword, without what it says of other keywords' schemas. */
  readonly schema: JsonObject;
  /** Whether it is a required property that is missing, and that no schema declares. */
  readonly isUndeclared: boolean;
}

/**
 * Says of values what JSON Schema (2020-12) says of them, with `readOnly` properties not required of
 * a request and `writeOnly` ones not of a response (OpenAPI 3.1, 4.8.24.4). Formats say nothing.
 *
 * @param document a resolved one
 */
export function judgeOf(document: Document): Judge {
  const full = {
    request: validation(document, { hides: "readOnly", typesOnly: false }),
    response: validation(document, { hides: "writeOnly", typesOnly: false }),
    either: validation(document, { typesOnly: false }),
  };
  const implied = {
    request: validation(document, { hides: "readOnly", typesOnly: false, impliesTypes: true }),
    response: validation(document, { hides: "writeOnly", typesOnly: false, impliesTypes: true }),
    either: validation(document, { typesOnly: false, impliesTypes: true }),
  };
  const types = {
    request: validation(document, { hides: "readOnly", typesOnly: true }),
    response: validation(document, { hides: "writeOnly", typesOnly: true }),
  };
  return {
    accepts: (claim, value) => full[claim.direction](claim, value).length === 0,
    reliesOnNoType: (claim, value) =>
      full[claim.direction](claim, value).length === 0 &&
      implied[claim.direction](claim, value).length > 0,
    // Whichever way a component's value travels: its type may be made for either.
    contradicts: (claim, value) => {
      const { direction } = claim;
      const ways = direction === "either" ? (["request", "response"] as const) : [direction];
      return ways.every((way) => types[way](claim, value).length > 0);
    },
    reasons: (claim, value) => [
      ...new Set(full[claim.direction](claim, value).map(({ keyword }) => keyword)),
    ],
    faults: (claim, value) => {
      const way = claim.direction === "response" ? "response" : "request";
      return types[way](claim, value).map(faultOf);
    },
  };
}

function faultOf(error: ErrorObject): Fault {
  const { keyword, instancePath, parentSchema, params, schemaPath } = error;
  const under = schemaPath.split("/").findLast((step) => leading.has(step));
  const undeclared = listAt(parentSchema, undeclaredKeyword) ?? [];
  const isUndeclared = keyword === "required" && undeclared.includes(params["missingProperty"]);
  return { keyword, under, at: instancePath, schema: parentSchema ?? {}, isUndeclared };
}

const leading = new Set(["additionalProperties", "items", "patternProperties", "prefixItems"]);

type Validation = (claim: Claim, value: unknown) => readonly ErrorObject[];

function validation(document: Document, strictness: Strictness): Validation {
  const ajv = new Ajv2020({
    strict: false,
    validateFormats: false,
    validateSchema: false,
    inlineRefs: false,
    addUsedSchema: false,
    allErrors: true,
    verbose: true,
    logger: false,
    multipleOfPrecision: 8,
  });
  const lower = lowering(document, strictness, (key, schema) => ajv.addSchema(schema, key));
  const compiled = new Map<unknown, ValidateFunction>();
  const validatorOf = (schema: unknown, component: string | undefined) => {
    const known = compiled.get(schema);
    if (known) return known;
    const validator = ajv.compile(asSchemaObject(lower, schema, component));
    compiled.set(schema, validator);
    return validator;
  };
  return ({ schemas, component }, value) => {
    const errors = schemas.map((schema) => {
      const validator = validatorOf(schema, component);
      return validator(value) ? [] : (validator.errors ?? []);
    });
    return errors.some((each) => each.length === 0) ? [] : errors.flat();
  };
}

function asSchemaObject(
  lower: Lowering,
  schema: unknown,
  component: string | undefined,
): AnySchemaObject {
  const lowered: JsonObject | boolean = lower(schema, component);
  return isObject(lowered) ? lowered : { allOf: [lowered] };
}
