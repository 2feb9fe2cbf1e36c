import type { Method, Schema } from "../openapi.js";
import type { Package } from "./api-package.js";
import type { DocumentedHeader, Webhooks } from "./api-webhooks.js";
import type { Identifier, MadeName } from "./made-names.js";

export type * from "./api-package.js";
export type * from "./api-webhooks.js";

/**
 * The client to be written, as plain data: everything a template needs, nothing that must be
 * looked up in the document. Schemas are resolved ones (no `allOf`); `$ref` names a {@link NamedType}.
 */
export interface Api {
  readonly package: Package;
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly servers: readonly Server[];
  readonly serverFunctions: readonly ServerFunction[];
  readonly schemes: readonly SecurityScheme[];
  /**
   * The sets of schemes of which a client must be given one, because every operation needs it;
   * empty where some operation can do without.
   */
  readonly requiredSchemes: readonly (readonly string[])[];
  /** The members of an answer that is a failure in spite of its status. */
  readonly failure?: Readonly<Record<string, string | number | boolean | null>>;
  readonly types: readonly NamedType[];
  readonly groups: readonly OperationGroup[];
  /** Absent where the document has none. */
  readonly webhooks?: Webhooks;
}

export interface Server {
  /** The name users write, such as `production`. */
  readonly name: Identifier;
  readonly url: string;
  readonly description?: string;
}

/** A server whose URL has variables, which a function of the client puts in. */
export interface ServerFunction {
  readonly name: Identifier;
  /** The name of the type of what it takes. */
  readonly type: Identifier;
  /** `https://{region}.example.com/v1` */
  readonly template: string;
  readonly description?: string;
  readonly variables: readonly ServerVariable[];
}

export interface ServerVariable {
  readonly name: string;
  readonly default?: string;
  /** The only ones that there are. */
  readonly values?: readonly string[];
  readonly description?: string;
}

/** How a credential travels. */
export type SecurityScheme = { readonly name: string; readonly description?: string } & (
  | {
      readonly kind: "apiKey";
      readonly in: "header" | "query" | "cookie";
      readonly parameter: string;
    }
  | {
      readonly kind: "bearer";
      /** Where the client can fetch the token itself (OAuth 2.0, client credentials). */
      readonly clientCredentials?: ClientCredentials;
    }
  /** Another scheme of the `Authorization` header, under the name the document gives it. */
  | { readonly kind: "http"; readonly scheme: string }
  | { readonly kind: "basic" }
);

/**
 * Where the list is in an answer, and what leads to the next page. `optional`: there can be no answer
 * at all, as a 204 has none and null is nothing.
 */
export type Pagination = { readonly items: readonly string[]; readonly optional?: true } & (
  | { readonly kind: "cursor"; readonly parameter: string; readonly next: readonly string[] }
  | { readonly kind: "last"; readonly parameter: string; readonly last: readonly string[] }
  | { readonly kind: "page" | "offset"; readonly parameter: string }
  | { readonly kind: "link" }
);

export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly scopes: readonly string[];
  /** The name of the function that makes such a credential. */
  readonly functionName: Identifier;
}

/** A component schema as a TypeScript declaration. */
export interface NamedType {
  /** Its TypeScript name. */
  readonly name: Identifier;
  /** Its key in `components.schemas`. */
  readonly wireName: string;
  /** The parameters of a generic type, in order. */
  readonly parameters: readonly TypeParameter[];
  readonly schema: Schema;
  /** Of a type made of inline objects: where they stand, as `names.yaml` calls it. */
  readonly places?: readonly string[];
  /** The enums it consists of, or its properties take. */
  readonly enums?: readonly EnumValues[];
}

/** The values of an enum, which the client exports as an array beside the type that holds it. */
export interface EnumValues {
  /** The array's name, such as `orderStatusValues`. */
  readonly name: Identifier;
  /** What takes the values: the type itself, something in it, or a property or parameter of it. */
  readonly of:
    | { readonly kind: "type"; readonly nullable: boolean }
    | { readonly kind: "inside" }
    | { readonly kind: "property"; readonly name: string };
  readonly values: readonly EnumValue[];
  readonly deprecated: boolean;
}

export interface EnumValue {
  readonly value: string | number | boolean;
  readonly description?: string;
}

export interface TypeParameter {
  readonly name: Identifier;
  /** The property that it stands for: what `x-type-parameter` in the schema says. */
  readonly property: string;
  readonly default: Schema;
}

/** The operations of one tag: one file of the client. */
export interface OperationGroup {
  /** The tag, as the document writes it; undefined for operations without one. */
  readonly tag?: string;
  readonly description?: string;
  /** File name without its ending. */
  readonly file: MadeName;
  readonly operations: readonly Operation[];
}

export interface Operation {
  /** The function's name. */
  readonly name: Identifier;
  readonly types: OperationTypes;
  /** `METHOD /path`: what `names.yaml` calls it. */
  readonly key: string;
  readonly method: Method;
  readonly path: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly body?: Body;
  /** Documented answers with a 2xx status, by status. */
  readonly responses: readonly Answer[];
  /** Documented answers with another status, or `default`; successes that can be failures. */
  readonly errors: readonly Answer[];
  /** The enums that its parameters and the properties of its body take. */
  readonly enums?: readonly EnumValues[];
  /** What the headers of `responses` have in common. */
  readonly headers: readonly ResponseHeader[];
  /** The property that the function gives in place of the envelope around it. */
  readonly unwrap?: string;
  /** A second function, for who takes the answer as it arrives. */
  readonly streamed?: Streamed;
  /** How its answer comes page by page. */
  readonly pagination?: Pagination;
  /** The header that takes a key of each call, so that it can be sent again after any failure. */
  readonly idempotencyHeader?: string;
  /** Where it is, by the names of the client's servers, if not where these are. */
  readonly servers?: readonly Server[];
  /** Alternatives; each is a set of schemes needed together. Empty: no credentials. */
  readonly security: readonly (readonly string[])[];
}

/** A function that calls an operation and gives its answer as a stream. */
export interface Streamed {
  readonly name: Identifier;
  /** The name of the type of what it gives. */
  readonly response: Identifier;
  readonly answer: Answer;
}

/** The names of the types that are declared for an operation. */
export interface OperationTypes {
  /** Absent where the operation takes no input. */
  readonly input?: Identifier;
  readonly response: Identifier;
  /** Absent where the data is not taken out of an envelope. */
  readonly data?: Identifier;
  /** Absent where all answers with a 2xx status have the same data. */
  readonly byStatus?: Identifier;
  /** Absent where no header is documented. */
  readonly headers?: Identifier;
  /** Absent where no error is documented. */
  readonly errors?: Identifier;
}

export interface Parameter {
  readonly in: "path" | "query" | "headers" | "cookies";
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description?: string;
  readonly schema: Schema;
  readonly example?: unknown;
  /** How it is written, if not in the default way of its place. */
  readonly style?: ParameterStyle;
}

export type ParameterStyle =
  | { readonly kind: "label" | "matrix"; readonly explode: boolean }
  /** `simple` with explode. */
  | { readonly kind: "exploded" }
  /** Of a parameter that has a media type. */
  | { readonly kind: "json" }
  | {
      readonly kind: "query";
      readonly allowReserved: boolean;
      readonly fields:
        | { readonly kind: "exploded" | "deepObject" }
        | { readonly kind: "delimited"; readonly delimiter: string };
    }
  /** `verbatim`: nothing is escaped. */
  | { readonly kind: "cookie"; readonly explode: boolean; readonly verbatim: boolean };

export interface Body {
  readonly required: boolean;
  readonly description?: string;
  /** What it can be, in one media type or another; the first is the default. Never empty. */
  readonly contents: readonly BodyContent[];
}

export type BodyContent = {
  readonly mediaType: string;
  readonly schema: Schema;
  readonly example?: unknown;
} & (
  | { readonly kind: "json" }
  /** `application/x-www-form-urlencoded` */
  | { readonly kind: "form"; readonly fields: readonly Field[] }
  /** `multipart/form-data` */
  | { readonly kind: "multipart"; readonly fields: readonly Field[] }
  | { readonly kind: "text" }
  /** What `fetch` takes as a body, sent as it is. */
  | { readonly kind: "raw" }
);

/** A property of a form that is not written in the default way. */
export type Field = { readonly name: string } & (
  | { readonly kind: "exploded" }
  | { readonly kind: "delimited"; readonly delimiter: "," | " " | "|" }
  | { readonly kind: "deepObject" }
  | { readonly kind: "part"; readonly mediaType: string }
);

export interface Answer {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly description?: string;
  /** What the body can be, what is asked for first; empty: an answer without a body. */
  readonly bodies: readonly AnswerBody[];
}

export type AnswerBody = {
  readonly mediaType: string;
  /** The document's for JSON, and for the items of a stream; else that of a string or a Blob. */
  readonly schema: Schema;
} &
  /** What the client makes of it: the parsed value, a string or a Blob. */
  (
    | { readonly kind: "json" | "text" | "binary" }
    /** One item after the other, of text or of JSON. */
    | { readonly kind: "stream"; readonly format: "events" | "lines"; readonly isText: boolean }
    /** The bytes as they arrive. */
    | { readonly kind: "bytes" }
  );

export interface ResponseHeader extends DocumentedHeader {
  /** Whether every documented success has it. */
  readonly required: boolean;
}
