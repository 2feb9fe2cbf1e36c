import { expect, test } from "vitest";
import { LineCounter, parseDocument } from "yaml";
import { plainSettings } from "../../generator/read/plain-settings.js";

const plain = `# A comment: of all.
GET /orders/{id}: getOrder

POST /orders/$batch: $orders
GET /orders 200 data[].lines[]: OrderLine
components/responses/NotFound: NotFound
# Another.
Order.lines[]: OrderLine
`;

test("lines of a name and a word are what YAML makes of them, at their places", () => {
  const lines = new LineCounter();
  const document = parseDocument(plain, { lineCounter: lines });
  const read = plainSettings("names.yaml", plain);
  expect(read?.value).toEqual(document.toJS());
  expect(read?.locate("/Order.lines[]", "value")).toEqual({
    file: "names.yaml",
    line: 8,
    column: 16,
  });
  expect(read?.locate("/GET ~1orders~1{id}")).toMatchObject({ line: 2, column: 1 });
  expect(read?.locate("/GET ~1other")).toMatchObject({ line: 2, column: 1 });
});

test.each([
  ["nothing", ""],
  ["only comments", "# a: b\n"],
  ["a key twice", "GET /a: a\nGET /a: b\n"],
  ["a comment behind a word", "GET /a: a # b\n"],
  ["a quoted key", '"GET /a": a\n'],
  ["a quoted word", 'GET /a: "a"\n'],
  ["an empty value", "GET /a:\n"],
  ["a list", "GET /a: [a]\n"],
  ["a word that is no text", "GET /a: True\n"],
  ["a key that could be a number", "1.5: a\n"],
  ["two documents", "GET /a: a\n---\nGET /b: b\n"],
  ["lines further in", "GET /a:\n  b.c: d\n"],
  ["a colon in the key", "GET /a:b: a\n"],
  ["tabs", "GET /a:\ta\n"],
  ["line ends of Windows", "GET /a: a\r\n"],
])("%s is left to YAML", (_, text) => {
  expect(plainSettings("names.yaml", text)).toBeUndefined();
});
