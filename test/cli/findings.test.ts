import { describe, expect, test } from "vitest";
import { codes } from "../../generator/diagnostics/codes.js";
import { folderWith, specweld } from "./specweld.js";

/** No security and no response: two notices; no server: a warning. */
const document = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Pets", version: "1" },
  paths: { "/pets": { get: { operationId: "listPets" } } },
});

async function mergedWith(settings: string) {
  const folder = await folderWith({ "specs/pets.json": document, "specs/client.yaml": settings });
  const { status, stdout } = await specweld(folder, ["merge", "specs", "--json"]);
  const { diagnostics }: { diagnostics: { severity: string; code: string }[] } = JSON.parse(stdout);
  return { status, told: diagnostics.map(({ severity, code }) => `${severity} ${code}`) };
}

describe("the settings weigh findings", () => {
  test.each([
    ["", 0, ["warning no-servers", "notice no-security", "notice no-responses"]],
    ["diagnostics: { no-servers: off }", 0, ["notice no-security", "notice no-responses"]],
    [
      "diagnostics: { no-servers: notice, no-security: warning, no-responses: off }",
      0,
      ["warning no-security", "notice no-servers"],
    ],
    [
      "diagnostics: { no-responses: error }",
      2,
      ["error no-responses", "warning no-servers", "notice no-security"],
    ],
    [
      "diagnostics: { invalid-setting: off, unknown-setting: off, nope: off }",
      2,
      ["error unknown-setting", "error invalid-setting", "error invalid-setting"],
    ],
  ])("%s", async (settings, status, told) => {
    const run = await mergedWith(settings);
    expect(run.told.toSorted()).toEqual(told.toSorted());
    expect(run.status).toBe(status);
  });

  test("one that is an error by them stops the run before anything is written", async () => {
    const folder = await folderWith({
      "specs/pets.json": document,
      "specs/client.yaml": "diagnostics: { no-security: error }",
    });
    const { status, stderr } = await specweld(folder, ["generate"]);
    expect(stderr).toContain("[no-security]");
    expect(stderr).not.toContain("written");
    expect(status).toBe(2);
  });

  test("one of reading, too", async () => {
    const folder = await folderWith({
      "specs/pets.json": document,
      "specs/empty.md": "# Page Not Found\n",
      "specs/client.yaml": "diagnostics: { page-without-document: error }",
    });
    const { status, stdout, stderr } = await specweld(folder, ["merge"]);
    expect(stderr).toContain("specs/empty.md:1:1  error");
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });
});

describe("explain", () => {
  test("lists every finding", async () => {
    const { status, stdout } = await specweld(await folderWith({}), ["explain"]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => line.split(" ")[0])).toEqual(Object.keys(codes));
    expect(status).toBe(0);
  });

  test("tells what one means, and how to weigh it", async () => {
    const { stdout } = await specweld(await folderWith({}), ["explain", "no-security"]);
    expect(stdout).toContain(codes["no-security"].meaning);
    expect(stdout).toContain("diagnostics:\n  no-security: off\n");
  });

  test("an error is explained without a setting that cannot be", async () => {
    const { stdout } = await specweld(await folderWith({}), ["explain", "unresolved-ref"]);
    expect(stdout).toContain("cannot be turned down");
    expect(stdout).not.toContain("off");
  });

  test("a code that does not exist", async () => {
    const { status, stderr } = await specweld(await folderWith({}), ["explain", "no-securty"]);
    expect(stderr).toContain('did you mean "no-security"?');
    expect(status).toBe(2);
  });

  test("as JSON", async () => {
    const { stdout } = await specweld(await folderWith({}), ["explain", "--json"]);
    expect(JSON.parse(stdout)).toHaveLength(Object.keys(codes).length);
  });
});

test("codes stand in the order of the alphabet", () => {
  expect(Object.keys(codes)).toEqual(Object.keys(codes).toSorted());
});

test("several APIs are welded by the settings, and each keeps its names", async () => {
  const api = (title: string) =>
    JSON.stringify({
      openapi: "3.1.0",
      info: { title, version: "1" },
      security: [],
      servers: [{ url: `https://${title.toLowerCase()}.example` }],
      paths: {
        [`/${title}`]: {
          get: {
            operationId: "execute",
            responses: {
              400: {
                description: "No",
                content: { "application/json": { schema: { $ref: "#/components/schemas/Fault" } } },
              },
            },
          },
        },
      },
      components: { schemas: { Fault: { type: "object", properties: { [title]: {} } } } },
    });
  const folder = await folderWith({
    "specs/one.json": api("One"),
    "specs/two.json": api("Two"),
    "specs/client.yaml": "apis:\n  Two:\n  One: { prefix: First }\n",
  });
  const { status, stdout, stderr } = await specweld(folder, ["generate", "--dump", "model"]);
  const model: {
    title: string;
    types: { name: string }[];
    groups: { operations: { key: string; name: string }[] }[];
  } = JSON.parse(stdout);
  expect(stderr).toBe("");
  expect(model.title).toBe("Two");
  expect(model.types.map(({ name }) => name)).toEqual(["Fault", "FirstFault"]);
  const operations = model.groups.flatMap((group) => group.operations);
  expect(operations.map(({ key, name }) => `${key} ${name}`)).toEqual([
    "GET /One firstExecute",
    "GET /Two execute",
  ]);
  expect(status).toBe(0);
});
