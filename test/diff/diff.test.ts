import { describe, expect, test } from "vitest";
import { diff } from "../../generator/diff/diff.js";
import {
  clientOf,
  gives,
  json,
  number,
  object,
  oneOf,
  query,
  ref,
  takes,
  text,
  type Json,
  type Version,
} from "./clients.js";
import { consumerErrors } from "./consumer.js";

interface Case {
  readonly change: string;
  readonly before: Version;
  readonly after: Version;
  /** `impact kind name`, one for each change. */
  readonly want: readonly string[];
  readonly step: "major" | "minor" | "patch" | "none";
  /** What a compiler cannot see of it: a program that used the old client compiles all the same. */
  readonly unseen?: true;
}

const at = (get: Json, more: Json = {}): Version => ({ paths: { "/thing": { get } }, ...more });
const posts = (post: Json, more: Json = {}): Version => ({
  paths: { "/thing": { post } },
  ...more,
});
const answers = (schema: Json, more: Json = {}) => at(gives(schema), more);
const accepts = (schema: Json, more: Json = {}) => posts(takes(schema), more);
const asks = (...parameters: readonly Json[]) => at(gives(object({ id: text }), { parameters }));
const both = (schema: Json): Version => ({
  paths: { "/thing": { get: gives(ref("Thing")), post: takes(ref("Thing")) } },
  schemas: { Thing: schema },
});
const envelope = (own: Json, data: Json): Version =>
  answers(
    { allOf: [ref("Envelope"), object({ data: object(data) })] },
    {
      schemas: { Envelope: object({ data: { type: "object" }, ok: { type: "boolean" }, ...own }) },
    },
  );
const pages: Json = { style: "page", parameter: "page", items: "data" };
const listed = (pagination: Json | false) =>
  at(
    gives(object({ data: { type: "array", items: object({ id: text }) } }), {
      parameters: [query("page", { type: "integer" })],
    }),
    { settings: { pagination: pagination && [pagination] } },
  );
const secured = (security: readonly Json[], others: readonly Json[] = []): Version => ({
  paths: {
    "/thing": { get: gives(text, { security }) },
    "/open": { get: gives(text, { operationId: "open", security: others }) },
  },
  components: {
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "X-Key" },
      other: { type: "apiKey", in: "header", name: "X-Other" },
    },
  },
});
const fails = (errors: Json): Json => ({
  operationId: "getThing",
  responses: {
    200: { description: "OK", ...json(text) },
    ...Object.fromEntries(
      Object.entries(errors).map(([status, schema]) => [
        status,
        // The values of the table are schemas.
        { description: "No", ...json(schema as Json) },
      ]),
    ),
  },
});
const twice = (schema: Json, [one, two] = ["one", "two"]): Version => ({
  paths: {
    "/one": { get: gives(schema, { operationId: one }) },
    "/two": { get: gives(schema, { operationId: two }) },
  },
});
const hears = (payloads: Json): Version => ({
  ...at(gives(text)),
  document: {
    webhooks: Object.fromEntries(
      Object.entries(payloads).map(([name, schema]) => [
        name,
        { post: { requestBody: json(schema as Json), responses: {} } },
      ]),
    ),
  },
});

const nullable = { type: ["string", "null"] };
const cat = object({ "kind!": { const: "cat" }, "lives!": number });
const dog = object({ "kind!": { const: "dog" }, "tricks!": { type: "array", items: text } });

const cases: readonly Case[] = [
  {
    change: "nothing",
    before: asks(query("a"), query("b")),
    after: asks(query("a"), query("b")),
    want: [],
    step: "none",
  },
  {
    change: "the order of parameters",
    before: asks(query("a"), query("b")),
    after: asks(query("b"), query("a")),
    want: ["documentation changed openapi.json"],
    step: "patch",
  },
  {
    change: "an operation is added",
    before: at(gives(text)),
    after: { paths: { "/thing": { get: gives(text), post: takes(object({ id: text })) } } },
    want: ["compatible added sendThing"],
    step: "minor",
  },
  {
    change: "an operation is removed",
    before: { paths: { "/thing": { get: gives(text), post: takes(object({ id: text })) } } },
    after: at(gives(text)),
    want: ["breaking removed sendThing"],
    step: "major",
  },
  {
    change: "a summary is reworded",
    before: at(gives(text, { operationId: undefined, summary: "Get thing" })),
    after: at(gives(text, { operationId: undefined, summary: "Find thing" })),
    want: ["breaking renamed getThing"],
    step: "major",
  },
  {
    change: "a summary is reworded, and the name is pinned",
    before: at(gives(text, { operationId: undefined, summary: "Get thing" })),
    after: at(gives(text, { operationId: undefined, summary: "Find thing" }), {
      names: { "GET /thing": "getThing" },
    }),
    want: ["documentation changed getThing"],
    step: "patch",
  },
  {
    change: "an operation with input and errors is renamed",
    before: at(gives(object({ id: text }), { parameters: [query("status", oneOf("a", "b"))] })),
    after: at(
      gives(object({ id: text }), {
        operationId: "findThing",
        parameters: [query("status", oneOf("a", "b"))],
      }),
    ),
    want: ["breaking renamed getThing"],
    step: "major",
  },
  {
    change: "a path is changed",
    before: at(gives(text)),
    after: { paths: { "/things": { get: gives(text) } } },
    want: ["compatible changed getThing"],
    step: "minor",
  },
  {
    change: "an optional parameter is added",
    before: asks(query("a")),
    after: asks(query("a"), query("b")),
    want: ["compatible added GetThingInput.query.b"],
    step: "minor",
  },
  {
    change: "the first parameter is added, optional: the options of a call keep their place",
    before: asks(),
    after: asks(query("b")),
    want: ["compatible added GetThingInput.query.b"],
    step: "minor",
  },
  {
    change: "the first body is added, optional",
    before: posts(gives(text)),
    after: posts({ ...gives(text), requestBody: json(object({ a: text })) }),
    want: ["compatible added GetThingInput.body"],
    step: "minor",
  },
  {
    change: "a required parameter is added",
    before: asks(query("a")),
    after: asks(query("a"), query("b", text, { required: true })),
    want: ["breaking added GetThingInput.query.b"],
    step: "major",
  },
  {
    change: "the first parameter is added, required",
    before: asks(),
    after: asks(query("b", text, { required: true })),
    want: ["breaking added GetThingInput.query.b"],
    step: "major",
  },
  {
    change: "a header with a default is required",
    before: asks(),
    after: asks({
      in: "header",
      name: "X-Version",
      required: true,
      schema: { ...text, default: "1" },
    }),
    want: ['breaking added GetThingInput.headers["X-Version"]'],
    step: "major",
  },
  {
    change: "a parameter is removed",
    before: asks(query("a"), query("b")),
    after: asks(query("a")),
    want: ["breaking removed GetThingInput.query.b"],
    step: "major",
  },
  {
    change: "the last parameter is removed",
    before: asks(query("a")),
    after: asks(),
    want: ["breaking removed GetThingInput.query.a"],
    step: "major",
  },
  {
    change: "a parameter becomes required",
    before: asks(query("a")),
    after: asks(query("a", text, { required: true })),
    want: ["breaking changed GetThingInput.query.a"],
    step: "major",
  },
  {
    change: "a parameter becomes optional",
    before: asks(query("a", text, { required: true })),
    after: asks(query("a")),
    want: ["compatible changed GetThingInput.query.a"],
    step: "minor",
  },
  {
    change: "a parameter is widened",
    before: asks(query("a")),
    after: asks(query("a", { type: ["string", "number"] })),
    want: ["compatible changed GetThingInput.query.a"],
    step: "minor",
  },
  {
    change: "a parameter has another type",
    before: asks(query("a")),
    after: asks(query("a", number)),
    want: ["breaking changed GetThingInput.query.a"],
    step: "major",
  },
  {
    change: "an enum of a parameter grows",
    before: asks(query("a", oneOf("x", "y"))),
    after: asks(query("a", oneOf("x", "y", "z"))),
    want: ["compatible changed GetThingInput.query.a"],
    step: "minor",
  },
  {
    change: "an enum of a parameter shrinks",
    before: asks(query("a", oneOf("x", "y", "z"))),
    after: asks(query("a", oneOf("x", "y"))),
    want: ["breaking changed GetThingInput.query.a"],
    step: "major",
  },
  {
    change: "an enum of a parameter is no more",
    before: asks(query("a", oneOf("x", "y"))),
    after: asks(query("a")),
    want: ["breaking removed getThingAValues", "compatible changed GetThingInput.query.a"],
    step: "major",
  },
  {
    change: "a body field is added, optional",
    before: accepts(object({ "a!": text })),
    after: accepts(object({ "a!": text, b: text })),
    want: ["compatible added SendThingInput.body.b"],
    step: "minor",
  },
  {
    change: "a body field is added, required",
    before: accepts(object({ "a!": text })),
    after: accepts(object({ "a!": text, "b!": text })),
    want: ["breaking added SendThingInput.body.b"],
    step: "major",
  },
  {
    change: "a body field is removed",
    before: accepts(object({ "a!": text, b: text })),
    after: accepts(object({ "a!": text })),
    want: ["breaking removed SendThingInput.body.b"],
    step: "major",
  },
  {
    change: "a body becomes nullable",
    before: accepts(object({ "a!": text })),
    after: accepts(object({ "a!": nullable })),
    want: ["compatible changed SendThingInput.body.a"],
    step: "minor",
  },
  {
    change: "a response field is added",
    before: answers(object({ a: text })),
    after: answers(object({ a: text, b: text })),
    want: ["compatible added GetThingResponse.b"],
    step: "minor",
  },
  {
    change: "an optional response field is removed",
    before: answers(object({ a: text, b: text })),
    after: answers(object({ a: text })),
    want: ["breaking removed GetThingResponse.b"],
    step: "major",
  },
  {
    change: "a response field is renamed",
    before: answers(object({ a: text, user_id: text })),
    after: answers(object({ a: text, userId: text })),
    want: ["breaking renamed GetThingResponse.user_id"],
    step: "major",
  },
  {
    change: "a response field may be missing",
    before: answers(object({ "a!": text })),
    after: answers(object({ a: text })),
    want: ["breaking changed GetThingResponse.a"],
    step: "major",
  },
  {
    change: "a response field is always there",
    before: answers(object({ a: text })),
    after: answers(object({ "a!": text })),
    want: ["compatible changed GetThingResponse.a"],
    step: "minor",
  },
  {
    change: "a response field may be null",
    before: answers(object({ "a!": text })),
    after: answers(object({ "a!": nullable })),
    want: ["breaking changed GetThingResponse.a"],
    step: "major",
  },
  {
    change: "a field deep in a list changes",
    before: answers(object({ data: { type: "array", items: object({ "n!": number }) } })),
    after: answers(object({ data: { type: "array", items: object({ "n!": text }) } })),
    want: ["breaking changed GetThingResponse.data[].n"],
    step: "major",
  },
  {
    change: "an enum of an answer grows",
    before: answers(object({ s: oneOf("x", "y") })),
    after: answers(object({ s: oneOf("x", "y", "z") })),
    want: ["breaking changed GetThingResponse.s"],
    step: "major",
  },
  {
    change: "an open enum of an answer grows",
    before: answers(ref("Thing"), {
      schemas: { Thing: object({ s: oneOf("x", "y") }) },
      settings: { types: { enums: "open" } },
    }),
    after: answers(ref("Thing"), {
      schemas: { Thing: object({ s: oneOf("x", "y", "z") }) },
      settings: { types: { enums: "open" } },
    }),
    want: ["compatible changed Thing.s"],
    step: "minor",
  },
  {
    change: "a union of an answer grows",
    before: answers(object({ "pet!": { oneOf: [cat] } })),
    after: answers(object({ "pet!": { oneOf: [cat, dog] } })),
    want: ["breaking changed GetThingResponse.pet"],
    step: "major",
  },
  {
    change: "a member of a union loses a field",
    before: answers({
      oneOf: [object({ "kind!": { const: "cat" }, "lives!": number, name: text }), dog],
    }),
    after: answers({ oneOf: [cat, dog] }),
    want: ["breaking removed GetThingResponse.name"],
    step: "major",
    unseen: true,
  },
  {
    change: "a component that is given and gotten has a new field",
    before: both(object({ "a!": text })),
    after: both(object({ "a!": text, b: text })),
    want: ["compatible added Thing.b"],
    step: "minor",
  },
  {
    change: "a component that is given and gotten needs a new field",
    before: both(object({ "a!": text })),
    after: both(object({ "a!": text, "b!": text })),
    want: ["breaking added Thing.b"],
    step: "major",
  },
  {
    change: "a component that is only gotten has a new field",
    before: answers(ref("Thing"), { schemas: { Thing: object({ "a!": text }) } }),
    after: answers(ref("Thing"), { schemas: { Thing: object({ "a!": text, "b!": text }) } }),
    want: ["compatible added Thing.b"],
    step: "minor",
  },
  {
    change: "an enum that is a component grows",
    before: answers(ref("Thing"), { schemas: { Thing: oneOf("x", "y") } }),
    after: answers(ref("Thing"), { schemas: { Thing: oneOf("x", "y", "z") } }),
    want: ["breaking changed Thing"],
    step: "major",
  },
  {
    change: "an enum that is only given grows",
    before: accepts(object({ a: ref("Thing") }), { schemas: { Thing: oneOf("x", "y") } }),
    after: accepts(object({ a: ref("Thing") }), { schemas: { Thing: oneOf("x", "y", "z") } }),
    want: ["compatible changed Thing"],
    step: "minor",
  },
  {
    change: "a component is renamed",
    before: answers(ref("Thing"), { schemas: { Thing: object({ a: text, b: text, c: number }) } }),
    after: answers(ref("Item"), { schemas: { Item: object({ a: text, b: text, c: number }) } }),
    want: ["breaking renamed Thing"],
    step: "major",
  },
  {
    change: "a component is another's alias",
    before: answers(ref("Thing"), { schemas: { Thing: object({ a: text }) } }),
    after: answers(ref("Thing"), { schemas: { Thing: ref("Item"), Item: object({ a: text }) } }),
    want: ["compatible added Item"],
    step: "minor",
  },
  {
    change: "the data of an envelope loses a field",
    before: envelope({}, { clicks: number, views: number }),
    after: envelope({}, { views: number }),
    want: ["breaking removed GetThingResponse.data.clicks"],
    step: "major",
  },
  {
    change: "an envelope has a new field",
    before: envelope({}, { clicks: number }),
    after: envelope({ meta: text }, { clicks: number }),
    want: ["compatible added Envelope.meta"],
    step: "minor",
  },
  {
    change: "an envelope's data may be null and has a new field",
    before: envelope({ "m!": text }, { clicks: number }),
    after: envelope({ "m!": nullable }, { clicks: number, views: number }),
    want: ["breaking changed Envelope.m", "compatible added GetThingResponse.data.views"],
    step: "major",
  },
  {
    change: "descriptions change",
    before: answers(object({ a: { ...text, description: "One" } })),
    after: answers(object({ a: { ...text, description: "Other" } })),
    want: ["documentation changed GetThingResponse.a"],
    step: "patch",
  },
  {
    change: "an example that no comment shows changes",
    before: at(gives(text, { externalDocs: { url: "https://a.example" } })),
    after: at(gives(text, { externalDocs: { url: "https://b.example" } })),
    want: ["documentation changed openapi.json"],
    step: "patch",
  },
  {
    change: "an operation is deprecated",
    before: at(gives(text)),
    after: at(gives(text, { deprecated: true })),
    want: ["compatible deprecated getThing"],
    step: "minor",
  },
  {
    change: "a field is deprecated",
    before: answers(object({ a: text })),
    after: answers(object({ a: { ...text, deprecated: true } })),
    want: ["compatible deprecated GetThingResponse.a"],
    step: "minor",
  },
  {
    change: "an operation needs another credential",
    before: secured([{ key: [] }]),
    after: secured([{ key: [], other: [] }]),
    want: ["breaking changed getThing credentials"],
    step: "major",
    unseen: true,
  },
  {
    change: "an operation does with another credential",
    before: secured([{ key: [] }]),
    after: secured([{ key: [] }, { other: [] }]),
    want: ["compatible changed getThing credentials"],
    step: "minor",
  },
  {
    change: "an error is documented",
    before: at(gives(text)),
    after: at(
      gives(text, {
        responses: {
          200: { description: "OK", ...json(text) },
          404: { description: "No", ...json(object({ message: text })) },
        },
      }),
    ),
    want: ["compatible added GetThingErrors.404"],
    step: "minor",
  },
  {
    change: "an error is documented no more",
    before: at(
      gives(text, {
        responses: {
          200: { description: "OK", ...json(text) },
          404: { description: "No", ...json(object({ message: text })) },
        },
      }),
    ),
    after: at(gives(text)),
    want: ["breaking removed GetThingErrors.404"],
    step: "major",
  },
  {
    change: "another answer may come",
    before: at(gives(object({ a: text }))),
    after: at(
      gives(object({ a: text }), {
        responses: {
          200: { description: "OK", ...json(object({ a: text })) },
          202: { description: "Later", ...json(object({ job: text })) },
        },
      }),
    ),
    want: [
      "breaking changed GetThingResponse",
      "compatible added GetThingResponseByStatus",
      "compatible changed getThing statuses",
    ],
    step: "major",
  },
  {
    change: "a body is sent in another way",
    before: accepts(object({ a: text })),
    after: posts(
      takes(
        {},
        {
          requestBody: {
            required: true,
            content: { "application/x-www-form-urlencoded": { schema: object({ a: text }) } },
          },
        },
      ),
    ),
    want: ["compatible changed sendThing body"],
    step: "minor",
  },
  {
    change: "a parameter is written in another way",
    before: asks(query("a", { type: "array", items: text })),
    after: asks(query("a", { type: "array", items: text }, { explode: false })),
    want: ["compatible changed getThing query a"],
    step: "minor",
  },
  {
    change: "a server moves",
    before: at(gives(text), {
      document: { servers: [{ url: "https://old.example", description: "Live" }] },
    }),
    after: at(gives(text), {
      document: { servers: [{ url: "https://new.example", description: "Live" }] },
    }),
    want: [
      "compatible changed servers",
      "documentation changed CreateClientOptions.server",
      "documentation changed ServerName",
    ],
    step: "minor",
  },
  {
    change: "a named server is gone",
    before: at(gives(text), {
      document: {
        servers: [
          { url: "https://a.example", description: "Live" },
          { url: "https://b.example", description: "Test" },
        ],
      },
    }),
    after: at(gives(text), {
      document: {
        servers: [
          { url: "https://a.example", description: "Live" },
          { url: "https://c.example", description: "Try" },
        ],
      },
    }),
    want: ["breaking changed ServerName", "compatible changed servers"],
    step: "major",
  },
  {
    change: "a list has no pages any more",
    before: listed(pages),
    after: listed(false),
    want: ["breaking changed getThing"],
    step: "major",
  },
  {
    change: "a list comes to have pages",
    before: listed(false),
    after: listed(pages),
    want: ["compatible changed getThing"],
    step: "minor",
  },
  {
    change: "a webhook sends more",
    before: hears({ sent: object({ "id!": text }) }),
    after: hears({ sent: object({ "id!": text, "at!": text }), paid: object({ "id!": text }) }),
    want: [
      "compatible added PaidPayload",
      "compatible added SentPayload.at",
      "compatible added WebhookPayloads.paid",
    ],
    step: "minor",
  },
  {
    change: "a webhook sends less",
    before: hears({ sent: object({ "id!": text, "at!": text }) }),
    after: hears({ sent: object({ "id!": text }) }),
    want: ["breaking removed SentPayload.at"],
    step: "major",
  },
  {
    change: "a type that stood by itself has more, and is answered",
    before: { ...at(gives(text)), schemas: { Thing: object({ "id!": text }) } },
    after: { ...at(gives(ref("Thing"))), schemas: { Thing: object({ "id!": text, "at!": text }) } },
    want: ["breaking changed GetThingResponse", "compatible added Thing.at"],
    step: "major",
  },
  {
    change: "an error is documented by itself",
    before: at(fails({ default: object({ code: number }) })),
    after: at(fails({ 404: object({ code: text }), default: object({ code: number }) })),
    want: ["breaking changed GetThingErrors.404.code"],
    step: "major",
  },
  {
    change: "an error is documented by itself, and was unknown",
    before: at(fails({ 500: object({ code: number }) })),
    after: at(fails({ 404: object({ code: text }), 500: object({ code: number }) })),
    want: ["compatible added GetThingErrors.404"],
    step: "minor",
  },
  {
    change: "a component becomes an envelope",
    before: answers(ref("Envelope"), {
      schemas: { Envelope: object({ data: { type: "object" }, ok: { type: "boolean" } }) },
    }),
    after: envelope({}, { clicks: number }),
    want: ["compatible changed Envelope", "compatible changed GetThingResponse.data"],
    step: "minor",
  },
  {
    change: "all operations need another credential, which is told once",
    before: secured([{ key: [] }], [{ key: [] }]),
    after: secured([{ other: [] }], [{ other: [] }]),
    want: [
      "breaking changed Credentials.other",
      "breaking changed credentials",
      "compatible changed Credentials.key",
    ],
    step: "major",
  },
  {
    change: "the same field in the answers of several operations is told once",
    before: twice(object({ a: text })),
    after: twice(object({ a: number })),
    want: ["breaking changed a"],
    step: "major",
  },
  {
    change: "a function is renamed to another's name",
    before: twice(text),
    after: twice(text, ["two", "one"]),
    want: ["breaking renamed one", "breaking renamed two"],
    step: "major",
    unseen: true,
  },
  {
    change: "an operation goes, and another comes with the same answer",
    before: at(gives(object({ "a!": text, "b!": number, c: text }))),
    after: {
      paths: {
        "/other": {
          get: gives(object({ "a!": text, "b!": number, c: text }), { operationId: "getOther" }),
        },
      },
    },
    want: ["breaking removed getThing", "compatible added getOther"],
    step: "major",
  },
  {
    change: "the package has another name",
    before: at(gives(text), { settings: { package: { name: "shop" } } }),
    after: at(gives(text), { settings: { package: { name: "store" } } }),
    want: ["breaking renamed shop"],
    step: "major",
    unseen: true,
  },
  {
    change: "the package has another license and version",
    before: at(gives(text), { settings: { package: { name: "shop", version: "1.0.0" } } }),
    after: at(gives(text), { settings: { package: { name: "shop", license: "MIT" } } }),
    want: ["documentation changed package.json license"],
    step: "patch",
  },
];

describe("a change", () => {
  test.each(cases)("$change", async ({ before, after, want, step, unseen }) => {
    const [base, head] = await Promise.all([clientOf(before), clientOf(after)]);
    const found = diff(base, head);
    expect({
      changes: found.changes
        .map(({ impact, kind, name }) => `${impact} ${kind} ${name}`)
        .toSorted(),
      step: found.step,
    }).toEqual({ changes: want.toSorted(), step });
    expect(consumerErrors(base, base)).toEqual([]);
    const isSeen = consumerErrors(base, head).length > 0;
    expect(isSeen).toBe(step === "major" && !unseen);
  });
});

test("options that have another place, since the old client had none for an input", async () => {
  const head = await clientOf(asks(query("b")));
  const base = (await clientOf(asks())).map(({ path, text: module }) => ({
    path,
    text: module.replace("input?: NoInput, ", ""),
  }));
  const told = diff(base, head).changes.find(({ name }) => name === "getThing");
  expect(told).toMatchObject({
    impact: "breaking",
    before: "(client, options?)",
    after: "(client, input?, options?)",
  });
  expect(consumerErrors(base, head).length).toBeGreaterThan(0);
});

test("what a change means is said in the words of who calls it", async () => {
  const schemas = {
    Thing: object({ id: text }),
    Maybe: { anyOf: [ref("Thing"), { type: "null" }] },
  };
  const has = (name: string) => answers(object({ "of!": ref(name) }), { schemas });
  const reasons = async (before: Version, after: Version) => {
    const { changes } = diff(await clientOf(before), await clientOf(after));
    return changes.map(({ name, reason, before: was }) => [name, reason, was]);
  };
  expect(await reasons(listed(pages), listed(false))).toEqual([
    ["getThing", "comes in one piece now: for await, page() and pages() do not compile", undefined],
  ]);
  expect(await reasons(listed(false), listed(pages))).toEqual([
    [
      "getThing",
      "comes page by page now: for await goes through the items of all pages",
      undefined,
    ],
  ]);
  expect(await reasons(has("Thing"), has("Maybe"))).toContainEqual([
    "GetThingResponse.of",
    "may be null now",
    "Thing",
  ]);
});
