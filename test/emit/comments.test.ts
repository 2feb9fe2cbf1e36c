import { describe, expect, test } from "vitest";
import type { SchemaObject } from "../../generator/openapi.js";
import { blockMarkdown, endOfLine, inlineMarkdown } from "../../templates/markdown.js";
import { plainMarkdown } from "../../templates/description.js";
import { jsdoc, schemaDoc } from "../../templates/jsdoc.js";
import { worded } from "../../templates/words.js";
import { declared, emitted } from "./declared.js";

describe("what a comment says", () => {
  test.each<[string, SchemaObject, string | undefined]>([
    ["nothing", { type: "string" }, undefined],
    ["description", { description: "  The day " }, "The day"],
    ["title where there is no description", { title: "The day" }, "The day"],
    ["description before title", { title: "Day", description: "The day" }, "The day"],
    ["a title that is the name", { title: "Customer ID" }, undefined],
    ["format, not type", { type: "string", format: "date" }, "@format date"],
    [
      "limits of numbers",
      { minimum: 0, exclusiveMaximum: 10, multipleOf: 0.5, description: "Share" },
      "Share\n@minimum 0\n@exclusiveMaximum 10\n@multipleOf 0.5",
    ],
    [
      "limits of strings",
      { minLength: 1, maxLength: 5, pattern: "^a*/\n@b$" },
      "@minLength 1\n@maxLength 5\n@pattern ^a*\\/ @b$",
    ],
    [
      "limits of arrays and objects",
      { minItems: 1, maxItems: 2, uniqueItems: true, minProperties: 1, maxProperties: 3 },
      "@minItems 1\n@maxItems 2\n@uniqueItems\n@minProperties 1\n@maxProperties 3",
    ],
    ["what is not unique", { uniqueItems: false }, undefined],
    [
      "media",
      { contentEncoding: "base64", contentMediaType: "image/png" },
      "@contentEncoding base64\n@contentMediaType image/png",
    ],
    ["default and example", { default: 20, example: 50 }, "@default 20\n@example 50"],
    ["an example that is the default", { default: 20, example: 20 }, "@default 20"],
    ["the first of several examples", { examples: [["a", 1], []] }, '@example ["a",1]'],
    ["an example of an enum", { enum: ["a", "b"], example: "a" }, undefined],
    ["an example too long to read", { example: "x".repeat(200) }, undefined],
    ["a default of null", { default: null }, undefined],
    ["deprecated", { deprecated: true, description: "Old" }, "Old\n@deprecated"],
    [
      "limits of what may be null",
      { anyOf: [{ type: "string", format: "date", maxLength: 10 }, { type: "null" }] },
      "@format date\n@maxLength 10",
    ],
    [
      "the words beside a reference",
      { $ref: "#/components/schemas/pet", description: "The pet that is sold" },
      "The pet that is sold",
    ],
    [
      "lines before the tags",
      { description: "One\n\nTwo", default: 1 },
      "One\n\nTwo\n\n@default 1",
    ],
  ])("%s", (_given, schema, want) => {
    expect(schemaDoc(worded<SchemaObject>(schema), "customer_id")).toBe(want);
  });

  test("a reference without words says nothing of its own", async () => {
    const schema = { properties: { pet: { $ref: "#/components/schemas/pet" } } };
    expect(await declared(schema)).toBe("interface T {\n  pet?: Pet;\n}");
  });
});

describe("nothing gets out of a comment", () => {
  test.each([
    ["its end", "a */ b", "a *\\/ b"],
    ["tags", "@deprecated\n  @see x\nmail a@b.c", "\\@deprecated\n  \\@see x\nmail a@b.c"],
    ["a tag behind a line separator", "a\u2028@deprecated", "a \\@deprecated"],
    ["inline tags", "{@inheritDoc x} {@link}", "{\\@inheritDoc x} {\\@link}"],
    ["an end made by cleaning", "*<b></b>/", "*\\/"],
  ])("%s", (_given, text, want) => {
    expect(jsdoc([text])).toBe(want);
  });
});

describe("the markup of platforms becomes plain Markdown", () => {
  test.each([
    ["paragraphs", "<p>One</p><p>Two</p>", "One\n\nTwo"],
    ["line breaks", "One<br>Two<br />\nThree", "One\nTwo\nThree"],
    ["emphasis", "<strong>A</strong> <em class='x'>b</em> <b>c</b>", "**A** _b_ **c**"],
    ["code", "Send <code>a_b</code>.", "Send `a_b`."],
    [
      "links",
      'See <a href="https://a.example/x" target="_blank">the page</a>.',
      "See [the page](https://a.example/x).",
    ],
    ["links to nowhere", '<a href="javascript:evil()">words</a>', "words"],
    [
      "images",
      '<figure><img src="https://a.example/i.png" alt="Flow"><figcaption></figcaption></figure>',
      "[Flow](https://a.example/i.png)",
    ],
    ["lists", "<ul><li>a</li><li>b</li></ul>", "- a\n- b"],
    [
      "tables",
      "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
      "- A | B\n- 1 | 2",
    ],
    ["headings", "<h2>Title</h2>Text", "**Title**\n\nText"],
    ["colours", 'A <mark style="color:red;">required</mark> word', "A required word"],
    ["preformatted", "<pre><code>a < b</code></pre>", "```\na < b\n```"],
    [
      "preformatted, apart",
      "<pre>\n <code> a </code>\n</pre><pre> b </pre>",
      "```\na\n```\n\n```\nb\n```",
    ],
    ["references", "a&nbsp;b&#x20;&amp; &lt;c&gt; &unknown;", "a b & <c> &unknown;"],
    ["escapes", "a\\_b \\[c] \\*d", "a_b [c] \\*d"],
    ["hints", '{% hint style="info" %}\nMind this\n{% endhint %}\n', "Mind this"],
    ["tabs", '{% tab title="cURL" %}\ntext\n{% endtab %}', "**cURL**\n\ntext"],
    ["code-like words", "Map<string, T> and /files/<label>", "Map<string, T> and /files/<label>"],
    ["what is in code", "`<b>a\\_b</b>` <b>c</b>", "`<b>a\\_b</b>` **c**"],
    ["what is in fences", "```html\n<p>\\_</p>\n```\n<p>x</p>", "```html\n<p>\\_</p>\n```\n\nx"],
    ["a fence without an end", "~~~\n<p>x</p>", "~~~\n<p>x</p>"],
    [
      "tables and lists of Markdown",
      "| a | b |\n|---|---|\n| 1 | 2 |\n\n* x\n  * y",
      "| a | b |\n|---|---|\n| 1 | 2 |\n\n* x\n  * y",
    ],
    ["ends of lines", "a  \r\nb\r\n\r\n\r\n\r\nc\n", "a\nb\n\nc"],
  ])("%s", (_given, text, want) => {
    expect(plainMarkdown(text)).toBe(want);
  });

  test.each([
    ["spaces", " ".repeat(200_000)],
    ["tags", "<a ".repeat(60_000)],
    ["ticks", "`".repeat(100_000) + " a"],
    ["open code", "` a ``".repeat(30_000)],
    ["comments", "<!--".repeat(50_000)],
    ["open blocks", "{% ".repeat(60_000)],
  ])("without taking long over many %s", (_given, text) => {
    const before = performance.now();
    plainMarkdown(text);
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

describe("in a page", () => {
  test.each([
    ["headings", "# Title #\nText", "**Title**\nText"],
    ["lines under text", "Title\n---\nText", "Title\n\\---\nText"],
    [
      "HTML",
      "<script>x</script> a<b <https://a.example>",
      " a\\<b <https://a.example>".trimStart(),
    ],
    ["an open fence", "```\n# x", "```\n# x\n```"],
    ["a closed one", "```\n# x\n```", "```\n# x\n```"],
    [
      "definitions of links",
      "See [the site][1] and [a].\n\n[1]: https://a.example/x\n[A]: <https://b.example>",
      "See [the site](https://a.example/x) and [a](https://b.example).",
    ],
    [
      "links that lead nowhere",
      "[a](#b), [c](/d) and [e](https://f.example)",
      "a, c and [e](https://f.example)",
    ],
  ])("%s", (_given, text, want) => {
    expect(blockMarkdown(text).trim()).toBe(want);
  });

  test.each([
    ["code", "the `file_id` of\na_file", "the `file_id` of a\\_file"],
    ["code with a bar", "`a|b`", "\\`a\\|b\\`"],
    ["ticks without their end", "``a` b_`", "\\`\\`a` b_`"],
    ["an escaped tick", "\\`a_b`", "\\\\\\`a\\_b\\`"],
    ["links", "[a](https://b.example)", "\\[a\\](https://b.example)"],
  ])("in one line: %s", (_given, text, want) => {
    expect(inlineMarkdown(text)).toBe(want);
  });

  test.each([
    [
      "a paragraph",
      "See\n[a](https://b.example) and `c_d`",
      "See [a](https://b.example) and `c_d`",
    ],
    ["a list", "See:\n* `a_b`\n* [c](d)", "See: \\* `a_b` \\* \\[c\\](d)"],
  ])("at the end of a line: %s", (_given, text, want) => {
    expect(endOfLine(text)).toBe(want);
  });
});

test("words of several lines stand as a block in credentials to choose from, too", async () => {
  const scheme = { kind: "basic", name: "Basic", description: "One\n\nTwo" } as const;
  const files = await emitted({
    schemes: [scheme, { kind: "bearer", name: "Token" }],
    requiredSchemes: [["Basic"], ["Token"]],
  });
  const client = files.get("src/client.ts") ?? "";
  expect(client.slice(client.indexOf("export type Credentials"))).toMatch(
    `export type Credentials =
  | {
      /**
       * One
       *
       * Two
       *
       * Sent as \`Authorization: Basic …\`.
       */
      Basic: BasicCredential;
      /** Sent as \`Authorization: Bearer …\`. */
      Token?: Credential;
    }
`,
  );
});
