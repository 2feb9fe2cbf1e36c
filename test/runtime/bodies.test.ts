import { describe, expect, test } from "vitest";
import {
  accepting,
  choice,
  deepObject,
  delimited,
  exploded,
  json,
  multipart,
  raw,
  request,
  urlEncoded,
  withHeaderParams,
  type BodyWriter,
  type FieldWriter,
  type Input,
} from "../../templates/runtime/index.js";
import { testClient } from "./client.js";
import { serve, type Received } from "./server.js";

/** Sends a body with PUT, which is tried again; gives all attempts as they arrived. */
async function attempts(write: BodyWriter, body: unknown, statuses = [204]) {
  const server = await serve(...statuses.map((status) => ({ status })));
  const operation = { method: "PUT", path: "/a", body: write, security: [[]] };
  await request(testClient(server.url), operation, { body });
  return server.received;
}

async function sent(write: BodyWriter, body: unknown): Promise<Received> {
  const [first] = await attempts(write, body);
  if (!first) throw new Error("nothing was sent");
  return first;
}

/** Parsed by the platform, which is not what wrote it. */
function parsed({ bytes, headers }: Received): Promise<FormData> {
  const type = headers["content-type"] ?? "";
  return new Response(bytes, { headers: { "content-type": type } }).formData();
}

describe("application/x-www-form-urlencoded", () => {
  test.each<{ given: object; writers?: Record<string, FieldWriter>; want: string }>([
    { given: {}, want: "" },
    { given: { a: 1, b: "x y&z=+", c: true, d: "" }, want: "a=1&b=x%20y%26z%3D%2B&c=true&d=" },
    { given: { a: undefined, b: null }, want: "" },
    { given: { "a[]": ["1,2", null, 3] }, want: "a%5B%5D=1%2C2&a%5B%5D=3" },
    { given: { a: [] }, want: "" },
    { given: { at: new Date(0) }, want: "at=1970-01-01T00%3A00%3A00.000Z" },
    { given: { a: { b: [1] } }, want: "a=%7B%22b%22%3A%5B1%5D%7D" },
    { given: { a: [{ b: 1 }] }, want: "a=%7B%22b%22%3A1%7D" },
    { given: { é: "€" }, want: "%C3%A9=%E2%82%AC" },
    { given: { a: ["1,2", 3] }, writers: { a: delimited(",") }, want: "a=1%2C2,3" },
    { given: { a: [1, 2] }, writers: { a: delimited(" ") }, want: "a=1%202" },
    { given: { a: [1, 2] }, writers: { a: delimited("|") }, want: "a=1%7C2" },
    { given: { a: [] }, writers: { a: delimited(",") }, want: "" },
    {
      given: { a: { r: 1, no: undefined, g: 2 } },
      writers: { a: delimited(",") },
      want: "a=r,1,g,2",
    },
    { given: { a: { r: 1, g: null } }, writers: { a: exploded }, want: "r=1" },
    { given: { a: [1, 2] }, writers: { a: exploded }, want: "a=1&a=2" },
    {
      given: { a: { b: { c: 1 }, d: ["x", { e: 2 }], no: undefined } },
      writers: { a: deepObject },
      want: "a%5Bb%5D%5Bc%5D=1&a%5Bd%5D%5B0%5D=x&a%5Bd%5D%5B1%5D%5Be%5D=2",
    },
    {
      given: JSON.parse('{"__proto__": 1, "constructor": [2]}') as object,
      want: "__proto__=1&constructor=2",
    },
  ])("$given → $want", async ({ given, writers, want }) => {
    const { body, headers } = await sent(urlEncoded(writers), given);
    expect(body).toBe(want);
    expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
  });

  test("the platform reads it as it was meant", async () => {
    const form = await parsed(await sent(urlEncoded(), { a: ["1+1", "é&"], b: { c: 1 } }));
    expect([...form]).toEqual([
      ["a", "1+1"],
      ["a", "é&"],
      ["b", '{"c":1}'],
    ]);
  });
});

describe("multipart/form-data", () => {
  test("text, lists, JSON and files", async () => {
    const received = await sent(multipart(), {
      text: "é\r\n--x",
      count: 2,
      no: undefined,
      nothing: null,
      at: new Date(0),
      tags: ["a", "b"],
      about: { name: "Ada", tags: [1] },
      scan: new File([Uint8Array.of(0, 255, 13, 10)], "scan é.png", { type: "image/png" }),
      photos: [new Blob(["1"], { type: "image/webp" }), new File(["2"], "2.txt")],
    });
    expect(received.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=\S+$/);
    expect(received.body).toContain(
      'name="about"; filename="blob"\r\nContent-Type: application/json',
    );
    const form = await parsed(received);
    expect([...new Set(form.keys())]).toEqual([
      "text",
      "count",
      "at",
      "tags",
      "about",
      "scan",
      "photos",
    ]);
    expect([form.get("text"), form.get("count"), form.get("at")]).toEqual([
      "é\r\n--x",
      "2",
      "1970-01-01T00:00:00.000Z",
    ]);
    expect(form.getAll("tags")).toEqual(["a", "b"]);
    expect(await described(form.get("about"))).toEqual([
      "blob",
      "application/json",
      '{"name":"Ada","tags":[1]}',
    ]);
    const scan = form.get("scan") as File;
    expect([scan.name, scan.type]).toEqual(["scan é.png", "image/png"]);
    expect(new Uint8Array(await scan.arrayBuffer())).toEqual(Uint8Array.of(0, 255, 13, 10));
    expect(await Promise.all(form.getAll("photos").map(described))).toEqual([
      ["blob", "image/webp", "1"],
      ["2.txt", "application/octet-stream", "2"],
    ]);
  });

  test("media types and styles of parts", async () => {
    const write = multipart({
      xml: "application/xml",
      plain: "text/plain; charset=utf-8",
      numbers: "application/json",
      untyped: "image/webp",
      typed: "image/webp",
      size: deepObject,
      ids: delimited(","),
    });
    const received = await sent(write, {
      xml: "<a/>",
      plain: "x",
      numbers: [1, "2"],
      untyped: new File(["u"], "u"),
      typed: new Blob(["t"], { type: "image/png" }),
      size: { min: 1, max: { at: 2 } },
      ids: [1, 2],
    });
    const form = await parsed(received);
    const parts = await Promise.all(
      [...form].map(async ([name, value]) => [name, await described(value)]),
    );
    expect(parts).toEqual([
      ["xml", ["blob", "application/xml", "<a/>"]],
      ["plain", "x"],
      ["numbers", ["blob", "application/json", "1"]],
      ["numbers", ["blob", "application/json", '"2"']],
      ["untyped", ["u", "image/webp", "u"]],
      ["typed", ["blob", "image/png", "t"]],
      ["size[min]", "1"],
      ["size[max][at]", "2"],
      ["ids", "1,2"],
    ]);
  });

  test("is sent again as it was", async () => {
    const all = await attempts(multipart(), { file: new File(["x"], "x.txt") }, [503, 204]);
    expect(all).toHaveLength(2);
    for (const received of all) {
      expect(await described((await parsed(received)).get("file"))).toEqual([
        "x.txt",
        "application/octet-stream",
        "x",
      ]);
    }
  });

  test("undefined is no body", async () => {
    expect(await sent(multipart(), undefined)).toMatchObject({ body: "" });
    expect((await sent(urlEncoded(), undefined)).headers).not.toHaveProperty("content-type");
  });
});

async function described(value: FormDataEntryValue | null | undefined): Promise<unknown> {
  return value instanceof File ? [value.name, value.type, await value.text()] : value;
}

describe("raw bodies", () => {
  test.each([
    { type: "text/csv", given: "a,b", want: "text/csv" },
    { type: "application/pdf", given: new Blob(["a,b"]), want: "application/pdf" },
    {
      type: "application/pdf",
      given: new Blob(["a,b"], { type: "image/png" }),
      want: "application/pdf",
    },
    { type: "image/*", given: new Blob(["a,b"], { type: "image/png" }), want: "image/png" },
    { type: "image/*", given: new Blob(["a,b"]), want: "application/octet-stream" },
    { type: "image/*", given: "a,b", want: "application/octet-stream" },
    { type: "*/*", given: new Blob(["a,b"], { type: "audio/ogg" }), want: "audio/ogg" },
    {
      type: "multipart/mixed",
      given: new Blob(["a,b"], { type: "multipart/mixed; boundary=x" }),
      want: "multipart/mixed; boundary=x",
    },
  ])("$type, given $given, is sent as $want", async ({ type, given, want }) => {
    const { body, headers } = await sent(raw(type), given);
    expect([body, headers["content-type"]]).toEqual(["a,b", want]);
  });
});

describe("a choice of media types", () => {
  const writers = { "application/json": json, "text/csv": raw("text/csv") };
  const typeSent = async (input: Input | undefined) => {
    const { headers } = await sent(choice(writers, input), "a");
    return headers["content-type"];
  };

  test("the first, unless the input says otherwise", async () => {
    expect(await typeSent({ body: "a" })).toBe("application/json");
    expect(await typeSent(undefined)).toBe("application/json");
    expect(await typeSent({ body: "a", contentType: "text/csv" })).toBe("text/csv");
  });

  test.each(["text/plain", "__proto__", "toString"])("%s is none of them", async (contentType) => {
    const promise = attempts(choice(writers, { contentType }), "a");
    await expect(promise).rejects.toThrow("contentType must be one of application/json, text/csv");
  });
});

describe("accepting", () => {
  const accepted = async (input?: Input, headers?: Record<string, string>) => {
    const server = await serve({ status: 204 });
    const operation = { method: "GET", path: "/a", security: [[]] };
    await request(testClient(server.url), operation, accepting("application/pdf", input), {
      ...(headers && { headers }),
    });
    return server.received[0]?.headers["accept"];
  };

  test("asks for it, unless the call asks for something else", async () => {
    expect(await accepted()).toBe("application/pdf");
    expect(await accepted(withHeaderParams({ headers: { "X-A": 1 } }))).toBe("application/pdf");
    expect(await accepted({ headers: { Accept: "text/html" } })).toBe("text/html");
    expect(await accepted({}, { Accept: "image/png" })).toBe("image/png");
  });
});
