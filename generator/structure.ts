/**
 * The objects of OpenAPI 3.1 and their fields: which kind of value each field holds. The order of
 * the fields is the order in which documents conventionally list them. Data only; stages that must
 * know where schemas and references stand walk documents by this table.
 */

export type Scalar = "string" | "number" | "boolean" | "limit" | "schemaType" | "any";

export type Kind =
  | "document"
  | "info"
  | "server"
  | "serverVariable"
  | "tag"
  | "pathItem"
  | "operation"
  | "parameter"
  | "header"
  | "requestBody"
  | "response"
  | "mediaType"
  | "encoding"
  | "example"
  | "link"
  | "callback"
  | "components"
  | "securityScheme"
  | "schema"
  | "discriminator";

type Leaf = Scalar | Kind;

/** A value: `x` is one, `[x]` a list of them, `{x}` a map from names to them. */
export type Shape = Leaf | `[${Leaf}]` | `{${Leaf}}` | "[{[string]}]" | "{[string]}";

export type Fields = Readonly<Record<string, Shape>>;

const parameterFields = {
  $ref: "string",
  name: "string",
  in: "string",
  summary: "string",
  description: "string",
  required: "boolean",
  deprecated: "boolean",
  allowEmptyValue: "boolean",
  style: "string",
  explode: "boolean",
  allowReserved: "boolean",
  schema: "schema",
  content: "{mediaType}",
  example: "any",
  examples: "{example}",
} as const satisfies Fields;

export const structure: Readonly<Record<Kind, Fields>> = {
  document: {
    openapi: "string",
    info: "info",
    jsonSchemaDialect: "string",
    servers: "[server]",
    security: "[{[string]}]",
    tags: "[tag]",
    paths: "{pathItem}",
    webhooks: "{pathItem}",
    components: "components",
    externalDocs: "any",
  },
  info: {
    title: "string",
    version: "string",
    summary: "string",
    description: "string",
    termsOfService: "string",
    contact: "any",
    license: "any",
  },
  server: {
    url: "string",
    name: "string",
    description: "string",
    variables: "{serverVariable}",
  },
  serverVariable: { default: "string", enum: "[string]", description: "string" },
  tag: { name: "string", summary: "string", description: "string", externalDocs: "any" },
  pathItem: {
    $ref: "string",
    summary: "string",
    description: "string",
    servers: "[server]",
    parameters: "[parameter]",
    get: "operation",
    put: "operation",
    post: "operation",
    delete: "operation",
    options: "operation",
    head: "operation",
    patch: "operation",
    trace: "operation",
  },
  operation: {
    tags: "[string]",
    summary: "string",
    description: "string",
    externalDocs: "any",
    operationId: "string",
    deprecated: "boolean",
    parameters: "[parameter]",
    requestBody: "requestBody",
    responses: "{response}",
    callbacks: "{callback}",
    security: "[{[string]}]",
    servers: "[server]",
  },
  parameter: parameterFields,
  header: parameterFields,
  requestBody: {
    $ref: "string",
    summary: "string",
    description: "string",
    required: "boolean",
    content: "{mediaType}",
  },
  response: {
    $ref: "string",
    summary: "string",
    description: "string",
    headers: "{header}",
    content: "{mediaType}",
    links: "{link}",
  },
  mediaType: {
    schema: "schema",
    itemSchema: "schema",
    example: "any",
    examples: "{example}",
    encoding: "{encoding}",
  },
  encoding: {
    contentType: "string",
    headers: "{header}",
    style: "string",
    explode: "boolean",
    allowReserved: "boolean",
  },
  example: {
    $ref: "string",
    summary: "string",
    description: "string",
    value: "any",
    externalValue: "string",
  },
  link: {
    $ref: "string",
    operationRef: "string",
    operationId: "string",
    description: "string",
    parameters: "any",
    requestBody: "any",
    server: "server",
  },
  // Every other field is an expression that gives a URL, and holds what is sent there.
  callback: { $ref: "string", summary: "string", description: "string" },
  components: {
    schemas: "{schema}",
    responses: "{response}",
    parameters: "{parameter}",
    examples: "{example}",
    requestBodies: "{requestBody}",
    headers: "{header}",
    securitySchemes: "{securityScheme}",
    links: "{link}",
    callbacks: "{callback}",
    pathItems: "{pathItem}",
  },
  securityScheme: {
    $ref: "string",
    type: "string",
    description: "string",
    in: "string",
    name: "string",
    scheme: "string",
    bearerFormat: "string",
    flows: "any",
    openIdConnectUrl: "string",
  },
  schema: {
    $ref: "string",
    $id: "string",
    $anchor: "string",
    $comment: "string",
    type: "schemaType",
    nullable: "boolean",
    format: "string",
    title: "string",
    description: "string",
    deprecated: "boolean",
    readOnly: "boolean",
    writeOnly: "boolean",
    default: "any",
    const: "any",
    enum: "[any]",
    allOf: "[schema]",
    anyOf: "[schema]",
    oneOf: "[schema]",
    not: "schema",
    if: "schema",
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; nobody awaits the table
    then: "schema",
    else: "schema",
    discriminator: "discriminator",
    properties: "{schema}",
    patternProperties: "{schema}",
    additionalProperties: "schema",
    unevaluatedProperties: "schema",
    propertyNames: "schema",
    dependentSchemas: "{schema}",
    dependentRequired: "{[string]}",
    required: "[string]",
    minProperties: "number",
    maxProperties: "number",
    items: "schema",
    prefixItems: "[schema]",
    unevaluatedItems: "schema",
    contains: "schema",
    minContains: "number",
    maxContains: "number",
    minItems: "number",
    maxItems: "number",
    uniqueItems: "boolean",
    minimum: "number",
    exclusiveMinimum: "limit",
    maximum: "number",
    exclusiveMaximum: "limit",
    multipleOf: "number",
    minLength: "number",
    maxLength: "number",
    pattern: "string",
    contentEncoding: "string",
    contentMediaType: "string",
    contentSchema: "schema",
    xml: "any",
    externalDocs: "any",
    example: "any",
    examples: "[any]",
    $defs: "{schema}",
    // Its name until draft 7 of JSON Schema.
    definitions: "{schema}",
  },
  discriminator: { propertyName: "string", mapping: "{string}" },
};
