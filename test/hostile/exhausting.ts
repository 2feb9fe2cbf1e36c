/** Files of `specs/` that would take all time or memory of one who reads them without care. */
export interface Exhausting {
  readonly files: () => Readonly<Record<string, string>>;
  /** The codes of the errors that refuse it; none where there is a client. */
  readonly refused?: readonly string[];
}

const head = 'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {}\n';

function document(more: object): string {
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    servers: [{ url: "https://example.com" }],
    security: [],
    paths: { "/a": { get: { operationId: "a", responses: { 200: { description: "OK" } } } } },
    ...more,
  });
}

/** A document whose one operation gives the schema `A`. */
function withSchemas(schemas: object): string {
  const schema = { $ref: "#/components/schemas/A" };
  const responses = { 200: { description: "OK", content: { "application/json": { schema } } } };
  return document({
    paths: { "/a": { get: { operationId: "a", responses } } },
    components: { schemas },
  });
}

function nested(levels: number, open: string, close: string, inside = "{}"): string {
  return open.repeat(levels) + inside + close.repeat(levels);
}

function withNested(levels: number, open: string, close: string): string {
  return withSchemas({ A: 0 }).replace('"A":0', `"A":${nested(levels, open, close)}`);
}

function list<T>(count: number, item: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => item(index));
}

function members(count: number, name: string, value: (index: number) => unknown): object {
  return Object.fromEntries(list(count, (index) => [`${name}${index}`, value(index)]));
}

function ref(kind: string, name: string): object {
  return { $ref: `#/components/${kind}/${name}` };
}

/** Schemas `A`, `S0` to the last, each made with a reference to the next. */
function chain(length: number, link: (next: object, index: number) => object): object {
  return {
    A: ref("schemas", "S0"),
    ...members(length, "S", (index) => link(ref("schemas", `S${index + 1}`), index)),
    [`S${length}`]: { type: "object", properties: { end: { type: "string" } } },
  };
}

function overlay(target: string): string {
  return JSON.stringify({
    overlay: "1.0.0",
    info: { title: "x", version: "1" },
    actions: [{ target, update: { x: 1 } }],
  });
}

/** Two components that are references to one another, and one to itself, used wherever they can be. */
function cycleOf(kind: string): string {
  const use = (wanted: string, otherwise: unknown = undefined) =>
    kind === wanted ? ref(kind, "A") : otherwise;
  const schema = use("schemas", { type: "string" });
  const content = {
    "application/json": { schema, ...(kind === "examples" && { examples: { x: ref(kind, "A") } }) },
  };
  const response = {
    description: "OK",
    content,
    ...(kind === "headers" && { headers: { "X-A": ref(kind, "A") } }),
    ...(kind === "links" && { links: { a: ref(kind, "A") } }),
  };
  const operation = {
    operationId: "a",
    parameters: [use("parameters", { in: "query", name: "q", schema })],
    requestBody: use("requestBodies", { content }),
    ...(kind === "callbacks" && { callbacks: { a: ref(kind, "A") } }),
    responses: { 200: use("responses", response) },
  };
  return document({
    paths: { "/a": use("pathItems", { post: operation }), "/b": { get: { responses: {} } } },
    security: kind === "securitySchemes" ? [{ A: [] }] : [],
    components: { [kind]: { A: ref(kind, "B"), B: ref(kind, "A"), S: ref(kind, "S") } },
  });
}

const kinds = [
  "schemas",
  "responses",
  "parameters",
  "headers",
  "requestBodies",
  "examples",
  "links",
  "callbacks",
  "pathItems",
  "securitySchemes",
];

const tooMuch = ["beyond-limit"];

const bomb = list(9, (level) =>
  level === 0
    ? 'a0: &a0 ["x","x","x","x","x","x","x","x","x"]'
    : `a${level}: &a${level} [${list(9, () => `*a${level - 1}`).join(",")}]`,
).join("\n");

/** What is refused, or done, at once. */
/** A client for an operation of which a text is said, which stands in comments and in Markdown. */
function described(description: string): Exhausting {
  const operation = { operationId: "a", description, responses: { 200: { description: "OK" } } };
  return { files: () => ({ "a.json": document({ paths: { "/a": { get: operation } } }) }) };
}

export const quick: Readonly<Record<string, Exhausting>> = {
  "a million brackets": described("[".repeat(1e6)),
  "half a million ends of comments": described("*/".repeat(5e5)),
  "half a million quotes in each other": described("> ".repeat(5e5)),
  "90 000 lists in each other": described("1. ".repeat(90_000)),
  "20 000 items of a list with quotes": described("- a\n\n  > b\n\n".repeat(20_000)),
  "500 paragraphs of brackets": described(`${"[".repeat(990)}\n\n`.repeat(500)),
  "a table with one wide cell": described(
    `| a | b |\n| --- | --- |\n| ${"a".repeat(400_000)} | b |\n${"| a | b |\n".repeat(8000)}`,
  ),
  "50 000 footnotes": described("a[^1]\n\n[^1]: b\n\n".repeat(50_000)),
  "110 000 keys in a fence": described(`\`\`\`yaml\n${"? a\n: b\n".repeat(110_000)}\`\`\``),
  "a tab of 100 000 titles": described(`{% tab ${'title="" '.repeat(100_000)}`),
  "an allOf of 16 000 objects": {
    files: () => ({
      "a.json": withSchemas({
        A: {
          allOf: list(16_000, (index) => ({
            type: "object",
            properties: {
              [`p${index % 50}`]: { type: "object", properties: { [`q${index}`]: {} } },
            },
          })),
        },
      }),
    }),
  },
  "a text of 20 MB": { ...described("[".repeat(2e7)), refused: ["beyond-limit"] },
  "a line of a page with 20 million backticks": {
    files: () => ({ "a.md": `# A\n\n    ${"`".repeat(2e7)}\n` }),
    refused: ["no-fragments"],
  },
  "an alias bomb": { files: () => ({ "a.yaml": `${head}${bomb}\n` }), refused: tooMuch },
  "an alias bomb of names": {
    files: () => ({
      "a.yaml": `${head}${bomb.replaceAll(
        /\[([^\]]*)\]/g,
        (_, items: string) =>
          `{${items
            .split(",")
            .map((item, index) => `k${index}: ${item}`)
            .join(", ")}}`,
      )}\n`,
    }),
    refused: tooMuch,
  },
  "an anchor in itself": {
    files: () => ({ "a.yaml": `${head}components: &c\n  schemas: *c\n` }),
    refused: tooMuch,
  },
  "a list in itself, twice": {
    files: () => ({ "a.yaml": `${head}x-a: &c [*c, *c]\n` }),
    refused: tooMuch,
  },
  "anchors in one another": {
    files: () => ({
      "a.yaml": `${head}x-b:\n${list(5000, (index) => (index === 0 ? "  - &a0 [x]" : `  - &a${index} [*a${index - 1}]`)).join("\n")}\n`,
    }),
    refused: tooMuch,
  },
  "JSON lists of 100 000 levels": {
    files: () => ({
      "a.json": document({ "x-a": 0 }).replace('"x-a":0', `"x-a":${nested(100_000, "[", "]", "")}`),
    }),
    refused: tooMuch,
  },
  "JSON objects of 100 000 levels": {
    files: () => ({
      "a.json": document({ "x-a": 0 }).replace('"x-a":0', `"x-a":${nested(100_000, '{"a":', "}")}`),
    }),
    refused: tooMuch,
  },
  "JSON of a million levels that do not end": {
    files: () => ({ "a.json": `{"openapi":"3.1.0","x-a":${"[".repeat(1e6)}` }),
    refused: ["broken-document"],
  },
  "YAML flow of 100 000 levels": {
    files: () => ({ "a.yaml": `${head}x-a: ${nested(100_000, "[", "]", "")}\n` }),
    refused: tooMuch,
  },
  "YAML flow maps of 100 000 levels": {
    files: () => ({ "a.yaml": `${head}x-a: ${nested(100_000, "{a: ", "}")}\n` }),
    refused: tooMuch,
  },
  "YAML lists of 100 000 levels": {
    files: () => ({ "a.yaml": `${head}x-a:\n  ${"- ".repeat(100_000)}x\n` }),
    refused: tooMuch,
  },
  "YAML block of 4 000 levels": {
    files: () => ({
      "a.yaml": `${head}${list(4000, (level) => `${" ".repeat(level)}x-a:`).join("\n")} 1\n`,
    }),
    refused: tooMuch,
  },
  "YAML of 490 levels": {
    files: () => ({ "a.yaml": `${head}x-a: ${nested(490, "[", "]", "")}\n` }),
  },
  "properties of 100 000 levels": {
    files: () => ({ "a.json": withNested(100_000, '{"properties":{"a":', "}}") }),
    refused: tooMuch,
  },
  "properties of 240 levels": {
    files: () => ({ "a.json": withNested(240, '{"properties":{"a":', "}}") }),
  },
  "items of 480 levels": { files: () => ({ "a.json": withNested(480, '{"items":', "}") }) },
  "allOf of 240 levels": { files: () => ({ "a.json": withNested(240, '{"allOf":[', "]}") }) },
  "anyOf of 240 levels": { files: () => ({ "a.json": withNested(240, '{"anyOf":[', "]}") }) },
  "not of 480 levels": { files: () => ({ "a.json": withNested(480, '{"not":', "}") }) },
  "schemas made of themselves": {
    files: () => ({
      "a.json": withSchemas({
        A: { allOf: [ref("schemas", "B")] },
        B: { allOf: [ref("schemas", "A"), { properties: { x: ref("schemas", "A") } }] },
        C: { allOf: [ref("schemas", "C")] },
        D: { oneOf: [ref("schemas", "D")] },
        E: { anyOf: [ref("schemas", "E"), { allOf: [ref("schemas", "E")] }] },
        F: { not: ref("schemas", "F") },
      }),
    }),
    refused: ["allof-cycle"],
  },
  "an allOf that doubles 60 times": {
    files: () => ({ "a.json": withSchemas(chain(60, (next) => ({ allOf: [next, next] }))) }),
  },
  "a oneOf that doubles 60 times": {
    files: () => ({
      "a.json": withSchemas(
        chain(60, (next, index) => ({
          oneOf: [next, { type: "object", properties: { [`x${index}`]: next } }],
        })),
      ),
    }),
  },
  "2 to the 20 ways through an allOf": {
    files: () => ({
      "a.json": withSchemas({
        A: {
          allOf: list(20, (index) => ({
            oneOf: ["a", "b"].map((name) => ({
              type: "object",
              properties: { [`${name}${index}`]: { type: "string" } },
            })),
          })),
        },
      }),
    }),
  },
  "files that refer to one another": {
    files: () => ({
      "a.yaml": `${head}components: {schemas: {A: {$ref: "b.yaml#/x"}}, pathItems: {A: {$ref: "b.yaml"}}}\n`,
      "b.yaml": '$ref: c.yaml\nx: {$ref: "c.yaml#/x"}\n',
      "c.yaml": '$ref: b.yaml\nx: {$ref: "b.yaml#/x"}\n',
    }),
    refused: ["external-ref"],
  },
  "a million values": {
    files: () => ({ "a.json": document({ "x-a": list(1e6, () => 1) }) }),
    refused: tooMuch,
  },
  "a server with 300 000 slashes": {
    files: () => ({ "a.json": document({ servers: [{ url: `https://e.x${"/".repeat(3e5)}x` }] }) }),
  },
  "a page of openings of comments": {
    files: () => ({ "a.md": "<!-- \n".repeat(1e5) }),
    refused: ["no-fragments"],
  },
  "a page of openings of fences": {
    files: () => ({ "a.md": `${"    ```\n".repeat(3e4)}${'{"openapi": "3\n'.repeat(1e4)}` }),
    refused: ["broken-document"],
  },
  "a page of quotes in quotes": {
    files: () => ({
      "a.md": `${"> ".repeat(1e4)}x\n${"- ".repeat(1e4)}x\n${"| a ".repeat(1e5)}\n${"[a]: <".repeat(1e5)}`,
    }),
    refused: ["no-fragments"],
  },
  "a JSONPath of many ways": {
    files: () => ({
      "a.json": withNested(100, '{"properties":{"a":', "}}"),
      "overlay.yaml": overlay(`$${"..*".repeat(8)}`),
      "client.yaml": "limits: { query: 0.5 }",
    }),
    refused: ["overlay-invalid-path"],
  },
  "a regular expression of many ways": {
    files: () => ({
      "a.json": withSchemas({ A: { description: `${"a".repeat(60)}!` } }),
      "overlay.yaml": overlay("$..[?match(@.description, '(a|a|aa)*b')]"),
      "client.yaml": "limits: { query: 0.5 }",
    }),
    refused: ["overlay-invalid-path"],
  },
  "descriptions of openings": described(
    `${"`".repeat(1e5)}${"<".repeat(1e5)}${"{%".repeat(1e5)}${"<a href=".repeat(3e4)}${"[".repeat(1e5)}`,
  ),
  "descriptions of other openings": described(
    `${"``` \n".repeat(1e4)}${"<pre>".repeat(1e4)}${"<script >".repeat(1e4)}${"<!--".repeat(1e4)}${"\t\n".repeat(1e5)}${"<b> ".repeat(1e4)}`,
  ),
  ...Object.fromEntries(
    kinds.map((kind): [string, Exhausting] => [
      `references that lead back, in ${kind}`,
      {
        files: () => ({ "a.json": cycleOf(kind) }),
        ...(kind !== "securitySchemes" && {
          refused: [kind === "schemas" ? "allof-cycle" : "reference-cycle"],
        }),
      },
    ]),
  ),
};

/** What takes seconds each. */
export const slow: Readonly<Record<string, Exhausting>> = {
  "20 000 anchors, each used": {
    files: () => ({
      "a.yaml": `${head}x-b: [${list(20_000, (index) => `&a${index} x, *a${index}`).join(",")}]\n`,
    }),
  },
  "a million properties": {
    files: () => ({
      "a.json": withSchemas({ A: { properties: members(1e6, "p", () => ({ type: "string" })) } }),
    }),
    refused: tooMuch,
  },
  "a million values of an enum": {
    files: () => ({
      "a.json": withSchemas({ A: { type: "string", enum: list(1e6, (i) => `v${i}`) } }),
    }),
    refused: tooMuch,
  },
  "100 000 uses of an anchor": {
    files: () => ({ "a.yaml": `${head}a: &a [x]\nb: [${list(1e5, () => "*a").join(",")}]\n` }),
  },
  "20 000 names of one schema": {
    files: () => ({ "a.json": withSchemas(chain(20_000, (next) => next)) }),
  },
  "a ring of 5 000 schemas": {
    files: () => ({
      "a.json": withSchemas(
        members(5000, "S", (index) => ({
          type: "object",
          properties: { next: ref("schemas", `S${(index + 1) % 5000}`) },
        })),
      ).replace("schemas/A", "schemas/S0"),
    }),
  },
  "an allOf of 2 000 schemas in a row": {
    files: () => ({
      "a.json": withSchemas(
        chain(2000, (next, index) => ({
          allOf: [next, { properties: { [`p${index}`]: { type: "string" } } }],
        })),
      ),
    }),
  },
  "100 000 properties": {
    files: () => ({
      "a.json": withSchemas({
        A: {
          required: list(1e5, (index) => `p${index}`),
          properties: members(1e5, "p", () => ({ type: "string" })),
        },
      }),
    }),
  },
  "100 000 components": {
    files: () => ({
      "a.json": document({
        components: { schemas: members(1e5, "S", () => ({ type: "string" })) },
      }),
    }),
  },
  "20 000 components of like names": {
    files: () => ({
      "a.json": document({
        components: {
          schemas: Object.fromEntries(
            list(20_000, (index) => [
              `S${"-".repeat(index % 100)}${Math.floor(index / 100)}`,
              { properties: { a: { type: "string" } } },
            ]),
          ),
        },
      }),
    }),
  },
  "100 000 tags": {
    files: () => ({ "a.json": document({ tags: list(1e5, (index) => ({ name: `t${index}` })) }) }),
  },
  "100 000 servers": {
    files: () => ({
      "a.json": document({ servers: list(1e5, (index) => ({ url: `https://e${index}.x` })) }),
    }),
  },
  "100 000 parameters": {
    files: () => ({
      "a.json": document({
        paths: {
          "/a": {
            get: {
              operationId: "a",
              parameters: list(1e5, (index) => ({ in: "query", name: `p${index}`, schema: {} })),
              responses: {},
            },
          },
        },
      }),
    }),
  },
  "20 000 operations of one name": {
    files: () => ({
      "a.json": document({
        paths: members(20_000, "/p", () => ({ get: { operationId: "same", responses: {} } })),
      }),
    }),
  },
  "10 000 alternatives of credentials": {
    files: () => ({
      "a.json": document({
        components: {
          securitySchemes: members(1e4, "s", (index) => ({
            type: "apiKey",
            in: "header",
            name: `X-${index}`,
          })),
        },
        security: list(1e4, (index) => ({ [`s${index}`]: [] })),
      }),
    }),
  },
  "100 000 media types": {
    files: () => ({
      "a.json": document({
        paths: {
          "/a": {
            get: {
              responses: { 200: { description: "", content: members(1e5, "text/x", () => ({})) } },
            },
          },
        },
      }),
    }),
  },
  "30 files that double": {
    files: () => ({
      "a.yaml": head.replace("paths: {}", 'paths: {/a: {$ref: "p0.yaml"}}'),
      ...Object.fromEntries(
        list(30, (index) => [
          `p${index}.yaml`,
          `get: {responses: {200: {description: x}}, callbacks: {a: {x: {$ref: "p${index + 1}.yaml"}}, b: {y: {$ref: "p${index + 1}.yaml"}}}}\n`,
        ]),
      ),
      "p30.yaml": "get: {responses: {200: {description: x}}}\n",
    }),
    refused: ["external-ref"],
  },
  "a title of 5 MB": {
    files: () => ({ "a.json": document({ info: { title: "T".repeat(5e6), version: "1" } }) }),
    refused: ["beyond-limit"],
  },
  "a title of 1 MB": {
    files: () => ({ "a.json": document({ info: { title: "T".repeat(1e6), version: "1" } }) }),
  },
  "a path of 1 MB": {
    files: () => ({
      "a.json": document({ paths: { ["/a".repeat(5e5)]: { get: { responses: {} } } } }),
    }),
  },
};
