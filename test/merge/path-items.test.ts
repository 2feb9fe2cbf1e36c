import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { merge } from "../../generator/merge/merge.js";
import { readIn } from "../read/in-folder.js";

const described = (description: string) => ({ responses: { "200": { description } } });
const ref = (to: string) => ({ $ref: to });
const item = ref("#/components/pathItems/Item");

type Json = Readonly<Record<string, unknown>>;

/** The merged paths and webhooks, and what was told; each file is a document but for those without fields of one. */
async function welded(files: Readonly<Record<string, Json>>) {
  const complete = Object.entries(files).map(([name, given]) => {
    const isDocument = "paths" in given || "webhooks" in given || "components" in given;
    const around = { openapi: "3.1.0", info: { title: "A", version: "1" } };
    return [name, stringify(isDocument ? { ...around, ...given } : given)];
  });
  const read = await readIn(Object.fromEntries(complete));
  const { value, diagnostics } = merge(read.value);
  const { paths, webhooks } = value.document;
  const found = [...read.diagnostics, ...diagnostics].map(({ code }) => code);
  return { paths, ...(webhooks && { webhooks }), found };
}

describe("a path item given as a reference is what it leads to", () => {
  const get = { get: described("Fine") };
  const cases: readonly { name: string; given: Readonly<Record<string, Json>>; want: Json }[] = [
    {
      name: "among the components",
      given: { "api.yaml": { paths: { "/x": item }, components: { pathItems: { Item: get } } } },
      want: { paths: { "/x": get } },
    },
    {
      name: "for a webhook as well",
      given: { "api.yaml": { webhooks: { x: item }, components: { pathItems: { Item: get } } } },
      want: { paths: {}, webhooks: { x: get } },
    },
    {
      name: "with the parameters of the item, those of the operation first",
      given: {
        "api.yaml": {
          paths: { "/{a}/{b}": item },
          components: {
            pathItems: {
              Item: {
                parameters: [
                  { name: "a", in: "path", required: true, schema: {} },
                  { name: "b", in: "path", required: true, schema: {} },
                ],
                get: {
                  ...get.get,
                  parameters: [{ name: "a", in: "path", required: true, schema: { minLength: 1 } }],
                },
              },
            },
          },
        },
      },
      want: {
        paths: {
          "/{a}/{b}": {
            get: {
              parameters: [
                { name: "b", in: "path", required: true, schema: {} },
                { name: "a", in: "path", required: true, schema: { minLength: 1 } },
              ],
              ...get.get,
            },
          },
        },
      },
    },
    {
      name: "with what stands beside the reference, which comes first",
      given: {
        "api.yaml": {
          paths: { "/x": { ...item, summary: "Mine", get: described("Mine") } },
          components: { pathItems: { Item: { summary: "Its", ...get, put: described("Its") } } },
        },
      },
      want: { paths: { "/x": { summary: "Mine", get: described("Mine"), put: described("Its") } } },
    },
    {
      name: "through another one",
      given: {
        "api.yaml": {
          paths: { "/x": item },
          components: { pathItems: { Item: ref("#/components/pathItems/Other"), Other: get } },
        },
      },
      want: { paths: { "/x": get } },
    },
    {
      name: "under another path",
      given: { "api.yaml": { paths: { "/x": ref("#/paths/~1y"), "/y": get } } },
      want: { paths: { "/x": get, "/y": get } },
    },
    {
      name: "in another document of the API",
      given: {
        "api.yaml": { paths: { "/x": item } },
        "items.yaml": { components: { pathItems: { Item: get } } },
      },
      want: { paths: { "/x": get } },
    },
    {
      name: "in another file",
      given: {
        "api.yaml": { paths: { "/x": ref("items/x.yaml") }, webhooks: { x: ref("items/x.yaml") } },
        "items/x.yaml": get,
      },
      want: { paths: { "/x": get }, webhooks: { x: get } },
    },
    {
      name: "in another file, by way of the components",
      given: {
        "api.yaml": {
          paths: { "/x": item },
          components: { pathItems: { Item: ref("items/all.yaml#/x") } },
        },
        "items/all.yaml": { x: get },
      },
      want: { paths: { "/x": get } },
    },
  ];
  test.each(cases)("$name", async ({ given, want }) => {
    expect(await welded(given)).toEqual({ ...want, found: [] });
  });

  test("also where a split document says it twice", async () => {
    const one = { paths: { "/x": item }, components: { pathItems: { Item: get } } };
    const other = { paths: { "/x": get, "/y": item }, components: { pathItems: { Item: get } } };
    expect(await welded({ "a.yaml": one, "b.yaml": other })).toEqual({
      paths: { "/x": get, "/y": get },
      found: [],
    });
  });
});

describe("a path item that leads nowhere", () => {
  test.each([
    ["among the components", item, "unresolved-ref"],
    ["in another file", ref("items/none.yaml"), "external-ref"],
  ])("%s is an error", async (_, given, want) => {
    expect((await welded({ "api.yaml": { paths: { "/x": given } } })).found).toEqual([want]);
  });

  test("leading back to itself, ends", async () => {
    const { paths, found } = await welded({
      "api.yaml": {
        paths: { "/x": item, "/y": { get: described("Fine") } },
        components: { pathItems: { Item: ref("#/components/pathItems/Item") } },
      },
    });
    expect(Object.keys(paths)).toEqual(["/x", "/y"]);
    expect(found).toEqual([]);
  });
});
