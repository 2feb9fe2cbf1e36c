import { describe, expect, test } from "vitest";
import { findings, readIn } from "./in-folder.js";

const root = (more: string): string => `openapi: 3.1.0\ninfo: {title: A, version: '1'}\n${more}`;

async function documentOf(
  files: Readonly<Record<string, string>>,
  inputs = ["."],
): Promise<Record<string, unknown>> {
  const read = await readIn(files, inputs);
  expect(findings(read)).toEqual([]);
  expect(read.value).toHaveLength(1);
  return { ...read.value[0]?.document };
}

describe("references to other files", () => {
  test("become components of the kind that stands there", async () => {
    const document = await documentOf({
      "api.yaml": root(`
paths:
  /pets:
    get:
      parameters:
        - $ref: common.yaml#/parameters/Page
      requestBody: { $ref: "common.yaml#/bodies/Pet" }
      responses:
        '200': { $ref: "common.yaml#/responses/Ok" }
        '400': { description: Bad, content: { j: { schema: { $ref: ./schemas/error.yaml } } } }
`),
      "common.yaml": `
parameters: { Page: { name: page, in: query, schema: { $ref: "#/types/Count" } } }
bodies: { Pet: { content: { j: { schema: { $ref: schemas/error.yaml } } } } }
responses: { Ok: { description: Fine, headers: { H: { $ref: "#/headers/H" } } } }
headers: { H: { schema: { $ref: "#/types/Count" } } }
types: { Count: { type: integer } }
`,
      "schemas/error.yaml": "type: object\nproperties: { cause: { $ref: error.yaml } }\n",
    });
    expect(document).toMatchObject({
      paths: {
        "/pets": {
          get: {
            parameters: [{ $ref: "#/components/parameters/Page" }],
            requestBody: { $ref: "#/components/requestBodies/Pet" },
            responses: {
              200: { $ref: "#/components/responses/Ok" },
              400: { content: { j: { schema: { $ref: "#/components/schemas/error" } } } },
            },
          },
        },
      },
      components: {
        schemas: {
          Count: { type: "integer" },
          error: { type: "object", properties: { cause: { $ref: "#/components/schemas/error" } } },
        },
        parameters: { Page: { schema: { $ref: "#/components/schemas/Count" } } },
        headers: { H: { schema: { $ref: "#/components/schemas/Count" } } },
        responses: { Ok: { headers: { H: { $ref: "#/components/headers/H" } } } },
      },
    });
  });

  test("are replaced where OpenAPI has no component of the kind", async () => {
    const document = await documentOf({
      "api.yaml": root(`paths: { /a: { $ref: a.yaml }, /b: { $ref: "b.json#/b" } }\n`),
      "a.yaml": `get: { responses: { default: { $ref: "b.json#/error" } } }\n`,
      "b.json": `{"b":{"get":{"summary":"B"}},"error":{"description":"E"}}`,
    });
    expect(document).toMatchObject({
      paths: {
        "/a": { get: { responses: { default: { $ref: "#/components/responses/error" } } } },
        "/b": { get: { summary: "B" } },
      },
    });
  });

  test("give a component that is nothing else its own name", async () => {
    const document = await documentOf({
      "api.yaml": root(`
components:
  schemas:
    Animal: { $ref: pet.yaml }
    Home: { properties: { pet: { $ref: pet.yaml } } }
`),
      "pet.yaml": `properties: { home: { $ref: "api.yaml#/components/schemas/Home" } }\n`,
    });
    expect(document["components"]).toEqual({
      schemas: {
        Animal: { properties: { home: { $ref: "#/components/schemas/Home" } } },
        Home: { properties: { pet: { $ref: "#/components/schemas/Animal" } } },
      },
    });
  });

  test("get a name that nothing else has", async () => {
    const document = await documentOf({
      "api.yaml": root(`
components:
  schemas:
    pet: { type: string }
    a: { items: { $ref: one/pet.yaml } }
    b: { items: { $ref: two/pet.yaml } }
`),
      "one/pet.yaml": "type: integer\n",
      "two/pet.yaml": "type: boolean\n",
    });
    expect(document["components"]).toEqual({
      schemas: {
        pet: { type: "string" },
        a: { items: { $ref: "#/components/schemas/pet2" } },
        b: { items: { $ref: "#/components/schemas/pet3" } },
        pet2: { type: "integer" },
        pet3: { type: "boolean" },
      },
    });
  });

  test("in Swagger 2.0", async () => {
    const document = await documentOf({
      "api.json": JSON.stringify({
        swagger: "2.0",
        info: { title: "A", version: "1" },
        paths: {
          "/a": {
            get: {
              parameters: [{ $ref: "c.yaml#/Page" }],
              responses: { 200: { description: "Fine", schema: { $ref: "c.yaml#/Pet" } } },
            },
          },
        },
      }),
      "c.yaml": "Page: { name: page, in: query, type: integer }\nPet: { type: object }\n",
    });
    expect(document).toMatchObject({
      paths: {
        "/a": {
          get: {
            parameters: [{ $ref: "#/components/parameters/Page" }],
            responses: {
              200: {
                content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
              },
            },
          },
        },
      },
      components: {
        schemas: { Pet: { type: "object" } },
        parameters: { Page: { name: "page", in: "query", schema: { type: "integer" } } },
      },
    });
  });

  test("keep the places of what they bring in", async () => {
    const files = {
      "api.yaml": root(`paths: { /a: { $ref: a.yaml } }\n`),
      "a.yaml": `\nget:\n  requestBody:\n    content: { j: { schema: { $ref: s.yaml } } }\n`,
      "s.yaml": "type: object\nproperties:\n  a: {}\n",
    };
    const [fragment] = (await readIn(files)).value;
    expect(fragment?.locate("/paths/~1a/get")).toEqual({ file: "a.yaml", line: 2, column: 1 });
    expect(fragment?.locate("/components/schemas/s/properties/a")).toEqual({
      file: "s.yaml",
      line: 3,
      column: 3,
    });
  });

  const broken: readonly { name: string; ref: string; message: string }[] = [
    {
      name: "a file that isn't there",
      ref: "none.yaml",
      message: "there is no file api/none.yaml",
    },
    { name: "a value that isn't there", ref: "a.yaml#/None", message: "has no value there" },
    { name: "a file that is outside", ref: "../../secret.yaml", message: "secret.yaml is outside" },
    { name: "an absolute path", ref: "/etc/passwd", message: "cannot be followed" },
    { name: "the network", ref: "https://d.example/a.yaml#/A", message: "is on the network" },
    { name: "the file system by URL", ref: "file:///etc/passwd", message: "is on the network" },
    { name: "a file that doesn't parse", ref: "b.json", message: "api/b.json:1:3: " },
    { name: "a bare id", ref: "2f9a7a60-0d5e", message: "there is no file" },
  ];
  for (const { name, ref, message } of broken) {
    test(`are errors where they lead to nothing: ${name}`, async () => {
      const files = {
        "secret.yaml": "type: string\n",
        "root/api/api.yaml": root(`components:\n  schemas:\n    S:\n      $ref: "${ref}"\n`),
        "root/api/a.yaml": "A: {}\n",
        "root/api/b.json": "{ no }",
      };
      const read = await readIn(files, ["api/api.yaml"], "root");
      expect(findings(read)).toEqual(["api/api.yaml:6:7 external-ref"]);
      expect(read.diagnostics[0]?.message).toContain(message);
    });
  }

  test("to a file with a # in its name, escaped or not, unless the fragment is a pointer", async () => {
    const read = await readIn({
      "api.yaml": root(
        `paths: { /a: { $ref: "a#b.yaml" }, /b: { $ref: a%23b.yaml }, /c: { $ref: "a#/c" } }\n`,
      ),
      "a#b.yaml": "get: { summary: Named, responses: {} }\n",
      a: "c: { get: { summary: Inside, responses: {} } }\n",
      "a#/c": "get: { summary: Folder, responses: {} }\n",
    });
    const paths = read.value[0]?.document.paths ?? {};
    expect(Object.values(paths).map(({ get }) => get?.summary)).toEqual([
      "Named",
      "Named",
      "Inside",
    ]);
    expect(findings(read)).toEqual([]);
  });

  test("that lead in a circle of path items are errors", async () => {
    const read = await readIn({
      "api.yaml": root(`paths: { /a: { $ref: a.yaml } }\n`),
      "a.yaml": "$ref: b.yaml\n",
      "b.yaml": "$ref: a.yaml\n",
    });
    expect(read.diagnostics.map(({ code }) => code)).toEqual(["external-ref"]);
  });
});
