import { describe, expect, test } from "vitest";
import { model } from "../../generator/model/model.js";
import type { Document, Operation, PathItem, Schema } from "../../generator/openapi.js";
import type { Settings } from "../../generator/settings.js";
import { big, json, object, text } from "./modelled.js";

interface Given {
  readonly webhooks?: Readonly<Record<string, PathItem>>;
  readonly callbacks?: Operation["callbacks"];
  readonly others?: Operation["callbacks"];
  readonly components?: Document["components"];
  readonly settings?: Settings["webhooks"];
  readonly pins?: Readonly<Record<string, string>>;
}

function modelled({ webhooks, callbacks, others, components, settings, pins = {} }: Given) {
  const document: Document = {
    openapi: "3.1.0",
    info: { title: "Test API", version: "1" },
    paths: {
      "/a": { post: { operationId: "createA", ...(callbacks && { callbacks }) } },
      "/b": { post: { operationId: "createB", ...(others && { callbacks: others }) } },
    },
    ...(webhooks && { webhooks }),
    ...(components && { components }),
  };
  const names = {
    text: "",
    pins: new Map(Object.entries(pins)),
    locate: () => ({ file: "names.yaml", line: 1, column: 1 }),
  };
  const { value, diagnostics } = model(
    { document, origins: new Map() },
    {
      settings: { package: {}, output: { keep: [] }, ...(settings && { webhooks: settings }) },
      names,
    },
  );
  const list = value.webhooks?.list ?? [];
  const payloads = list.map(({ name, payload: { type, schema } }) => [
    name,
    type ?? (typeof schema === "object" ? schema.$ref : undefined),
  ]);
  return {
    api: value,
    list,
    /** Name → the type that is declared for it, or the reference to the component that it is. */
    payloads: Object.fromEntries(payloads),
    parser: value.webhooks?.parser,
    diagnostics: diagnostics.map(({ code, message }) => `${code}: ${message}`),
  };
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const sends = (schema: Schema): PathItem => ({ post: { requestBody: json(schema) } });
const callback = (schema: Schema) => ({ "{$request.body#/url}": sends(schema) });
const pet = { schemas: { Pet: big } };
const signature = { header: "X-Signature", encoding: "hex" } as const;

describe("what the API sends by itself", () => {
  test("nothing", () => {
    expect(modelled({}).api).not.toHaveProperty("webhooks");
    // Without a body there is nothing to receive.
    expect(modelled({ webhooks: { ping: { post: {} } } }).api).not.toHaveProperty("webhooks");
  });

  test("components as they are, objects under a name of their own", () => {
    const { payloads } = modelled({
      webhooks: { "pet.created": sends(ref("Pet")), "pet-sold": sends(object("id")) },
      components: pet,
    });
    expect(payloads).toEqual({
      "pet.created": "#/components/schemas/Pet",
      "pet-sold": "PetSoldPayload",
    });
  });

  test("large objects inside are types, as elsewhere; the payload itself stays", () => {
    const order = object("id", { lines: { type: "array", items: big } });
    const { api, payloads } = modelled({ webhooks: { order: sends(order) } });
    expect(payloads).toEqual({ order: "OrderPayload" });
    expect(api.types).toMatchObject([{ name: "OrderLine", places: ["webhooks/order lines[]"] }]);
  });

  test("what two webhooks send is one type", () => {
    const { payloads, api } = modelled({ webhooks: { one: sends(big), two: sends(big) } });
    const type = "#/components/schemas/OnePayload";
    expect(payloads).toEqual({ one: type, two: type });
    expect(api.types).toMatchObject([{ places: ["webhooks/one", "webhooks/two"] }]);
  });

  test("a pin names what would stay", () => {
    const pins = { "webhooks/one": "Order" };
    const { payloads, diagnostics } = modelled({ webhooks: { one: sends(big) }, pins });
    expect(payloads).toEqual({ one: "#/components/schemas/Order" });
    expect(diagnostics).toEqual([]);
  });

  test("names that components have are left to them", () => {
    const schemas = { PetPayload: big, WebhookPayloads: text, Webhook: text };
    const { api, payloads, parser } = modelled({
      webhooks: { pet: sends(object("id")) },
      components: { schemas },
      settings: { signature },
    });
    expect(api.types.map(({ name }) => name)).toEqual(Object.keys(schemas));
    expect(payloads).toEqual({ pet: "PetWebhookPayload" });
    expect(api.webhooks?.payloads).toBe("PayloadsOfWebhooks");
    expect(parser?.type).toBe("ParsedWebhook");
  });

  test("JSON is taken first; forms have types, and texts are texts", () => {
    const form = "application/x-www-form-urlencoded";
    const content = (types: readonly string[]): PathItem => ({
      post: {
        requestBody: {
          content: Object.fromEntries(types.map((type) => [type, { schema: object("id") }])),
        },
      },
    });
    const { list } = modelled({
      webhooks: {
        both: content([form, "application/json"]),
        form: content([form]),
        xml: content(["application/xml"]),
      },
    });
    expect(list.map(({ payload: { isJson, schema } }) => [isJson, schema])).toEqual([
      [true, object("id")],
      [false, object("id")],
      [false, { type: "string" }],
    ]);
  });

  test("its headers, alike ones as one type", () => {
    const header = (name: string) =>
      ({ name, in: "header", required: true, schema: text }) as const;
    const sending = (...names: string[]): PathItem => ({
      post: { requestBody: json(object("id")), parameters: names.map(header) },
    });
    const alike = modelled({ webhooks: { a: sending("X-A", "X-B"), b: sending("x-b", "x-a") } });
    expect(alike.list.map(({ headers }) => headers?.type)).toEqual([
      "WebhookHeaders",
      "WebhookHeaders",
    ]);
    const settings = { signature };
    const differ = modelled({
      webhooks: { a: sending("X-A"), b: sending("X-B"), c: sending() },
      settings,
    });
    expect(differ.list.map(({ headers }) => headers?.type)).toEqual([
      "AHeaders",
      "BHeaders",
      undefined,
    ]);
    expect(differ.parser?.headers).toBe("WebhookHeaders");
  });
});

describe("callbacks", () => {
  test("beside webhooks, references followed", () => {
    const { payloads } = modelled({
      webhooks: { created: sends(ref("Pet")) },
      callbacks: {
        paid: callback(object("id")),
        sold: { $ref: "#/components/callbacks/Sold" },
        sent: { "{$url}": { $ref: "#/components/pathItems/Sent" } },
        lost: { "{$url}": { put: { requestBody: { $ref: "#/components/requestBodies/Lost" } } } },
        gone: { $ref: "#/components/callbacks/Nothing" },
      },
      components: {
        ...pet,
        callbacks: { Sold: callback(ref("Pet")) },
        pathItems: { Sent: sends(ref("Pet")) },
        requestBodies: { Lost: json(ref("Pet")) },
      },
    });
    const type = "#/components/schemas/Pet";
    expect(payloads).toEqual({
      created: type,
      paid: "PaidPayload",
      sold: type,
      sent: type,
      lost: type,
    });
  });

  test("one name for the same, a name each for others", () => {
    const { payloads } = modelled({
      callbacks: { done: callback(object("a")), both: callback(text) },
      others: { done: callback(object("b")), both: callback(text) },
    });
    expect(Object.keys(payloads)).toEqual(["done", "both", "createB done"]);
  });
});

describe("the parser", () => {
  const typed = (value: string): PathItem =>
    sends({ type: "object", properties: { type: { type: "string", enum: [value] } } });
  const webhooks = { fileUpdate: typed("FILE_UPDATE"), ping: typed("ping") };

  test("only where the settings say how webhooks are signed", () => {
    expect(modelled({ webhooks }).parser).toBeUndefined();
    expect(modelled({ webhooks, settings: { signature } }).parser).toEqual({
      type: "Webhook",
      signature: { header: "X-Signature", hash: "SHA-256", encoding: "hex", signed: "{body}" },
      values: {},
    });
  });

  test("what the sender writes is in the constants of the property that tells them apart", () => {
    const settings = { signature, event: { property: "type" } };
    const { parser, diagnostics } = modelled({ webhooks, settings });
    expect(parser?.event).toEqual([{ property: ["type"] }]);
    expect(parser?.values).toEqual({ FILE_UPDATE: "fileUpdate" });
    expect(diagnostics).toEqual([]);
  });

  test("a constant that two have says nothing", () => {
    const settings = { signature, event: { property: "type" } };
    const { parser } = modelled({ webhooks: { a: typed("x"), b: typed("x") }, settings });
    expect(parser?.values).toEqual({});
  });

  test.each([
    {
      given: { settings: { signature } },
      want: "no-webhooks: the settings say how webhooks are signed, and no document has a webhook or a callback with JSON",
    },
    {
      given: { webhooks, settings: { signature, event: { property: "data.kind" } } },
      want: 'no-webhooks: no webhook has a property "data.kind" to tell which one it is',
    },
  ])("$want", ({ given, want }) => {
    expect(modelled(given).diagnostics).toEqual([want]);
  });
});
