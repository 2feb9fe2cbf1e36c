import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { findings, readIn, textAt } from "./in-folder.js";

const json = (document: object): string =>
  JSON.stringify({ openapi: "3.1.0", info: { title: "Pets", version: "1" }, ...document });

const get = { get: { responses: { 200: { description: "Fine" } } } };
const post = { post: { responses: { 201: { description: "Made" } } } };

describe("paths that are the same once a slash is put in front", () => {
  test.each([
    ["pets", "/pets"],
    ["/pets", "pets"],
  ])("%s and %s: the operations of both stay", async (first, second) => {
    const read = await readIn({ "a.json": json({ paths: { [first]: get, [second]: post } }) });
    expect(read.value[0]?.document.paths).toEqual({ "/pets": { ...get, ...post } });
    expect(findings(read)).toEqual([expect.stringContaining("repaired-shape")]);
  });

  test("of two operations of one method the first stays, and this is told", async () => {
    const other = { get: { responses: { 200: { description: "Other" } } } };
    const read = await readIn({ "a.json": json({ paths: { pets: get, "/pets": other } }) });
    expect(read.value[0]?.document.paths).toEqual({ "/pets": get });
    const [, second] = read.diagnostics.map(({ place }) => place);
    const text = json({ paths: { pets: get, "/pets": other } });
    expect(findings(read).map((line) => line.split(" ")[1])).toEqual([
      "repaired-shape",
      "dropped-shape",
    ]);
    expect(second && textAt(text, second).slice(0, 60)).toContain("Other");
  });

  test("equal ones are one without a word", async () => {
    const read = await readIn({ "a.json": json({ paths: { pets: get, "/pets": get } }) });
    expect(read.value[0]?.document.paths).toEqual({ "/pets": get });
    expect(findings(read)).toEqual(["a.json:1:67 repaired-shape"]);
  });
});

describe("requirements that hold nothing but extensions", () => {
  const security = async (given: unknown) => {
    const read = await readIn({ "a.json": json({ security: given, paths: { "/a": get } }) });
    return read.value[0]?.document.security;
  };

  test("say nothing, and not that nothing is required", async () => {
    expect(await security([{ "x-apidog": { required: true } }])).toBeUndefined();
    expect(await security([{ key: [] }, { "x-apidog": {} }])).toEqual([{ key: [] }]);
  });

  test("unlike those that hold nothing at all", async () => {
    expect(await security([])).toEqual([]);
    expect(await security([{}])).toEqual([{}]);
  });
});

describe("fences that are indented in tags", () => {
  const yaml = ["openapi: 3.1.0", "info: {title: A}", "", "paths:", "  /a: {}", ""].join("\n");
  const indented = (text: string, by: number): string =>
    text.replaceAll(/^(?=.)/gm, " ".repeat(by));

  test.each([
    ["directly under a tag", `<Tab>\n${indented("```yaml\n" + yaml + "```", 4)}\n</Tab>\n`],
    ["eight deep", `<A>\n    <B>\n${indented("~~~~yaml\n" + yaml + "~~~~", 8)}\n    </B>\n</A>\n`],
    ["never closed, but the tag is", `<Tab>\n${indented("```yaml\n" + yaml, 4)}</Tab>\n\nMore\n`],
    ["twice", `<Tab>\n${indented("```bash\nls\n\n```\n\n```yaml\n" + yaml + "```", 4)}\n</Tab>\n`],
  ])("%s", async (_, page) => {
    const read = await readIn({ "page.md": page });
    expect(read.value.map(({ document }) => Object.keys(document.paths))).toEqual([["/a"]]);
    expect(findings(read)).toEqual([]);
  });

  test("many of them", async () => {
    const page = "x\n\n    ```\n\n    ```\n".repeat(20_000) + `\n${"```yaml"}\n${yaml}${"```"}\n`;
    const read = await readIn({ "page.md": page });
    expect(read.value).toHaveLength(1);
  });
});

describe("what looks like a document and is none", () => {
  test.each(['{ "openapi": "not here" }', '{ "swagger": true }', '{ "openapi": null, "a": 1 }'])(
    "a sample: %s",
    async (sample) => {
      const page = `${"```json"}\n${sample}\n${"```"}\n`;
      expect(findings(await readIn({ "page.md": page }))).toEqual(["no-fragments"]);
    },
  );
});

describe("inputs on the network", () => {
  /** A server on loopback that gives these texts by their paths. */
  async function served(texts: Readonly<Record<string, string>>): Promise<string> {
    const server = createServer(({ url = "" }, response) => {
      const text = texts[url];
      response.writeHead(text === undefined ? 404 : 200).end(text);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    onTestFinished(() => void server.close());
    // A server that listens on a port has the address of one.
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const document = (schema: object) =>
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Kiln", version: "1" },
      paths: {
        "/a": { get: { responses: { 200: { content: { "application/json": { schema } } } } } },
      },
    });

  test("a document or a page is fetched where its URL is named", async () => {
    const url = await served({
      "/openapi.json": document({ type: "string" }),
      "/page.md": "# Kiln\n\n```json\n" + document({ type: "string" }) + "\n```\n",
    });
    const { value, diagnostics } = await readIn({}, [`${url}/openapi.json`, `${url}/page.md`]);
    expect(diagnostics).toEqual([]);
    expect(value.map(({ file }) => file)).toEqual([`${url}/openapi.json`, `${url}/page.md`]);
    expect(value[1]?.locate("/info/title")).toMatchObject({ file: `${url}/page.md`, line: 4 });
  });

  test("what a fetched document refers to is not", async () => {
    const url = await served({
      "/openapi.json": document({ $ref: "other.json#/A" }),
      "/other.json": '{"A":{"type":"string"}}',
    });
    const { diagnostics } = await readIn({}, [`${url}/openapi.json`]);
    expect(diagnostics).toMatchObject([{ code: "external-ref", severity: "error" }]);
    expect(diagnostics[0]?.message).toContain("only what is named is fetched");
  });

  test("no answer, and not a good one", async () => {
    const url = await served({});
    const { diagnostics } = await readIn({}, [`${url}/gone.json`, "http://127.0.0.1:1/x.json"]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["no-such-input", "no-such-input"]);
    expect(diagnostics.map(({ message }) => message).join()).toContain("404");
  });
});
