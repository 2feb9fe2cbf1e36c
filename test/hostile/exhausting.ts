import { combined } from "./exhausting-all-of.js";
import {
  document,
  withSchemas,
  nested,
  withNested,
  list,
  ref,
  chain,
  overlay,
  cycleOf,
  kinds,
  head,
} from "./documents.js";
import { tooMuch, type Exhausting } from "./exhausting-bounds.js";

const bomb = list(9, (level) =>
  level === 0
    ? 'a0: &a0 ["x","x","x","x","x","x","x","x","x"]'
    : `a${level}: &a${level} [${list(9, () => `*a${level - 1}`).join(",")}]`,
).join("\n");

/** A client for an operation of which a text is said, which stands in comments and in Markdown. */
function described(description: string): Exhausting {
  const operation = { operationId: "a", description, responses: { 200: { description: "OK" } } };
  return { files: () => ({ "a.json": document({ paths: { "/a": { get: operation } } }) }) };
}

const manyWays = { target: "$..[?match(@.description, '(a|a|aa)*b')]", update: { x: 1 } };

/** What is refused, or done, at once. */
export const quick: Readonly<Record<string, Exhausting>> = {
  "a million brackets": described("[".repeat(1e6)),
  "half a million ends of comments": described("*/".repeat(5e5)),
  "half a million quotes in each other": described("> ".repeat(5e5)),
  "90 000 lists in each other": described("1. ".repeat(90_000)),
  "20 000 items of a list with quotes": described("- a\n\n  > b\n\n".repeat(20_000)),
  "30 000 quotes": described("> a\n\n".repeat(30_000)),
  "49 quotes and 40 000 words": described(
    `${"> a\n\n".repeat(49)}${"word word word\n\n".repeat(10_000)}`,
  ),
  "20 000 items with a list each": described("- aaaaaaaaaaaa\n  - bbbbbbbbbbbb\n".repeat(20_000)),
  "8 lists of 900 items with a list each": described(
    `${"- aaaaaaaaaaaa\n  - bbbbbbbbbbbb\n".repeat(900)}\nword\n\n`.repeat(8),
  ),
  "500 paragraphs of brackets": described(`${"[".repeat(990)}\n\n`.repeat(500)),
  "a table with one wide cell": described(
    `| a | b |\n| --- | --- |\n| ${"a".repeat(400_000)} | b |\n${"| a | b |\n".repeat(8000)}`,
  ),
  "50 000 footnotes": described("a[^1]\n\n[^1]: b\n\n".repeat(50_000)),
  "110 000 keys in a fence": described(`\`\`\`yaml\n${"? a\n: b\n".repeat(110_000)}\`\`\``),
  "a tab of 100 000 titles": described(`{% tab ${'title="" '.repeat(100_000)}`),
  ...combined,
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
      "overlay.yaml": overlay({ target: `$${"..*".repeat(8)}`, update: { x: 1 } }),
      "client.yaml": "limits: { query: 0.5 }",
    }),
    refused: tooMuch,
  },
  "a regular expression of many ways": {
    files: () => ({
      "a.json": withSchemas({ A: { description: `${"a".repeat(60)}!` } }),
      "overlay.yaml": overlay(manyWays),
      "client.yaml": "limits: { query: 0.5 }",
    }),
    refused: tooMuch,
  },
  "nine queries of many ways": {
    files: () => ({
      "a.json": withSchemas({ A: { description: `${"a".repeat(60)}!` } }),
      "overlay.yaml": overlay(...list(9, () => manyWays)),
      "client.yaml": "limits: { query: 0.5 }",
    }),
    refused: tooMuch,
  },
  "an overlay that doubles a document forty times": {
    files: () => ({
      "a.json": withSchemas({ A: { type: "string" } }),
      "overlay.yaml": overlay(...list(40, () => ({ target: "$.components", copy: "$" }))),
    }),
    refused: tooMuch,
  },
  "3000 actions": {
    files: () => ({
      "a.json": withSchemas({ A: { type: "string" } }),
      "overlay.yaml": overlay(
        ...list(3000, (index) => ({ target: "$.info", update: { [`x-${index}`]: 1 } })),
      ),
    }),
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
