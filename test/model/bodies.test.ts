import { describe, expect, test } from "vitest";
import type { MediaType, Schema } from "../../generator/openapi.js";
import { binary, modelled, object, ref } from "./one-operation.js";

type Content = Readonly<Record<string, MediaType>>;

const contents = (content: Content, schemas?: Record<string, Schema>) =>
  modelled({ operation: { requestBody: { content } }, ...(schemas && { schemas }) }).operation.body
    ?.contents;

describe("media types of request bodies", () => {
  test.each<{ given: Content; want: readonly string[] }>([
    { given: {}, want: [] },
    { given: { "application/json": {} }, want: ["json application/json"] },
    {
      given: { "text/csv": {}, "Application/Vnd.A+JSON; v=1": {} },
      want: ["json Application/Vnd.A+JSON; v=1", "text text/csv"],
    },
    {
      given: { "multipart/form-data": {}, "application/x-www-form-urlencoded": {} },
      want: ["multipart multipart/form-data", "form application/x-www-form-urlencoded"],
    },
    {
      given: { "application/octet-stream": {}, "application/xml": {}, "multipart/mixed": {} },
      want: ["raw application/octet-stream", "raw application/xml", "raw multipart/mixed"],
    },
    // The same thing said twice is nothing to choose.
    {
      given: {
        "application/json": { schema: object },
        "text/json": { schema: object },
        "application/*+json": { schema: object },
        "application/json;v=2": { schema: object },
      },
      want: ["json application/json"],
    },
    {
      given: { "application/json": { schema: object }, "application/json;v=2": { schema: binary } },
      want: ["json application/json", "json application/json;v=2"],
    },
    // A range is no media type that can be sent.
    { given: { "*/*": { schema: object } }, want: ["json application/json"] },
    { given: { "*/*": { schema: binary } }, want: ["raw */*"] },
    { given: { "*/*": {} }, want: ["raw */*"] },
  ])("$given → $want", ({ given, want }) => {
    expect((contents(given) ?? []).map(({ kind, mediaType }) => `${kind} ${mediaType}`)).toEqual(
      want,
    );
  });

  test.each<{ given: Schema; want: Schema }>([
    { given: true, want: { type: "object" } },
    { given: binary, want: { type: "object" } },
    { given: object, want: object },
    { given: ref("A"), want: ref("A") },
  ])("a form of $given is an object", ({ given, want }) => {
    expect(contents({ "multipart/form-data": { schema: given } })?.[0]?.schema).toEqual(want);
  });
});

describe("encodings", () => {
  const fields = (type: string, encoding: NonNullable<MediaType["encoding"]>) => {
    const [content] = contents({ [type]: { schema: object, encoding } }) ?? [];
    return content && "fields" in content ? content.fields : undefined;
  };

  test.each([
    { given: {}, want: [] },
    { given: { contentType: "application/json" }, want: [] },
    { given: { style: "form" }, want: [{ kind: "exploded" }] },
    { given: { explode: false }, want: [{ kind: "delimited", delimiter: "," }] },
    { given: { style: "spaceDelimited" }, want: [{ kind: "delimited", delimiter: " " }] },
    { given: { style: "pipeDelimited" }, want: [{ kind: "delimited", delimiter: "|" }] },
    { given: { style: "pipeDelimited", explode: true }, want: [{ kind: "exploded" }] },
    { given: { style: "deepObject", explode: true }, want: [{ kind: "deepObject" }] },
    { given: { allowReserved: true }, want: [{ kind: "exploded" }] },
  ])("of a URL-encoded form: $given", ({ given, want }) => {
    expect(fields("application/x-www-form-urlencoded", { a: given })).toEqual(
      want.map((field) => ({ name: "a", ...field })),
    );
  });

  test.each([
    { given: {}, want: [] },
    {
      given: { contentType: "application/xml" },
      want: [{ kind: "part", mediaType: "application/xml" }],
    },
    { given: { contentType: "image/png, image/jpeg" }, want: [] },
    { given: { contentType: "image/*" }, want: [] },
    { given: { style: "form", explode: true }, want: [] },
    {
      given: { style: "form", explode: true, contentType: "image/png" },
      want: [{ kind: "part", mediaType: "image/png" }],
    },
    { given: { style: "deepObject" }, want: [{ kind: "deepObject" }] },
  ])("of multipart: $given", ({ given, want }) => {
    expect(fields("multipart/form-data", { a: given })).toEqual(
      want.map((field) => ({ name: "a", ...field })),
    );
  });
});

describe("binary is bytes in a form, and text in JSON", () => {
  const withFile: Schema = {
    type: "object",
    properties: { file: binary, others: { type: "array", items: binary } },
  };
  const withText: Schema = {
    type: "object",
    properties: { file: { type: "string" }, others: { type: "array", items: { type: "string" } } },
  };

  test("inline", () => {
    const both = {
      "application/json": { schema: withFile },
      "multipart/form-data": { schema: withFile },
    };
    expect(contents(both)?.map(({ schema }) => schema)).toEqual([withText, withFile]);
  });

  test("by the media type of OpenAPI 3.1, in the schema or the encoding", () => {
    const schema: Schema = {
      type: "object",
      properties: {
        a: { type: "string", contentMediaType: "image/png" },
        b: { type: "string", contentMediaType: "image/png", contentEncoding: "base64" },
        c: { type: "string", contentMediaType: "application/json" },
        d: { type: "string" },
        e: { type: "array", items: { type: "string" } },
        f: { type: "string" },
      },
    };
    const encoding = {
      d: { contentType: "image/png, image/jpeg" },
      e: { contentType: "application/pdf" },
      f: { contentType: "text/csv" },
    };
    const { types } = modelled({
      operation: { requestBody: { content: { "multipart/form-data": { schema, encoding } } } },
    });
    const { PostABody: form = {} } = types;
    const properties = typeof form === "object" ? form.properties : {};
    const files = Object.entries(properties ?? {}).filter(([, each]) =>
      JSON.stringify(each).includes('"binary"'),
    );
    expect(files.map(([name]) => name)).toEqual(["a", "d", "e"]);
  });

  test("a component of both is what the form needs", () => {
    const schemas = {
      Form: { type: "object", properties: { inner: ref("Inner") } },
      Inner: withFile,
      Other: withFile,
    } as const;
    const { types } = modelled({
      operation: {
        requestBody: {
          content: {
            "multipart/form-data": { schema: ref("Form") },
            "application/json": { schema: ref("Inner") },
          },
        },
        responses: { "200": { content: { "application/json": { schema: ref("Other") } } } },
      },
      schemas,
    });
    expect([types["Inner"], types["Other"]]).toEqual([withFile, withText]);
  });
});

describe("examples", () => {
  test("are those beside the schema, looked up", () => {
    const { operation } = modelled({
      operation: {
        parameters: [
          { name: "a", in: "query", example: 1 },
          {
            name: "b",
            in: "query",
            examples: { lost: { $ref: "#/components/examples/Lost" }, x: { value: 2 } },
          },
          {
            name: "c",
            in: "query",
            content: { "application/json": { schema: object, example: { a: "x" } } },
          },
        ],
        requestBody: {
          content: { "application/json": { examples: { a: { $ref: "#/components/examples/A" } } } },
        },
      },
      components: { examples: { A: { value: { a: "y" } } } },
    });
    expect(operation.parameters.map(({ example }) => example)).toEqual([1, 2, { a: "x" }]);
    expect(operation.parameters[2]?.schema).toEqual(object);
    expect(operation.body?.contents[0]?.example).toEqual({ a: "y" });
  });
});
