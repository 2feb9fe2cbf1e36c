import { pointerTo } from "../diagnostics/origins.js";
import type {
  Callback,
  Components,
  Document,
  Header,
  MediaType,
  Operation,
  Parameter,
  PathItem,
  Reference,
  RequestBody,
  ResolvedSchemaObject,
  Response,
  Schema,
  SchemaObject,
} from "../openapi.js";
import { isExpression, methods } from "../openapi.js";

/** Gives the schema to put in the place of the one at `pointer`. */
export type SchemaMapping = (schema: Schema, pointer: string) => Schema;

type Mapped<T> = (value: T, pointer: string) => T;

/**
 * The document with every outermost schema replaced by what `map` gives for it: components,
 * parameters, bodies, answers and headers. `map` sees to the schemas inside.
 */
export function mapSchemas(document: Document, map: SchemaMapping): Document {
  const components = document.components;
  return {
    ...document,
    paths: mapRecord(document.paths, "/paths", mapPathItem(map)),
    ...(document.webhooks && {
      webhooks: mapRecord(document.webhooks, "/webhooks", mapPathItem(map)),
    }),
    ...(components && { components: mapComponents(components, map) }),
  };
}

function mapComponents(components: Components, map: SchemaMapping): Components {
  const each = <T>(
    kind: string,
    record: Readonly<Record<string, T>> | undefined,
    mapping: Mapped<T>,
  ) => record && { [kind]: mapRecord(record, `/components/${kind}`, mapping) };
  return {
    ...components,
    ...each("schemas", components.schemas, map),
    ...each("parameters", components.parameters, mapParameter(map)),
    ...each("requestBodies", components.requestBodies, mapBody(map)),
    ...each("responses", components.responses, mapResponse(map)),
    ...each("headers", components.headers, mapParameter<Header>(map)),
    ...each("callbacks", components.callbacks, mapCallback(map)),
    ...each("pathItems", components.pathItems, mapPathItem(map)),
  };
}

function mapPathItem(map: SchemaMapping): Mapped<PathItem> {
  return (item, pointer) => ({
    ...item,
    ...(item.parameters && {
      parameters: mapArray(item.parameters, `${pointer}/parameters`, mapParameter(map)),
    }),
    ...Object.fromEntries(
      methods.flatMap((method) => {
        const operation = item[method];
        return operation
          ? [[method, mapOperation(map)(operation, pointerTo(pointer, method))]]
          : [];
      }),
    ),
  });
}

function mapOperation(map: SchemaMapping): Mapped<Operation> {
  return (operation, pointer) => ({
    ...operation,
    ...(operation.parameters && {
      parameters: mapArray(operation.parameters, `${pointer}/parameters`, mapParameter(map)),
    }),
    ...(operation.requestBody && {
      requestBody: mapBody(map)(operation.requestBody, `${pointer}/requestBody`),
    }),
    ...(operation.responses && {
      responses: mapRecord(operation.responses, `${pointer}/responses`, mapResponse(map)),
    }),
    ...(operation.callbacks && {
      callbacks: mapRecord(operation.callbacks, `${pointer}/callbacks`, mapCallback(map)),
    }),
  });
}

function mapCallback(map: SchemaMapping): Mapped<Callback | Reference> {
  return (callback, pointer) => {
    if (isReference(callback)) return callback;
    const items = Object.entries(callback).filter(([key]) => isExpression(key));
    return {
      ...callback,
      ...mapRecord(Object.fromEntries(items), pointer, mapPathItem(map)),
    };
  };
}

/** A callback is a map, in which a reference's only sign is what stands there. */
function isReference(callback: Callback | Reference): callback is Reference {
  return typeof callback["$ref"] === "string";
}

function mapParameter<T extends Parameter | Header>(map: SchemaMapping): Mapped<T | Reference> {
  return (parameter, pointer) => {
    if ("$ref" in parameter) return parameter;
    return {
      ...parameter,
      ...(parameter.schema !== undefined && {
        schema: map(parameter.schema, `${pointer}/schema`),
      }),
      ...("content" in parameter &&
        parameter.content &&
        mapContent(map, parameter.content, pointer)),
    };
  };
}

function mapBody(map: SchemaMapping): Mapped<RequestBody | Reference> {
  return (body, pointer) =>
    "$ref" in body ? body : { ...body, ...mapContent(map, body.content, pointer) };
}

function mapResponse(map: SchemaMapping): Mapped<Response | Reference> {
  return (response, pointer) => {
    if ("$ref" in response) return response;
    return {
      ...response,
      ...(response.headers && {
        headers: mapRecord(response.headers, `${pointer}/headers`, mapParameter<Header>(map)),
      }),
      ...(response.content && mapContent(map, response.content, pointer)),
    };
  };
}

function mapContent(
  map: SchemaMapping,
  content: Readonly<Record<string, MediaType>>,
  pointer: string,
): { readonly content: Readonly<Record<string, MediaType>> } {
  const mapMediaType: Mapped<MediaType> = (media, at) =>
    media.schema === undefined ? media : { ...media, schema: map(media.schema, `${at}/schema`) };
  return { content: mapRecord(content, `${pointer}/content`, mapMediaType) };
}

/**
 * A schema with each schema directly inside it replaced, `allOf` included.
 */
export function mapSubschemas(
  schema: SchemaObject,
  map: SchemaMapping,
  pointer: string,
): SchemaObject {
  const one = (keyword: keyof SchemaObject & string) => {
    const inner = schema[keyword] as Schema | undefined; // the callers below name schema keywords only
    return inner !== undefined && { [keyword]: map(inner, pointerTo(pointer, keyword)) };
  };
  const list = (keyword: "allOf" | "anyOf" | "oneOf" | "prefixItems") => {
    const inner = schema[keyword];
    return inner && { [keyword]: mapArray(inner, pointerTo(pointer, keyword), map) };
  };
  const record = (keyword: "properties" | "patternProperties" | "$defs") => {
    const inner = schema[keyword];
    return inner && { [keyword]: mapRecord(inner, pointerTo(pointer, keyword), map) };
  };
  return {
    ...schema,
    ...one("items"),
    ...one("additionalProperties"),
    ...one("not"),
    ...list("allOf"),
    ...list("anyOf"),
    ...list("oneOf"),
    ...list("prefixItems"),
    ...record("properties"),
    ...record("patternProperties"),
    ...record("$defs"),
  };
}

/** As {@link mapSubschemas}, with what only resolved schemas hold. */
export function mapResolvedSubschemas(
  schema: ResolvedSchemaObject,
  map: (schema: Schema) => Schema,
): ResolvedSchemaObject {
  const list = (keyword: "x-type-arguments" | "x-intersection") => {
    const inner = schema[keyword];
    return inner && { [keyword]: inner.map(map) };
  };
  const base = schema["x-extends"];
  const parameters = schema["x-type-parameters"];
  return {
    ...mapSubschemas(schema, map, ""),
    ...list("x-type-arguments"),
    ...list("x-intersection"),
    // The base is a reference, and stays an object whatever is done to it.
    ...(base && { "x-extends": map(base) as SchemaObject }),
    ...(parameters && {
      "x-type-parameters": parameters.map((each) => ({ ...each, default: map(each.default) })),
    }),
  };
}

function mapRecord<T>(
  record: Readonly<Record<string, T>>,
  pointer: string,
  map: Mapped<T>,
): Readonly<Record<string, T>> {
  let isSame = true;
  const entries = Object.entries(record).map(([key, value]) => {
    const mapped = map(value, pointerTo(pointer, key));
    isSame &&= mapped === value;
    return [key, mapped] as const;
  });
  return isSame ? record : Object.fromEntries(entries);
}

function mapArray<T>(array: readonly T[], pointer: string, map: Mapped<T>): readonly T[] {
  return array.map((value, index) => map(value, pointerTo(pointer, index)));
}
