import type { Locate, Origins } from "./diagnostics/origins.js";

/**
 * The documents that pass between the stages: OpenAPI 3.1, with only the fields that a stage reads.
 * `read` upgrades older versions and checks shapes, so what is typed here can be relied on.
 */

export const methods = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
] as const;

export type Method = (typeof methods)[number];

export interface Document {
  readonly openapi: string;
  readonly info: Info;
  readonly servers?: readonly Server[];
  readonly security?: readonly SecurityRequirement[];
  readonly tags?: readonly Tag[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly webhooks?: Readonly<Record<string, PathItem>>;
  readonly components?: Components;
}

export interface Info {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
}

export interface Server {
  readonly url: string;
  readonly description?: string;
  readonly variables?: Readonly<Record<string, ServerVariable>>;
}

export interface ServerVariable {
  readonly default: string;
  readonly enum?: readonly string[];
  readonly description?: string;
}

/** Scheme name → scopes. The schemes of one requirement are needed together. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

export interface Tag {
  readonly name: string;
  readonly description?: string;
}

export interface Components {
  readonly schemas?: Readonly<Record<string, Schema>>;
  readonly responses?: Readonly<Record<string, Response | Reference>>;
  readonly parameters?: Readonly<Record<string, Parameter | Reference>>;
  readonly requestBodies?: Readonly<Record<string, RequestBody | Reference>>;
  readonly examples?: Readonly<Record<string, Example | Reference>>;
  readonly headers?: Readonly<Record<string, Header | Reference>>;
  readonly securitySchemes?: Readonly<Record<string, SecurityScheme | Reference>>;
  readonly callbacks?: Readonly<Record<string, Callback | Reference>>;
  readonly pathItems?: Readonly<Record<string, PathItem>>;
}

/** Expressions that give a URL → what is sent there (OpenAPI 3.1, 4.8.18); extensions beside them. */
export type Callback = Readonly<Record<string, PathItem>>;

/** Whether a key of a callback is an expression. */
export function isExpression(key: string): boolean {
  return !key.startsWith("x-") && !["$ref", "summary", "description"].includes(key);
}

export interface Reference {
  readonly $ref: string;
  readonly description?: string;
  readonly summary?: string;
}

export type PathItem = {
  readonly [M in Method]?: Operation;
} & {
  readonly $ref?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly servers?: readonly Server[];
  readonly parameters?: readonly (Parameter | Reference)[];
};

export interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly tags?: readonly string[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: RequestBody | Reference;
  readonly responses?: Readonly<Record<string, Response | Reference>>;
  readonly callbacks?: Readonly<Record<string, Callback | Reference>>;
  readonly security?: readonly SecurityRequirement[];
  readonly servers?: readonly Server[];
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly description?: string;
  readonly required?: boolean;
  readonly deprecated?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly schema?: Schema;
  readonly content?: Readonly<Record<string, MediaType>>;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example | Reference>>;
}

export interface Header {
  readonly description?: string;
  readonly required?: boolean;
  readonly deprecated?: boolean;
  readonly schema?: Schema;
}

export interface RequestBody {
  readonly description?: string;
  readonly required?: boolean;
  readonly content: Readonly<Record<string, MediaType>>;
}

export interface Response {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, Header | Reference>>;
  readonly content?: Readonly<Record<string, MediaType>>;
}

export interface MediaType {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example | Reference>>;
  readonly encoding?: Readonly<Record<string, Encoding>>;
}

/** How one property of a form is written. */
export interface Encoding {
  readonly contentType?: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

export interface Example {
  readonly value?: unknown;
}

export type SecurityScheme = {
  readonly description?: string;
} & (
  | { readonly type: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly type: "http"; readonly scheme: string; readonly bearerFormat?: string }
  | { readonly type: "oauth2"; readonly flows: Readonly<Record<string, unknown>> }
  | { readonly type: "openIdConnect"; readonly openIdConnectUrl: string }
  | { readonly type: "mutualTLS" }
);

/** JSON Schema 2020-12 as OpenAPI 3.1 uses it. */
export type Schema = boolean | SchemaObject;

export interface SchemaObject {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly contentSchema?: Schema;
  readonly type?: SchemaType | readonly SchemaType[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly discriminator?: Discriminator;
  /** Keywords that only describe or limit, such as `minLength`, and extensions. */
  readonly [keyword: string]: unknown;
}

/**
 * What `resolve` says of a schema in place of `allOf`. The keywords are its own: `resolve` drops them
 * from a source document.
 */
export interface ResolvedSchemaObject extends SchemaObject {
  /** On a component: the parts that its users replace, in order. Makes it generic. */
  readonly "x-type-parameters"?: readonly TypeParameter[];
  /** Stands for the parameter of the component around it that replaces this property. */
  readonly "x-type-parameter"?: string;
  /** Beside a `$ref` to a component with parameters: what stands in their place. */
  readonly "x-type-arguments"?: readonly Schema[];
  /** On a component: a `$ref` to the object schema whose properties it has as well. */
  readonly "x-extends"?: SchemaObject;
  /** Schemas that all hold and cannot be written as one. */
  readonly "x-intersection"?: readonly Schema[];
  /** An enum of which values may come that are not listed. */
  readonly "x-open-enum"?: boolean;
}

export interface TypeParameter {
  /** The property it stands in, and whether it is the property's schema or that of its items. */
  readonly property: string;
  readonly at: "property" | "items";
  readonly default: Schema;
}

export type SchemaType = "null" | "boolean" | "object" | "array" | "number" | "integer" | "string";

export interface Discriminator {
  readonly propertyName: string;
  readonly mapping?: Readonly<Record<string, string>>;
}

/** One source document, upgraded to 3.1, and how to find its values again. */
export interface Fragment {
  /** The file it stands in, as the user named it: for messages and for a stable order. */
  readonly file: string;
  readonly document: Document;
  readonly locate: Locate;
}

/** The welded document, and where each of its units came from. */
export interface Spec {
  readonly document: Document;
  readonly origins: Origins;
}
