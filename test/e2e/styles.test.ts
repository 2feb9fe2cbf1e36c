import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { specweld } from "../cli/specweld.js";

/**
 * How parameters are written, from the document to the URL. The rows are the table of the
 * specification (OpenAPI 3.2.0, "Style Examples"), of whose values `color` is one. What it has for the
 * style `form` in a cookie, `color=blue&color=black`, it says to avoid: here that is the style `cookie`.
 */
const values = {
  empty: "",
  string: "blue",
  array: ["blue", "black", "brown"],
  object: { R: 100, G: 200, B: 150 },
} as const;

type Row = readonly [
  place: "path" | "query" | "header" | "cookie",
  style: string,
  explode: boolean,
  wants: { readonly [Kind in keyof typeof values]?: string },
];

const rows: readonly Row[] = [
  [
    "path",
    "matrix",
    false,
    {
      empty: ";color",
      string: ";color=blue",
      array: ";color=blue,black,brown",
      object: ";color=R,100,G,200,B,150",
    },
  ],
  [
    "path",
    "matrix",
    true,
    {
      empty: ";color",
      string: ";color=blue",
      array: ";color=blue;color=black;color=brown",
      object: ";R=100;G=200;B=150",
    },
  ],
  [
    "path",
    "label",
    false,
    { string: ".blue", array: ".blue,black,brown", object: ".R,100,G,200,B,150" },
  ],
  [
    "path",
    "label",
    true,
    { string: ".blue", array: ".blue.black.brown", object: ".R=100.G=200.B=150" },
  ],
  [
    "path",
    "simple",
    false,
    { string: "blue", array: "blue,black,brown", object: "R,100,G,200,B,150" },
  ],
  [
    "path",
    "simple",
    true,
    { string: "blue", array: "blue,black,brown", object: "R=100,G=200,B=150" },
  ],
  [
    "query",
    "form",
    false,
    {
      empty: "color=",
      string: "color=blue",
      array: "color=blue,black,brown",
      object: "color=R,100,G,200,B,150",
    },
  ],
  [
    "query",
    "form",
    true,
    {
      empty: "color=",
      string: "color=blue",
      array: "color=blue&color=black&color=brown",
      object: "R=100&G=200&B=150",
    },
  ],
  [
    "query",
    "spaceDelimited",
    false,
    { array: "color=blue%20black%20brown", object: "color=R%20100%20G%20200%20B%20150" },
  ],
  [
    "query",
    "pipeDelimited",
    false,
    { array: "color=blue%7Cblack%7Cbrown", object: "color=R%7C100%7CG%7C200%7CB%7C150" },
  ],
  ["query", "deepObject", true, { object: "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150" }],
  [
    "header",
    "simple",
    false,
    { empty: "", string: "blue", array: "blue,black,brown", object: "R,100,G,200,B,150" },
  ],
  [
    "header",
    "simple",
    true,
    { string: "blue", array: "blue,black,brown", object: "R=100,G=200,B=150" },
  ],
  ...(["form", "cookie"] as const).flatMap((style): Row[] => [
    [
      "cookie",
      style,
      false,
      {
        empty: "color=",
        string: "color=blue",
        array: "color=blue,black,brown",
        object: "color=R,100,G,200,B,150",
      },
    ],
    [
      "cookie",
      style,
      true,
      {
        empty: "color=",
        string: "color=blue",
        array: "color=blue; color=black; color=brown",
        object: "R=100; G=200; B=150",
      },
    ],
  ]),
];

interface Sent {
  readonly url: string;
  readonly headers: Headers;
}

let folder = "";
let call: (operation: string, input: object) => Promise<Sent>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "specweld-styles-"));
  await writeFile(join(folder, "openapi.json"), JSON.stringify(document()));
  const args = ["generate", "--specs", "openapi.json", "--out", "client", "--no-format"];
  const { status, stderr } = await specweld(folder, args);
  if (status !== 0) throw new Error(stderr);
  await build({
    entryPoints: [join(folder, "client/src/index.ts")],
    outfile: join(folder, "client.mjs"),
    bundle: true,
    format: "esm",
  });
  // The client has been generated a moment ago: no compiler knows its functions.
  const client = (await import(pathToFileURL(join(folder, "client.mjs")).href)) as Readonly<
    Record<string, (...given: readonly unknown[]) => unknown>
  >;
  call = async (operation, input) => {
    const sent: Sent[] = [];
    const fetch = async (...given: ConstructorParameters<typeof Request>) => {
      const request = new Request(...given);
      sent.push({ url: request.url.replace("https://api.example", ""), headers: request.headers });
      return new Response(null, { status: 204 });
    };
    await client[operation]?.(client["createClient"]?.({ fetch }), input);
    const [first] = sent;
    if (!first) throw new Error("nothing was sent");
    return first;
  };
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function document() {
  const operations = [
    ...rows.map(([place, style, explode], index) => ({
      id: `row${index}`,
      path: place === "path" ? `/row${index}/{color}` : `/row${index}`,
      parameter: { in: place, name: "color", style, explode, required: true, schema: {} },
    })),
    { id: "contentQuery", path: "/content", parameter: json("query") },
    { id: "contentPath", path: "/content/{color}", parameter: json("path") },
    { id: "contentHeader", path: "/header", parameter: json("header") },
    { id: "contentCookie", path: "/cookie", parameter: json("cookie") },
    {
      id: "reservedQuery",
      path: "/reserved",
      parameter: { in: "query", name: "color", allowReserved: true, schema: { type: "string" } },
    },
    {
      id: "bracketed",
      path: "/bracketed",
      parameter: { in: "query", name: "ids[]", schema: { type: "array", items: {} } },
    },
  ];
  return {
    openapi: "3.2.0",
    info: { title: "Colors", version: "1" },
    servers: [{ url: "https://api.example" }],
    security: [],
    paths: Object.fromEntries(
      operations.map(({ id, path, parameter }) => [
        path,
        { get: { operationId: id, parameters: [parameter], responses: { 204: {} } } },
      ]),
    ),
  };
}

function json(place: string) {
  return { in: place, name: "color", required: true, content: { "application/json": {} } };
}

describe("the table of the specification", () => {
  const cases = rows.flatMap(([place, style, explode, wants], index) =>
    Object.entries(wants).map(([kind, want]) => ({ index, place, style, explode, kind, want })),
  );
  test.each(cases)("$place $style $explode, $kind: $want", async (given) => {
    const { index, place, kind, want } = given;
    const color = values[kind as keyof typeof values];
    const isHeader = place === "header" || place === "cookie";
    const group = isHeader ? `${place}s` : place;
    const { url, headers } = await call(`row${index}`, { [group]: { color } });
    const header = place === "cookie" ? "cookie" : "color";
    const written = isHeader ? headers.get(header) : url.slice(`/row${index}/`.length);
    expect(written).toBe(want);
  });
});

describe("beside the table", () => {
  const color = { name: "dark & blue", list: [1, "ü"] };
  const text = JSON.stringify(color);

  test("a parameter with a media type is JSON", async () => {
    const encoded = encodeURIComponent(text);
    expect((await call("contentQuery", { query: { color } })).url).toBe(
      `/content?color=${encoded}`,
    );
    expect((await call("contentPath", { path: { color } })).url).toBe(`/content/${encoded}`);
    const { headers } = await call("contentHeader", { headers: { color: { a: 1 } } });
    expect(headers.get("color")).toBe('{"a":1}');
    const { headers: more } = await call("contentCookie", { cookies: { color: { a: 1 } } });
    expect(more.get("cookie")).toBe("color=%7B%22a%22%3A1%7D");
  });

  test("allowReserved leaves all but what ends a query or tells its parameters apart", async () => {
    const { url } = await call("reservedQuery", {
      query: { color: "a/b?c:d@e!$'()*,;=%20 &+#[]ü" },
    });
    expect(url).toBe("/reserved?color=a/b?c:d@e!$%27()*,;=%20%20%26%2B%23%5B%5D%C3%BC");
  });

  test("names with brackets are encoded", async () => {
    const { url } = await call("bracketed", { query: { "ids[]": [1, 2] } });
    expect(url).toBe("/bracketed?ids%5B%5D=1&ids%5B%5D=2");
  });

  test.each([undefined, null])("a missing value of the path is refused: %s", async (missing) => {
    await expect(call("row0", { path: { color: missing } })).rejects.toThrow("path.color");
  });

  test("a label must not be a step up", async () => {
    await expect(call("row2", { path: { color: "." } })).rejects.toThrow("path.color");
    await expect(call("row2", { path: { color: "" } })).rejects.toThrow("path.color");
  });

  test("undefined and null are left out of lists and objects", async () => {
    const list = [1, undefined, null, 2];
    expect((await call("row6", { query: { color: list } })).url).toBe("/row6?color=1,2");
    const object = { a: 1, b: undefined, c: null };
    expect((await call("row10", { query: { color: object } })).url).toBe("/row10?color%5Ba%5D=1");
    expect((await call("row1", { path: { color: object } })).url).toBe("/row1/;a=1");
  });
});
