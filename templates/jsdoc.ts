import type { Schema, SchemaObject } from "../generator/openapi.js";
import { plainMarkdown, withUnseenWritten } from "./description.js";
import { plain, textOf, type Worded, type Words } from "./words.js";

/**
 * The text of a JSDoc comment, between its delimiters. Every word of a document that stands in a
 * comment goes through here: it can neither end the comment nor begin a tag of its own.
 *
 * @returns undefined where there is nothing to say
 */
export function jsdoc(
  paragraphs: readonly (Words | string | undefined)[],
  tags: readonly string[] = [],
): string | undefined {
  const said = paragraphs
    .map((paragraph) => unbreakable(untagged(plainMarkdown(textOf(paragraph ?? "")))))
    .filter((text) => text.trim() !== "");
  const body = said.filter((text, index) => said.indexOf(text) === index).join("\n\n");
  const written = tags.map((tag) => unbreakable(tag));
  const parts = [body, written.join("\n")].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(body.includes("\n") ? "\n\n" : "\n") : undefined;
}

/**
 * The comment on a property or a type: its description, and what its type does not say.
 *
 * @param name what the schema stands under; a title that only repeats it is left out
 */
export function schemaDoc(given: Worded<SchemaObject>, name = ""): string | undefined {
  const schema = plain<SchemaObject>(given);
  const { description, title } = schema;
  const repeats = title !== undefined && letters(title) === letters(name);
  return jsdoc([description ?? (repeats ? undefined : title)], schemaTags(schema));
}

function letters(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

/** In the order in which they are written. */
const limits = [
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "contentEncoding",
  "contentMediaType",
];

function schemaTags(schema: SchemaObject): readonly string[] {
  const limited = limitedSchema(schema);
  const tags: string[] = [];
  const { format } = limited;
  if (format !== undefined && format !== "") tags.push(`@format ${oneLine(format)}`);
  for (const keyword of limits) {
    const limit = limited[keyword];
    if (limit === true) tags.push(`@${keyword}`);
    else if (typeof limit === "number" || (typeof limit === "string" && limit !== ""))
      tags.push(`@${keyword} ${oneLine(String(limit))}`);
  }
  const byDefault = schema.default === null ? undefined : short(schema.default);
  if (byDefault !== undefined) tags.push(`@default ${byDefault}`);
  const example = exampleOf(schema);
  if (example !== undefined) tags.push(`@example ${example}`);
  if (schema.deprecated === true) tags.push("@deprecated");
  return tags;
}

/** The schema itself; the one beside `null`, where that is all that a union says. */
function limitedSchema(schema: SchemaObject): SchemaObject {
  const members = (schema.anyOf ?? schema.oneOf ?? []).filter(isNotNull);
  const [only] = members;
  if (members.length !== 1 || typeof only !== "object" || only.$ref !== undefined) return schema;
  return { ...only, ...schema };
}

function isNotNull(schema: Schema): boolean {
  return typeof schema === "boolean" || schema.type !== "null";
}

/** The first example that is short and says more than the type and the default do. */
function exampleOf(schema: SchemaObject): string | undefined {
  const { example, examples, enum: values, const: constant } = schema;
  if (values !== undefined || constant !== undefined || schema.type === "boolean") return undefined;
  const given: unknown = example ?? (Array.isArray(examples) ? examples[0] : undefined);
  if (given === undefined || given === null || given === "") return undefined;
  const text = short(given);
  return text === short(schema.default) ? undefined : text;
}

const longest = 100;

/** A value as JSON, where it fits in the line of a tag. */
function short(value: unknown): string | undefined {
  const text = value === undefined ? undefined : JSON.stringify(value);
  return text !== undefined && text.length <= longest ? text : undefined;
}

/** A document's lines begin no tags, and its words no inline ones but links to names. */
function untagged(text: string): string {
  return text
    .replaceAll(/^([^\S\n\r\u2028\u2029]*)@/gm, "$1\\@")
    .replaceAll(/\{@(?!link [A-Za-z_$][\w$]*\})/g, "{\\@");
}

/** Line separators other than newline end a line for JavaScript, too (ECMA-262, 12.3). */
function unbreakable(text: string): string {
  return withUnseenWritten(text)
    .replaceAll("*/", "*\\/")
    .replaceAll(/[\u2028\u2029]/g, " ");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** A comment for a ts-morph structure: on one line where it fits, else as a block. */
export function blockDoc(doc: string | undefined): string[] {
  if (doc === undefined) return [];
  return [doc.includes("\n") ? `\n${doc}` : doc];
}

/** The same as text, with the end of its last line; empty where there is nothing to say. */
export function comment(doc: string | undefined): string {
  if (doc === undefined) return "";
  const lines = doc.split("\n");
  if (lines.length === 1) return `/** ${doc} */\n`;
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

/** A text for a comment within a line. */
export function inOneLine(text: Words): string {
  return withUnseenWritten(oneLine(textOf(text)));
}

/** A summary is the shorter one, but not in all documents. */
export function shortestFirst(...texts: readonly (Words | undefined)[]): readonly Words[] {
  return texts
    .flatMap((text) => text ?? [])
    .toSorted((a, b) => textOf(a).length - textOf(b).length);
}
