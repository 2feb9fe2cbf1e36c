import type { SchemaObject } from "../generator/openapi.js";

/**
 * The text of a JSDoc comment, between its delimiters. Every word of a document that stands in a
 * comment goes through here: it can neither end the comment nor begin a tag of its own.
 *
 * @returns undefined where there is nothing to say
 */
export function jsdoc(
  paragraphs: readonly (string | undefined)[],
  tags: readonly string[] = [],
): string | undefined {
  const said = paragraphs.map((paragraph) => clean(paragraph ?? "")).filter((text) => text !== "");
  const body = said.filter((text, index) => said.indexOf(text) === index).join("\n\n");
  const written = tags.map((tag) => unbreakable(tag));
  const parts = [body, written.join("\n")].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(body.includes("\n") ? "\n\n" : "\n") : undefined;
}

/** The comment on a property or a type: its description, and what its type does not say. */
export function schemaDoc(schema: SchemaObject): string | undefined {
  const tags: string[] = [];
  if (schema.format !== undefined) tags.push(`@format ${oneLine(schema.format)}`);
  if (schema.default !== undefined)
    tags.push(`@default ${oneLine(JSON.stringify(schema.default))}`);
  if (schema.deprecated === true) tags.push("@deprecated");
  return jsdoc([schema.description ?? schema.title], tags);
}

function clean(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, "\n").split("\n");
  const trimmed = lines.map((line) => line.trimEnd().replace(/^(\s*)@/, "$1\\@"));
  return unbreakable(
    trimmed
      .join("\n")
      .replaceAll(/\n{3,}/g, "\n\n")
      .trim(),
  );
}

/** Line separators other than newline end a line for JavaScript, too (ECMA-262, 12.3). */
function unbreakable(text: string): string {
  return text.replaceAll("*/", "*\\/").replaceAll(/[\u2028\u2029]/g, " ");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

/** A comment for a ts-morph structure: on one line where it fits, else as a block. */
export function blockDoc(doc: string | undefined): string[] {
  if (doc === undefined) return [];
  return [doc.includes("\n") ? `\n${doc}` : doc];
}
