import { pointerTo } from "../diagnostics/origins.js";
import { type Changing, mapList, mapRecord, withFields } from "../map-values.js";
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
 * parameters, bodies, answers and headers. `map` sees to the schemas inside. Where nothing is replaced
 * it is the document itself, and so is each of its parts.
 */
export function mapSchemas(document: Document, map: SchemaMapping): Document {
  const { paths, webhooks, components } = document;
  const item = mapPathItem(map);
  return withFields(document, {
    paths: mapEach(paths, "/paths", item),
    ...(webhooks && { webhooks: mapEach(webhooks, "/webhooks", item) }),
    ...(components && { components: mapComponents(components, map) }),
  });
}

function mapComponents(components: Components, map: SchemaMapping): Components {
  const each = <T>(
    kind: string,
    record: Readonly<Record<string, T>> | undefined,
    mapping: Mapped<T>,
  ) => record && { [kind]: mapEach(record, `/components/${kind}`, mapping) };
  return withFields(components, {
    ...each("schemas", components.schemas, map),
    ...each("parameters", components.parameters, mapParameter(map)),
    ...each("requestBodies", components.requestBodies, mapBody(map)),
    ...each("responses", components.responses, mapResponse(map)),
    ...each("headers", components.headers, mapParameter<Header>(map)),
    ...each("callbacks", components.callbacks, mapCallback(map)),
    ...each("pathItems", components.pathItems, mapPathItem(map)),
  });
}

function mapPathItem(map: SchemaMapping): Mapped<PathItem> {
  const mapOne = mapOperation(map);
  return (item, pointer) => {
    const { parameters } = item;
    const fields: Changing<PathItem> = {};
    if (parameters)
      fields.parameters = mapAll(parameters, pointer, "parameters", mapParameter<Parameter>(map));
    for (const method of methods) {
      const operation = item[method];
      if (operation) fields[method] = mapOne(operation, pointerTo(pointer, method));
    }
    return withFields(item, fields);
  };
}

function mapOperation(map: SchemaMapping): Mapped<Operation> {
  const [mapOne, body, response] = [mapParameter<Parameter>(map), mapBody(map), mapResponse(map)];
  return (operation, pointer) => {
    const { parameters, requestBody, responses, callbacks } = operation;
    const fields: Changing<Operation> = {};
    if (parameters) fields.parameters = mapAll(parameters, pointer, "parameters", mapOne);
    if (requestBody) fields.requestBody = body(requestBody, `${pointer}/requestBody`);
    if (responses) fields.responses = mapEach(responses, `${pointer}/responses`, response);
    if (callbacks) {
      fields.callbacks = mapEach(callbacks, `${pointer}/callbacks`, mapCallback(map));
    }
    return withFields(operation, fields);
  };
}

function mapCallback(map: SchemaMapping): Mapped<Callback | Reference> {
  const mapOne = mapPathItem(map);
  return (callback, pointer) => {
    if (isReference(callback)) return callback;
    return mapRecord(callback, (item, key) =>
      isExpression(key) ? mapOne(item, pointerTo(pointer, key)) : item,
    );
  };
}

/** A callback is a map, in which a reference's only sign is what stands there. */
function isReference(callback: Callback | Reference): callback is Reference {
  return typeof callback["$ref"] === "string";
}

function mapParameter<T extends Parameter | Header>(map: SchemaMapping): Mapped<T | Reference> {
  return (parameter, pointer) => {
    if ("$ref" in parameter) return parameter;
    const fields: Changing<Parameter> = {};
    const { schema } = parameter;
    if (schema !== undefined) fields.schema = map(schema, `${pointer}/schema`);
    if ("content" in parameter && parameter.content) {
      fields.content = mapContent(map, parameter.content, pointer);
    }
    // A header has the fields of a parameter that are replaced here.
    return withFields(parameter, fields as Partial<T>);
  };
}

function mapBody(map: SchemaMapping): Mapped<RequestBody | Reference> {
  return (body, pointer) =>
    "$ref" in body ? body : withFields(body, { content: mapContent(map, body.content, pointer) });
}

function mapResponse(map: SchemaMapping): Mapped<Response | Reference> {
  return (response, pointer) => {
    if ("$ref" in response) return response;
    const { headers, content } = response;
    const fields: Changing<Response> = {};
    if (headers) {
      fields.headers = mapEach(headers, `${pointer}/headers`, mapParameter<Header>(map));
    }
    if (content) fields.content = mapContent(map, content, pointer);
    return withFields(response, fields);
  };
}

function mapContent(
  map: SchemaMapping,
  content: Readonly<Record<string, MediaType>>,
  pointer: string,
): Readonly<Record<string, MediaType>> {
  return mapEach(content, `${pointer}/content`, (media, at) =>
    media.schema === undefined
      ? media
      : withFields(media, { schema: map(media.schema, `${at}/schema`) }),
  );
}

/** How the keywords of a schema hold other schemas. */
const holding: ReadonlyMap<string, "one" | "list" | "record"> = new Map([
  ["items", "one"],
  ["additionalProperties", "one"],
  ["not", "one"],
  ["allOf", "list"],
  ["anyOf", "list"],
  ["oneOf", "list"],
  ["prefixItems", "list"],
  ["properties", "record"],
  ["patternProperties", "record"],
  ["$defs", "record"],
]);

/** Those that only resolved schemas have. */
const resolvedHolding: typeof holding = new Map([
  ...holding,
  ["x-type-arguments", "list"],
  ["x-intersection", "list"],
  ["x-extends", "one"],
]);

/**
 * A schema with each schema directly inside it replaced, `allOf` included. Where none is, it is the
 * schema itself.
 */
export function mapSubschemas(
  schema: SchemaObject,
  map: SchemaMapping,
  pointer: string,
): SchemaObject {
  return mapHeld(schema, holding, map, pointer);
}

/** As {@link mapSubschemas}, with what only resolved schemas hold. */
export function mapResolvedSubschemas(
  schema: ResolvedSchemaObject,
  map: (schema: Schema) => Schema,
): ResolvedSchemaObject {
  const mapped = mapHeld(schema, resolvedHolding, map, "");
  const parameters = schema["x-type-parameters"];
  return parameters
    ? withFields<ResolvedSchemaObject>(mapped, {
        "x-type-parameters": mapList(parameters, (each) =>
          withFields(each, { default: map(each.default) }),
        ),
      })
    : mapped;
}

function mapHeld(
  schema: SchemaObject,
  held: typeof holding,
  map: SchemaMapping,
  pointer: string,
): SchemaObject {
  let fields: Record<string, unknown> | undefined;
  for (const keyword of Object.keys(schema)) {
    const way = held.get(keyword);
    const inner = schema[keyword];
    if (way === undefined || inner === undefined) continue;
    const at = pointerTo(pointer, keyword);
    // What the keyword holds, as `read` has checked.
    const mapped =
      way === "one"
        ? map(inner as Schema, at)
        : way === "list"
          ? mapList(inner as readonly Schema[], (each, index) => map(each, pointerTo(at, index)))
          : mapEach(inner as Readonly<Record<string, Schema>>, at, map);
    if (mapped !== inner) (fields ??= {})[keyword] = mapped;
  }
  return fields ? { ...schema, ...fields } : schema;
}

function mapEach<T>(
  record: Readonly<Record<string, T>>,
  pointer: string,
  map: Mapped<T>,
): Readonly<Record<string, T>> {
  return mapRecord(record, (value, key) => map(value, pointerTo(pointer, key)));
}

function mapAll<T>(
  list: readonly T[],
  pointer: string,
  field: string,
  map: Mapped<T>,
): readonly T[] {
  return mapList(list, (value, index) => map(value, pointerTo(pointer, field, index)));
}
