import { describe, expect, test } from "vitest";
import type { Operation, Schema } from "../../generator/openapi.js";
import { resolve } from "../../generator/resolve/resolve.js";
import { bare, integer, object, ref, resolved, string, type Schemas } from "./resolved.js";

const json = (schema: Schema) => ({ content: { "application/json": { schema } } });
const readOnly = { type: "string", readOnly: true } as const;
const writeOnly = { type: "string", writeOnly: true } as const;

function usedBy(schemas: Schemas, operation: Operation, enums?: "open") {
  const { document } = resolved(schemas, { "/things": { post: operation } }, enums);
  return { schemas: document.components?.schemas, operation: document.paths["/things"]?.post };
}

describe("what is sent and what is received", () => {
  test("a component that both use and that differs becomes two", () => {
    const { schemas, operation } = usedBy(
      {
        User: object({ id: readOnly, password: writeOnly, name: string }, ["id", "password"]),
        Team: object({ users: { type: "array", items: ref("User") } }),
        Tag: object({ label: string }),
      },
      {
        requestBody: json(object({ team: ref("Team"), tag: ref("Tag") })),
        responses: { 200: json(ref("Team")), 201: json(ref("Tag")) },
      },
    );
    expect(schemas).toEqual({
      User: object({ id: readOnly, name: string }, ["id"]),
      UserWritable: object({ password: writeOnly, name: string }, ["password"]),
      Team: object({ users: { type: "array", items: ref("User") } }),
      TeamWritable: object({ users: { type: "array", items: ref("UserWritable") } }),
      Tag: object({ label: string }),
    });
    expect(operation?.requestBody).toEqual(
      json(object({ team: ref("TeamWritable"), tag: ref("Tag") })),
    );
    expect(operation?.responses).toEqual({ 200: json(ref("Team")), 201: json(ref("Tag")) });
  });

  test("one view only keeps the name", () => {
    const given = { User: object({ id: readOnly, password: writeOnly }) };
    const sent = usedBy(given, { requestBody: json(ref("User")) });
    expect(sent.schemas).toEqual({ User: object({ password: writeOnly }) });
    const received = usedBy(given, { responses: { 200: json(ref("User")) } });
    expect(received.schemas).toEqual({ User: object({ id: readOnly }) });
  });

  test("what is hidden may stand in the component that a property names", () => {
    const { operation } = usedBy(
      { Id: readOnly, Thing: object({ id: ref("Id"), name: string }) },
      { requestBody: json(object({ id: ref("Id"), thing: ref("Thing") })), responses: {} },
    );
    expect(operation?.requestBody).toEqual(json(object({ thing: ref("Thing") })));
  });

  test("through an envelope and a base", () => {
    const { schemas, operation } = usedBy(
      {
        Envelope: object({ success: { type: "boolean" }, data: bare }),
        User: object({ id: readOnly, name: string }),
        Admin: { allOf: [ref("User"), object({ rights: integer })] },
      },
      {
        requestBody: json({ allOf: [ref("Envelope"), object({ data: ref("Admin") })] }),
        responses: { 200: json({ allOf: [ref("Envelope"), object({ data: ref("Admin") })] }) },
      },
    );
    expect(Object.keys(schemas ?? {})).toEqual([
      "Envelope",
      "User",
      "UserWritable",
      "Admin",
      "AdminWritable",
    ]);
    expect(schemas?.["AdminWritable"]).toEqual({
      ...object({ rights: integer }),
      "x-extends": ref("UserWritable"),
    });
    const envelope = (name: string) =>
      json({ ...ref("Envelope"), "x-type-arguments": [ref(name)] } as Schema);
    expect(operation).toEqual({
      requestBody: envelope("AdminWritable"),
      responses: { 200: envelope("Admin") },
    });
  });

  test("schemas that contain each other", () => {
    const { schemas } = usedBy(
      {
        A: object({ b: ref("B"), id: readOnly }),
        B: object({ a: ref("A") }),
      },
      { requestBody: json(ref("A")), responses: { 200: json(ref("B")) } },
    );
    expect(schemas).toEqual({
      A: object({ b: ref("B"), id: readOnly }),
      AWritable: object({ b: ref("BWritable") }),
      B: object({ a: ref("A") }),
      BWritable: object({ a: ref("AWritable") }),
    });
  });

  test("a name that is taken", () => {
    const { schemas } = usedBy(
      { User: object({ id: readOnly }), UserWritable: string },
      { requestBody: json(ref("User")), responses: { 200: json(ref("User")) } },
    );
    expect(Object.keys(schemas ?? {})).toEqual(["User", "UserWritable2", "UserWritable"]);
  });

  test("a ring of ten thousand components", () => {
    const length = 10_000;
    const ring = Object.fromEntries(
      Array.from({ length }, (_, index) => [
        `S${index}`,
        object({ next: ref(`S${(index + 1) % length}`), ...(index === 0 && { id: readOnly }) }),
      ]),
    );
    const { schemas } = usedBy(ring, {
      requestBody: json(ref("S5")),
      responses: { 200: json(ref("S7")) },
    });
    expect(Object.keys(schemas ?? {})).toHaveLength(2 * length);
  });

  test("what webhooks and callbacks send is received, whatever it is a part of", () => {
    const schemas = { User: object({ id: readOnly, password: writeOnly, name: string }) };
    const body = {
      post: { requestBody: json(ref("User")), responses: { 200: json(ref("User")) } },
    };
    const byRef = {
      "{$url}": { post: { requestBody: { $ref: "#/components/requestBodies/User" } } },
    };
    const received = resolve({
      document: {
        openapi: "3.1.0",
        info: { title: "Test", version: "1" },
        paths: {
          "/a": { post: { callbacks: { own: { "{$url}": body }, byRef } } },
        },
        webhooks: { sent: body, item: { $ref: "#/components/pathItems/Item" } },
        components: {
          schemas,
          requestBodies: { User: json(ref("User")) },
          pathItems: { Item: body },
          callbacks: { Shared: { "{$url}": body } },
        },
      },
      origins: new Map(),
    }).value.document;
    const want = {
      post: { requestBody: json(ref("User")), responses: { 200: json(ref("UserWritable")) } },
    };
    const { callbacks } = received.paths["/a"]?.post ?? {};
    expect(callbacks).toEqual({
      own: { "{$url}": want },
      byRef: { "{$url}": { post: { requestBody: json(ref("User")) } } },
    });
    expect(received.webhooks).toEqual({ sent: want, item: want });
    expect(received.components?.callbacks).toEqual({ Shared: { "{$url}": want } });
    expect(received.components?.schemas).toEqual({
      User: object({ id: readOnly, name: string }),
      UserWritable: object({ password: writeOnly, name: string }),
    });
  });

  test("in place, too, where no component reads differently", () => {
    const level = { type: "string", enum: ["low", "high"] } as const;
    const { operation } = usedBy(
      {},
      {
        requestBody: json(object({ id: readOnly, level })),
        responses: { 200: json(object({ level, secret: writeOnly })) },
      },
      "open",
    );
    expect(operation?.requestBody).toEqual(json(object({ level })));
    expect(operation?.responses).toEqual({
      200: json(object({ level: { ...level, "x-open-enum": true } })),
    });
  });

  test("open enums are those of responses", () => {
    const status = { type: "string", enum: ["on", "off"] } as const;
    const { schemas, operation } = usedBy(
      { Status: status },
      { requestBody: json(ref("Status")), responses: { 200: json(ref("Status")) } },
      "open",
    );
    expect(schemas).toEqual({ Status: { ...status, "x-open-enum": true }, StatusWritable: status });
    expect(operation?.requestBody).toEqual(json(ref("StatusWritable")));
  });
});
