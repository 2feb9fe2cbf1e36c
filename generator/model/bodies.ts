import type {
  Document,
  Encoding,
  MediaType,
  Operation as DocumentOperation,
  Schema,
} from "../openapi.js";
import type { Body, BodyContent, Field } from "./api.js";
import { dereference } from "./dereference.js";
import { modelExample } from "./examples.js";
import { essenceOf, isJson, isRangeOverJson, isSame } from "./media-types.js";

/** What an operation sends, in each media type that makes a difference; undefined: nothing. */
export function modelBody(document: Document, operation: DocumentOperation): Body | undefined {
  const body =
    operation.requestBody && dereference(document, "requestBodies", operation.requestBody);
  if (!body) return undefined;
  const contents = choices(body.content).map(([mediaType, media]) => ({
    ...modelContent(mediaType, media),
    ...modelExample(document, media),
  }));
  if (contents.length === 0) return undefined;
  return {
    required: body.required ?? false,
    ...(body.description !== undefined && { description: body.description }),
    contents,
  };
}

type Entry = readonly [mediaType: string, media: MediaType];

/** The media types to choose from: JSON first, since it says most; no two that say the same. */
function choices(content: Readonly<Record<string, MediaType>>): readonly Entry[] {
  const named = Object.entries(content).map(([type, media]): Entry => [
    sendable(type, media),
    media,
  ]);
  const json = named.filter(([type]) => isJson(type) && !isRangeOverJson(type));
  const others = named.filter(([type]) => !json.some(([each]) => each === type));
  return [...json, ...others].filter(
    ([type, media], index, all) =>
      !all
        .slice(0, index)
        .some(
          ([earlier, other]) =>
            earlier === type ||
            (writtenAlike(earlier) === writtenAlike(type) && isSame(other.schema, media.schema)),
        ),
  );
}

/** A range over JSON is sent as JSON, unless what is described is text or bytes. */
function sendable(mediaType: string, { schema }: MediaType): string {
  const isTyped = typeof schema === "object" && schema.type !== "string";
  return isRangeOverJson(mediaType) && isTyped && Object.keys(schema).length > 0
    ? "application/json"
    : mediaType;
}

/** Parameters, and the old name of JSON, are no reason to choose. */
function writtenAlike(mediaType: string): string {
  return essenceOf(mediaType).replace("text/json", "application/json");
}

function modelContent(mediaType: string, { schema = {}, encoding = {} }: MediaType): BodyContent {
  const essence = essenceOf(mediaType);
  if (essence === "application/x-www-form-urlencoded") {
    const fields = Object.entries(encoding).flatMap(([name, each]) => styledField(name, each));
    return { kind: "form", mediaType, schema: objectOf(schema), fields };
  }
  if (essence === "multipart/form-data") {
    const fields = Object.entries(encoding).flatMap(([name, each]) => partField(name, each));
    return { kind: "multipart", mediaType, schema: objectOf(schema), fields };
  }
  if (isJson(mediaType) && !isRangeOverJson(mediaType)) {
    return { kind: "json", mediaType, schema };
  }
  if (essence.startsWith("text/")) return { kind: "text", mediaType, schema: { type: "string" } };
  return { kind: "raw", mediaType, schema: { type: "string", format: "binary" } };
}

/** A form is an object (OpenAPI 3.1, 4.8.14.4), whatever a document forgets to say of it. */
function objectOf(schema: Schema): Schema {
  const isEmpty = typeof schema === "boolean" || Object.keys(schema).length === 0;
  return isEmpty || (schema.type !== undefined && !String(schema.type).includes("object"))
    ? { type: "object" }
    : schema;
}

/** Where an Encoding Object gives a style, that goes before its media type (OpenAPI 3.1, 4.8.15.1). */
function styledField(name: string, encoding: Encoding): readonly Field[] {
  const { style = "form", allowReserved } = encoding;
  const isStyled = [encoding.style, encoding.explode, allowReserved].some(
    (given) => given !== undefined,
  );
  if (!isStyled) return [];
  if (style === "deepObject") return [{ name, kind: "deepObject" }];
  const { explode = style === "form" } = encoding;
  if (explode) return [{ name, kind: "exploded" }];
  const delimiter = style === "spaceDelimited" ? " " : style === "pipeDelimited" ? "|" : ",";
  return [{ name, kind: "delimited", delimiter }];
}

/** The style `form` with explode is how parts are written anyway, and files can have no style. */
function partField(name: string, encoding: Encoding): readonly Field[] {
  const styled = styledField(name, encoding).filter(({ kind }) => kind !== "exploded");
  const { contentType: mediaType } = encoding;
  if (styled.length > 0 || mediaType === undefined) return styled;
  // Of several, or a range, the file itself says which it has.
  return /[,*]/.test(mediaType) ? [] : [{ name, kind: "part", mediaType }];
}
