import { describe, expect, test } from "vitest";
import type {
  MediaType,
  Operation,
  ResolvedSchemaObject,
  Schema,
} from "../../generator/openapi.js";
import { binary, modelled, object, ref } from "./one-operation.js";

type Content = Readonly<Record<string, MediaType>>;

describe("answers", () => {
  const kinds = (content: Content, status = "200", method: "post" | "head" = "post") => {
    const { operation } = modelled({ operation: { responses: { [status]: { content } } }, method });
    return [...operation.responses, ...operation.errors]
      .flatMap(({ bodies }) => bodies)
      .map(({ kind, mediaType }) => `${kind} ${mediaType}`);
  };

  test.each<{ given: Content; want: readonly string[] }>([
    {
      given: { "text/csv": {}, "application/pdf": {}, "application/json": {} },
      want: ["json application/json", "text text/csv", "binary application/pdf"],
    },
    // The same thing in other words is not asked for.
    {
      given: {
        "text/plain": { schema: object },
        "application/json": { schema: object },
        "application/xml": { schema: object },
      },
      want: ["json application/json"],
    },
    {
      given: { "text/event-stream": {}, "application/json": {} },
      want: ["json application/json"],
    },
    { given: { "text/event-stream": {} }, want: ["stream text/event-stream"] },
    { given: { "application/x-ndjson": {} }, want: ["stream application/x-ndjson"] },
    { given: { "*/*": { schema: object } }, want: ["json */*"] },
    { given: { "*/*": { schema: binary } }, want: ["binary */*"] },
  ])("$given → $want", ({ given, want }) => {
    expect(kinds(given)).toEqual(want);
  });

  test("some never have a body, and errors are no Blob", () => {
    const content = { "application/json": {}, "image/png": {} };
    expect(kinds(content, "204")).toEqual([]);
    expect(kinds(content, "200", "head")).toEqual([]);
    expect(kinds(content, "400")).toEqual(["json application/json", "text image/png"]);
  });

  test("headers are required where every success has them", () => {
    const { operation } = modelled({
      operation: {
        responses: {
          "200": {
            headers: {
              ETag: { required: true },
              "X-A": { $ref: "#/components/headers/A" },
              "Content-Type": {},
            },
          },
          "201": { headers: { etag: { required: true } } },
          "400": { headers: { "X-Error": {} } },
        },
      },
      components: { headers: { A: { required: true, description: "A" } } },
    });
    expect(operation.headers).toEqual([
      { name: "ETag", required: true, deprecated: false },
      { name: "X-A", required: false, deprecated: false, description: "A" },
    ]);
    expect(operation.types.headers).toBe("PostAHeaders");
  });

  test("that differ by status have a type for that", () => {
    const json = (schema: Schema) => ({ content: { "application/json": { schema } } });
    const typesOf = (responses: Operation["responses"]) =>
      modelled({ operation: { ...(responses && { responses }) } }).operation.types;
    expect(typesOf({ "200": json(object), "201": json(object) })).not.toHaveProperty("byStatus");
    expect(typesOf({ "200": json(object), "201": json(true) })).toHaveProperty("byStatus");
    expect(typesOf({ "200": json(object), "204": {} })).toHaveProperty("byStatus");
  });
});

describe("envelope.unwrap", () => {
  const envelope: Schema = { type: "object", properties: { data: object } };
  const unwrapOf = (schema: Schema, more: Operation["responses"] = {}) => {
    const schemas = { Envelope: envelope, Base: { properties: { data: true } }, Loop: ref("Loop") };
    const content = { "application/json": { schema } };
    const operation = { responses: { "200": { content }, ...more } };
    return modelled({ operation, schemas, unwrap: "data" });
  };
  const resolved = (schema: ResolvedSchemaObject): Schema => schema;

  test.each<[string, Schema]>([
    ["inline", envelope],
    ["a component", ref("Envelope")],
    ["generic", resolved({ ...ref("Envelope"), "x-type-arguments": [object] })],
    ["built on another", resolved({ type: "object", "x-extends": ref("Base") })],
    ["an intersection", resolved({ "x-intersection": [object, ref("Envelope")] })],
    ["a union of envelopes", { oneOf: [ref("Envelope"), envelope] }],
  ])("%s", (_, schema) => {
    const { operation, codes } = unwrapOf(schema, { "400": {} });
    expect([operation.unwrap, operation.types.data, codes]).toEqual(["data", "PostAData", []]);
  });

  test.each<[string, Schema, Operation["responses"]]>([
    ["no such property", object, {}],
    ["may be null", { ...envelope, type: ["object", "null"] }, {}],
    ["a union with something else", { oneOf: [envelope, object] }, {}],
    ["an answer without a body beside it", envelope, { "204": {} }],
    ["a list", { type: "array", items: envelope }, {}],
    ["a circle", ref("Loop"), {}],
    ["nothing", ref("Lost"), {}],
  ])("not where it is no envelope: %s", (_, schema, more) => {
    const { operation, codes } = unwrapOf(schema, more);
    expect([operation.unwrap, operation.types.data, codes]).toEqual([
      undefined,
      undefined,
      ["nothing-to-unwrap"],
    ]);
  });
});

describe("envelope.failure", () => {
  const envelope: Schema = { type: "object", properties: { success: { type: "boolean" } } };
  const failing = (schema: Schema) => {
    const responses = {
      "200": { content: { "application/json": { schema } } },
      "404": { content: { "application/json": { schema: object } } },
    };
    return modelled({ operation: { responses }, failure: { success: false } });
  };

  test("an answer that can be a failure is an error, too", () => {
    const { operation, codes } = failing(envelope);
    expect(operation.errors.map(({ status }) => status)).toEqual(["200", "404"]);
    expect(operation.errors[0]?.bodies).toEqual(operation.responses[0]?.bodies);
    expect(codes).toEqual([]);
  });

  test("members that no answer has are told", () => {
    const { operation, codes } = failing(object);
    expect(operation.errors.map(({ status }) => status)).toEqual(["404"]);
    expect(codes).toEqual(["nothing-to-fail"]);
  });
});

describe("a second function for an answer as it arrives", () => {
  const json = { schema: object };
  test.each<[string, Readonly<Record<string, object>>, string | undefined]>([
    ["events beside JSON", { "application/json": json, "text/event-stream": json }, "stream"],
    ["lines beside JSON", { "application/x-ndjson": json, "application/json": json }, "stream"],
    ["bytes", { "application/pdf": {} }, "bytes"],
    ["not for JSON", { "application/json": json }, undefined],
    ["not for text", { "text/plain": {} }, undefined],
    ["not where all is a stream", { "text/event-stream": json }, undefined],
    ["not for bytes beside JSON", { "application/json": json, "image/png": {} }, undefined],
  ])("%s", (_, content, want) => {
    const { operation } = modelled({ operation: { responses: { "200": { content } } } });
    expect(operation.streamed?.answer.bodies[0]?.kind).toBe(want);
    expect(operation.streamed?.name).toBe(want && "postAStream");
    expect(operation.responses[0]?.bodies).toHaveLength(
      want === undefined ? Object.keys(content).length : 1,
    );
  });
});

describe("the items of a stream", () => {
  const streamOf = (mediaType: string, schema: Schema) => {
    const responses = { "200": { description: "", content: { [mediaType]: { schema } } } };
    const [body] = modelled({ operation: { responses } }).operation.responses[0]?.bodies ?? [];
    return body?.kind === "stream" ? body : undefined;
  };
  const text: Schema = { type: "string" };
  const event = (data: Schema): Schema => ({
    type: "object",
    properties: { event: text, id: text, data },
  });

  test.each<[name: string, schema: Schema, want: unknown]>([
    ["are what the schema says", object, { schema: object, isText: false }],
    ["are text", text, { schema: text, isText: true }],
    ["are the text of the event it describes", event(text), { schema: text, isText: true }],
    [
      "are the JSON in the text of the event it describes",
      event({ type: "string", contentMediaType: "application/json", contentSchema: object }),
      { schema: object, isText: false },
    ],
  ])("%s", (_, schema, want) => {
    expect(streamOf("text/event-stream", schema)).toMatchObject({
      format: "events",
      ...(want as object),
    });
  });

  test("are the lines of JSON", () => {
    expect(streamOf("application/jsonl", event(text))).toMatchObject({
      format: "lines",
      isText: false,
    });
  });
});
