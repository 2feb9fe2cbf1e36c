import { expect, test } from "vitest";
import { parse } from "yaml";
import { survey } from "../../generator/pipeline.js";
import { isTaken } from "../../generator/propose/entry.js";
import type { Project } from "../../generator/propose/package-entries.js";
import { propose } from "../../generator/propose/propose.js";
import { settingsFiles } from "../../generator/propose/settings-files.js";
import { folderWith } from "../cli/specweld.js";

const ok = (properties: object) => ({
  responses: {
    200: {
      description: "",
      content: { "application/json": { schema: { type: "object", properties } } },
    },
  },
});
const list = { type: "array", items: { type: "object", properties: { id: { type: "string" } } } };
const parameter = (name: string, place = "query") => ({
  name,
  in: place,
  required: place !== "query",
  schema: { type: "string" },
});

interface Case {
  readonly what: string;
  readonly given: object;
  /** By question: answers other than the proposed ones. */
  readonly answers?: Readonly<Record<string, string>>;
  readonly client?: object;
  readonly overlay?: readonly object[];
}

const cases: readonly Case[] = [
  { what: "a document that lacks nothing", given: { paths: { "/a": { get: ok({}) } } } },
  {
    what: "an envelope, with failures of status 200 on demand",
    given: {
      paths: {
        "/a": { get: ok({ success: { type: "boolean" }, data: { type: "object" } }) },
        "/b": { get: ok({ success: { type: "boolean" }, data: { type: "string" } }) },
      },
    },
    answers: { "Do failures": "yes" },
    client: { envelope: { unwrap: "data", failure: { success: false } } },
  },
  {
    what: "no envelope where few have it",
    given: { paths: { "/a": { get: ok({ data: {}, b: {} }) }, "/b": { get: ok({ c: {} }) } } },
  },
  {
    what: "lists that go on behind the last item",
    given: {
      paths: {
        "/a": { get: { ...ok({ rows: list }), parameters: [parameter("starting_after")] } },
      },
    },
    client: {
      pagination: [{ style: "cursor", parameter: "starting_after", last: "id", items: "rows" }],
    },
  },
  {
    what: "parameters that are less plain, only if a person says so",
    given: {
      paths: { "/a": { get: { ...ok({ rows: list }), parameters: [parameter("startAt")] } } },
    },
    answers: { "1 list": "yes" },
    client: { pagination: [{ style: "offset", parameter: "startAt", items: "rows" }] },
  },
  {
    what: "the header that lets calls be repeated",
    given: {
      paths: {
        "/a": { post: { ...ok({}), parameters: [parameter("Idempotency-Key", "header")] } },
      },
    },
    client: { idempotency: { header: "Idempotency-Key" } },
  },
  {
    what: "a header that some operations lack, only if a person says so",
    given: {
      paths: {
        "/a": {
          post: { ...ok({}), parameters: [parameter("Idempotency-Key", "header")] },
          patch: ok({}),
        },
      },
    },
    answers: { "The documents give": "yes" },
    client: { idempotency: { header: "Idempotency-Key" } },
  },
  {
    what: "the signature of webhooks",
    given: {
      paths: {},
      webhooks: { paid: { post: { ...ok({}), requestBody: ok({ id: {} }).responses[200] } } },
    },
    answers: { Header: "X-Signed" },
    client: { webhooks: { signature: { header: "X-Signed", encoding: "hex" } } },
  },
  {
    what: "a server",
    given: { servers: [{ url: "/v1" }], paths: { "/a": { get: ok({}) } } },
    answers: { "Base URL": "https://api.example/v1" },
    overlay: [{ target: "$.servers[0]", update: { url: "https://api.example/v1" } }],
  },
  {
    what: "a credential that is asked for and not defined, by what its name says",
    given: { security: [{ 'my "bearer"': [] }], paths: { "/a": { get: ok({}) } } },
    overlay: [
      {
        target: "$",
        update: {
          components: { securitySchemes: { 'my "bearer"': { type: "http", scheme: "bearer" } } },
        },
      },
    ],
  },
  {
    what: "a credential that the documents do not mention",
    given: { security: undefined, paths: { "/a": { get: ok({}) } } },
    answers: { Which: "X-Key" },
    overlay: [
      {
        target: "$",
        update: {
          components: {
            securitySchemes: { Token: { type: "apiKey", in: "header", name: "X-Key" } },
          },
        },
      },
      { target: "$", update: { security: [{ Token: [] }] } },
    ],
  },
  {
    what: "the only credential, which no operation asks for",
    given: {
      security: undefined,
      paths: { "/a": { get: ok({}) } },
      components: { securitySchemes: { Key: { type: "http", scheme: "bearer" } } },
    },
    overlay: [{ target: "$", update: { security: [{ Key: [] }] } }],
  },
  {
    what: "one of several, of which no operation asks for any, as a person says",
    given: {
      security: undefined,
      paths: { "/a": { get: ok({}) } },
      components: {
        securitySchemes: {
          Key: { type: "http", scheme: "bearer" },
          Other: { type: "http", scheme: "basic" },
        },
      },
    },
    answers: { "Which credential": "Other" },
    overlay: [{ target: "$", update: { security: [{ Other: [] }] } }],
  },
  {
    what: "none",
    given: { security: undefined, paths: { "/a": { get: ok({}) } } },
    answers: { Which: "none" },
    overlay: [{ target: "$", update: { security: [] } }],
  },
  {
    what: "a credential that is a parameter",
    given: {
      security: undefined,
      paths: { "/a": { get: { ...ok({}), parameters: [parameter("X-Api-Key", "header")] } } },
    },
    answers: { Which: "" },
    overlay: [
      {
        target: "$",
        update: {
          components: {
            securitySchemes: { ApiKey: { type: "apiKey", in: "header", name: "X-Api-Key" } },
          },
        },
      },
    ],
  },
];

test.each(cases)("$what", async ({ given, answers = {}, client = {}, overlay }) => {
  const before = await proposalFor(given, answers);
  const { package: own, ...others } = parse(before.client ?? "") as { readonly package: object };
  expect(own).toEqual({
    name: "orders-client",
    version: "0.1.0",
    description: "Client for Orders",
  });
  expect(others).toEqual(client);
  const repairs = parse(before.overlay ?? "") as { readonly actions: readonly object[] } | null;
  expect(repairs?.actions).toEqual(overlay);
});

test.each(cases)("read back: $what", async ({ given, answers = {} }) => {
  const { client = "", overlay = "" } = await proposalFor(given, answers);
  const { run, entries } = await proposing(given, {
    "specs/client.yaml": client,
    "specs/overlay.yaml": overlay,
  });
  expect(run.diagnostics.filter(({ severity }) => severity !== "notice")).toEqual([]);
  expect(run.diagnostics.filter(({ place }) => place?.file.endsWith(".yaml"))).toEqual([]);
  const questions = entries.filter(({ proposed }) => proposed === "yes");
  expect(questions.map(({ question }) => question)).toEqual([]);
});

test.each([
  { what: "a header that some operations lack", key: "idempotency", method: "patch" },
  { what: "a license that npm wrote", key: "license", method: "get" },
])("$what is a comment", async ({ key, method }) => {
  const operation = { ...ok({}), parameters: [parameter("Idempotency-Key", "header")] };
  const given = { paths: { "/a": { post: operation, [method]: ok({}) } } };
  const { client = "" } = await proposalFor(given, {}, { license: "ISC" });
  expect(client).toMatch(new RegExp(`^ *# ${key}:`, "m"));
  expect(client).not.toMatch(new RegExp(`^ *${key}:`, "m"));
});

test("what a document is called reaches neither another line nor another key", async () => {
  const title = 'x\n"},\nevil: { #\u2028 \u001B[31m';
  const evil = 'a"} }\n- target: $\n  remove: true #';
  const given = {
    info: { title, version: "1" },
    security: [{ [evil]: [] }],
    paths: { "/a": { get: ok({}) } },
  };
  const { client = "", overlay = "" } = await proposalFor(given, { "How is": "X-Key" });
  expect(Object.keys(parse(client) as object)).toEqual(["package"]);
  const { actions } = parse(overlay) as { readonly actions: readonly object[] };
  expect(actions).toHaveLength(1);
  expect(actions[0]).toHaveProperty(["update", "components", "securitySchemes", evil, "in"]);
  expect(["\u001B", "\u2028"].filter((each) => client.includes(each))).toEqual([]);
});

async function proposing(
  given: object,
  settings: Readonly<Record<string, string>> = {},
  manifest: Project = {},
) {
  const document = {
    openapi: "3.1.0",
    info: { title: "Orders", version: "1" },
    servers: [{ url: "https://api.example" }],
    security: [],
    ...given,
  };
  const folder = await folderWith({ "specs/a.json": JSON.stringify(document), ...settings });
  const run = await survey({ inputs: ["specs"], root: folder, choice: {} });
  if (run.stopped) throw new Error(run.diagnostics.map(({ message }) => message).join("\n"));
  const { read, merge, repair, resolve, model } = run.results;
  const entries = propose(
    {
      merged: merge.document,
      repaired: repair.document,
      resolved: resolve.document,
      api: model,
      project: read,
      diagnostics: run.diagnostics,
    },
    manifest,
  );
  return { run, entries };
}

async function proposalFor(
  given: object,
  answers: Readonly<Record<string, string>>,
  manifest?: Project,
) {
  const { entries } = await proposing(given, {}, manifest);
  const answered = entries.map((entry) => {
    const [, answer = entry.proposed] =
      Object.entries(answers).find(([start]) => entry.question.startsWith(start)) ?? [];
    return { entry, answer };
  });
  expect(
    answered.filter(isTaken).flatMap(({ entry, answer }) => entry.problem?.(answer) ?? []),
  ).toEqual([]);
  return settingsFiles(answered);
}
