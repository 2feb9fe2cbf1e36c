import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { merge } from "../../generator/merge/merge.js";
import { readIn } from "../read/in-folder.js";

const header = { openapi: "3.1.0", info: { title: "A", version: "1" } };
const sends = (name: string) => ({
  post: {
    requestBody: {
      content: { "text/plain": { schema: { $ref: `#/components/schemas/${name}` } } },
    },
    responses: { "200": { description: "Fine" } },
  },
});
const callback = (name: string) => ({ "{$request.body#/url}": sends(name), "x-note": ["kept"] });
const answer = { responses: { "204": { description: "Fine" } } };

async function welded(files: Readonly<Record<string, object>>) {
  const texts = Object.entries(files).map(([name, given]) => [
    name,
    stringify({ ...header, ...given }),
  ]);
  const read = await readIn(Object.fromEntries(texts));
  const { value, diagnostics } = merge(read.value);
  return {
    document: value.document,
    codes: [...read.diagnostics, ...diagnostics].map(({ code }) => code),
  };
}

describe("callbacks", () => {
  test("stand in the document as they were, references among them", async () => {
    const callbacks = {
      own: callback("Pet"),
      shared: { $ref: "#/components/callbacks/Shared" },
      item: { "{$url}": { $ref: "#/components/pathItems/Item" } },
    };
    const components = {
      schemas: { Pet: { type: "string" } },
      callbacks: { Shared: callback("Pet") },
      pathItems: { Item: sends("Pet") },
    };
    const { document, codes } = await welded({
      "a.yaml": { paths: { "/a": { post: { ...answer, callbacks } } }, components },
    });
    expect(codes).toEqual([]);
    expect(document.paths["/a"]?.post?.callbacks).toEqual(callbacks);
    expect(document.components).toEqual(components);
  });

  test("follow the components that are renamed", async () => {
    const file = (path: string, type: string) => ({
      paths: { [path]: { post: { ...answer, callbacks: { own: callback("Pet") } } } },
      components: { schemas: { Pet: { type } } },
    });
    const { document } = await welded({
      "a.yaml": file("/a", "string"),
      "b.yaml": file("/b", "integer"),
    });
    const names = Object.keys(document.components?.schemas ?? {});
    expect(names).toHaveLength(2);
    const used = ["/a", "/b"].map((path) => JSON.stringify(document.paths[path]?.post?.callbacks));
    const refs = used.map((text) => /"#\/components\/schemas\/([^"]*)"/.exec(text)?.[1]);
    expect(refs.toSorted()).toEqual(names.toSorted());
  });

  test("that lead to nothing are found", async () => {
    const callbacks = { gone: { $ref: "#/components/callbacks/Gone" } };
    const { codes } = await welded({
      "a.yaml": { paths: { "/a": { post: { ...answer, callbacks } } } },
    });
    expect(codes).toEqual(["unresolved-ref"]);
  });
});

test("x-webhooks is what webhooks was called before 3.1", async () => {
  const components = { schemas: { Pet: { type: "string" } } };
  const sent = { "pet-sold": sends("Pet") };
  const before = await welded({ "a.yaml": { openapi: "3.0.3", "x-webhooks": sent, components } });
  const after = await welded({ "a.yaml": { webhooks: sent, components } });
  expect(before.codes).toEqual([]);
  expect(before.document).toEqual(after.document);
  expect(after.document.webhooks).toEqual(sent);
});
