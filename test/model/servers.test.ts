import { expect, test } from "vitest";
import { model } from "../../generator/model/model.js";
import type { Document, Server } from "../../generator/openapi.js";

const server = (url: string, description?: string): Server => ({
  url,
  ...(description !== undefined && { description }),
});

const [live, test1] = [
  server("https://live.example", "Live"),
  server("https://test.example", "Test"),
];

function modelOf(document: Document) {
  const names = {
    text: "",
    pins: new Map(),
    locate: () => ({ file: "names.yaml", line: 1, column: 1 }),
  };
  const settings = { package: {}, output: { keep: [] } };
  return model({ document, origins: new Map() }, { settings, names });
}

function modelled(servers: readonly Server[], own: Readonly<Record<string, readonly Server[]>>) {
  const document: Document = {
    openapi: "3.1.0",
    info: { title: "Test API", version: "1" },
    servers,
    paths: Object.fromEntries(
      Object.entries(own).map(([path, list]) => [path, { get: { servers: list, responses: {} } }]),
    ),
  };
  const { value } = modelOf(document);
  const [operation] = value.groups.flatMap(({ operations }) => operations);
  return {
    client: Object.fromEntries(value.servers.map(({ name, url }) => [name, url])),
    operation:
      operation?.servers &&
      Object.fromEntries(operation.servers.map(({ name, url }) => [name, url])),
  };
}

test("an operation's own servers stand in for those of the client, by their names", () => {
  const upload = [server("https://up.test.example", "Test"), server("https://up.example", "Live")];
  expect(modelled([live, test1], { "/a": upload }).operation).toEqual({
    live: "https://up.example",
    test: "https://up.test.example",
  });
});

test("the first stands in for a server that the operation has none for", () => {
  const upload = [server("https://up.example")];
  expect(modelled([live, test1], { "/a": upload }).operation).toEqual({
    live: "https://up.example",
    test: "https://up.example",
  });
});

test("the same servers need no word", () => {
  expect(modelled([live, test1], { "/a": [test1, live] }).operation).toBeUndefined();
});

test("where all operations have their own, the client has those of all, by name", () => {
  const { client, operation } = modelled([], {
    "/a": [server("https://a.example", "Live")],
    "/b": [live, test1],
  });
  expect(client).toEqual({ live: "https://a.example", test: "https://test.example" });
  expect(operation).toEqual({ live: "https://a.example", test: "https://a.example" });
});

test("servers with variables are functions of the client, with or without values for all", () => {
  const variables = {
    region: { default: "eu", enum: ["eu", "us"], description: "Where the data is." },
    tenant: { default: "tenant" },
  };
  const document: Document = {
    openapi: "3.1.0",
    info: { title: "Test API", version: "1" },
    servers: [
      { url: "https://{tenant}.{region}.example.com", description: "Production", variables },
      { url: "https://{region}.test.example.com/v1", variables },
      { url: "https://test.example.com" },
      { url: "/{region}", variables },
    ],
    paths: {},
  };
  const { value } = modelOf(document);
  expect(value.servers.map(({ name }) => name)).toEqual(["eu", "test"]);
  expect(value.serverFunctions).toEqual([
    {
      name: "productionServer",
      type: "ProductionServerVariables",
      template: "https://{tenant}.{region}.example.com",
      description: "Production",
      variables: [
        { name: "tenant" },
        { name: "region", default: "eu", values: ["eu", "us"], description: "Where the data is." },
      ],
    },
    {
      name: "testServer",
      type: "TestServerVariables",
      template: "https://{region}.test.example.com/v1",
      variables: [
        { name: "region", default: "eu", values: ["eu", "us"], description: "Where the data is." },
      ],
    },
  ]);
});
