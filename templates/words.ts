import type * as model from "../generator/model/api.js";
import type * as openapi from "../generator/openapi.js";

/**
 * A text of a document or of the settings, as templates see it: a string when it runs, but nothing
 * that fits where a string is wanted. It gets into an output only through the module that makes it safe
 * for the place: `literal.ts` and `example-value.ts` (code), `jsdoc.ts` (comments), `markdown.ts` (the
 * README), `package-files.ts` (JSON). Strings of templates are the templates' own words, names that the
 * model has made, and what those modules give.
 */
export interface Words {
  readonly [words]: true;
}

declare const words: unique symbol;

/** A part of the model with its texts as {@link Words}; names that the model has made stay strings. */
export type Worded<T> = T extends string
  ? "isMade" extends keyof T
    ? string
    : string extends T
      ? Words
      : T
  : T extends object
    ? { readonly [K in keyof T]: Worded<T[K]> }
    : T;

export type Api = Worded<model.Api>;
export type Answer = Worded<model.Answer>;
export type AnswerBody = Worded<model.AnswerBody>;
export type Body = Worded<model.Body>;
export type BodyContent = Worded<model.BodyContent>;
export type DocumentedHeader = Worded<model.DocumentedHeader>;
export type EnumValue = Worded<model.EnumValue>;
export type EnumValues = Worded<model.EnumValues>;
export type Field = Worded<model.Field>;
export type NamedType = Worded<model.NamedType>;
export type Operation = Worded<model.Operation>;
export type OperationGroup = Worded<model.OperationGroup>;
export type Pagination = Worded<model.Pagination>;
export type Parameter = Worded<model.Parameter>;
export type ParameterStyle = Worded<model.ParameterStyle>;
export type Schema = Worded<openapi.Schema>;
export type SecurityScheme = Worded<model.SecurityScheme>;
export type Server = Worded<model.Server>;
export type ServerFunction = Worded<model.ServerFunction>;
export type ServerVariable = Worded<model.ServerVariable>;
export type Webhook = Worded<model.Webhook>;
export type WebhookHeaders = Worded<model.WebhookHeaders>;
export type WebhookParser = Worded<model.WebhookParser>;
export type Webhooks = Worded<model.Webhooks>;

/** The model as templates see it. */
export function worded<T>(part: T): Worded<T> {
  return part as Worded<T>; // the same value: only its texts are of another type
}

/** The way back, for the modules that make texts safe: a test allows it in no others. */
export function plain<T>(part: Worded<T>): T {
  return part as T; // the same value, which `worded` was given
}

/** A text that may be a document's or a template's own, as a string: in the same modules only. */
export function textOf(text: Words | string): string {
  return text as string; // `Words` are strings when they run
}

/** Words of the template around those of a document: still of use to nobody but the modules above. */
export function phrase(texts: TemplateStringsArray, ...inside: readonly (Words | string)[]): Words {
  return worded<string>(String.raw({ raw: texts }, ...inside));
}

/** Texts, one after the other. */
export function joined(texts: readonly (Words | string)[], between: string): Words {
  return worded<string>(texts.join(between));
}

/** The text as it is, where all of it matches: the pattern has to say what is safe. */
export function matching(text: Words, pattern: RegExp): string | undefined {
  const given = textOf(text);
  return pattern.exec(given)?.[0] === given ? given : undefined;
}
