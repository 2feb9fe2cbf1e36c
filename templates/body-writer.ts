import { propertyKey, stringLiteral } from "./literal.js";
import { call, list, type RuntimeCode } from "./runtime-code.js";
import { type Body, type BodyContent, type Field, matching } from "./words.js";

/** The runtime's function that writes a body; a choice of them where it has several media types. */
export function bodyWriter({ contents }: Body): RuntimeCode {
  const [only] = contents;
  if (only && contents.length === 1) return contentWriter(only);
  const writers = contents.map((content) =>
    list(`${propertyKey(content.mediaType)}: `, "", [contentWriter(content)]),
  );
  return call("choice", list("{ ", " }", writers), "input");
}

function contentWriter(content: BodyContent): RuntimeCode {
  const mediaType = stringLiteral(content.mediaType);
  switch (content.kind) {
    case "json":
      return matching(content.mediaType, /application\/json/)
        ? { text: "json", functions: ["json"] }
        : call("jsonAs", mediaType);
    case "form":
      return call("urlEncoded", ...fieldWriters(content.fields));
    case "multipart":
      return call("multipart", ...fieldWriters(content.fields));
    case "text":
    case "raw":
      return call("raw", mediaType);
  }
}

function fieldWriters(fields: readonly Field[]): readonly RuntimeCode[] {
  if (fields.length === 0) return [];
  const writers = fields.map((field) =>
    list(`${propertyKey(field.name)}: `, "", [fieldWriter(field)]),
  );
  return [list("{ ", " }", writers)];
}

function fieldWriter(field: Field): RuntimeCode | string {
  switch (field.kind) {
    case "delimited":
      return call("delimited", stringLiteral(field.delimiter));
    case "exploded":
    case "deepObject":
      return { text: field.kind, functions: [field.kind] };
    case "part":
      return stringLiteral(field.mediaType);
  }
}
