import { array, assert, asyncProperty, constantFrom, oneof } from "fast-check";
import { format } from "prettier";
import { expect, test } from "vitest";
import { newFormat } from "../../generator/emit/format.js";
import { piecesOf } from "../../generator/emit/pieces.js";

/** Bits of lines, those that Markdown takes for something among them. */
const bits = constantFrom(
  ...'- a,* b,1. c,# d,> e,word,per_page,_x_,__y__,*z*,`code`,`` ` ``,` a`,[t](u),![t](u),[t],[t]: u,(a),"q",it\'s,e.g.,https://a.test,a@b.c,&amp;,<b>,|,---,===,\\,\\*,~~s~~,  ,é,“w”,日本,a_,_b,$x$,{a},{{b}},1),+,```,~~~,**b**,**Note:**,**`a`**,_a b_,_a_b_,a**b**,**,_,(**a**),**"a"**,\\*,\\[,\\],fields\\[\\]=1,\\>,\\#,\\_,C#,F#.,@a,**@a**,1,2),3.,&,&amp,#,a#b,a  b,`a  b`,[t](u@v),\t,:,www.a.b,[^1],[x],<!-- c -->'.split(
    ",",
  ),
);

const lines = array(bits, { minLength: 1, maxLength: 5 }).map((each) => each.join(" "));

const blocks = oneof(
  lines,
  array(lines, { minLength: 1, maxLength: 3 }).map((each) => each.join("\n")),
  array(lines, { minLength: 1, maxLength: 4 }).map((each) =>
    each.map((line) => `- ${line}`).join("\n"),
  ),
  lines.map((line) => `## ${line}`),
  constantFrom(
    "```ts\nimport { a }  from 'b';\n\nconst c = await a( { d } )\n```",
    "```ts\nlet let let (\n```",
    "```sh\na   b\n\n# c\n```",
    "    code",
    "  more",
    "- a\n\n  b",
    "1. a\n2. b",
    "> a\nb",
    "Plain words, and `code`.",
    "```sh\nnpm install a\n\n# b\n```",
    "```\na  \n```",
    "> [!NOTE]\n> Plain words.",
    "> [!NOTE]\n> - a",
    "*   a\n*   **b**: c\n* [d](e)",
    "* a\n- b",
    "- [x] a\n- [ ] b",
    "- [a](b): c\n- **d**\n- e  f",
    "| a | `b` | |\n| --- | --- | --- |\n| longer words | | c |",
    "| a | b |\n| --- | :-: |\n| c | d |",
    "| a |\n| --- |\n| b | c |",
    "A [link\nof lines](a) and `code`.",
    "Words  apart,\nand  more:\n- a  b\n- c",
    "Words:\n* a\n* b",
    "Words:\n- a\n  b",
    "Words:\n - a\n - b",
    "> [!TIP]\n> Words  apart.",
    "- ~~~\n  a\n\n\n  b\n  ~~~",
    "1. ```\n   a\n\n",
    "    a\n\n\n    b",
    "- plain words",
    "<!-- prettier-ignore -->\n| a |  b |\n| --- | - |",
  ),
);

const seed = Number(process.env["SEED"] ?? 7);
const runs = Number(process.env["RUNS"] ?? 300);

test("any Markdown is what prettier makes of it", async () => {
  await assert(
    asyncProperty(array(blocks, { minLength: 1, maxLength: 6 }), async (parts) => {
      const text = `${`# Page\n\n${parts.join("\n\n")}`.trimEnd()}\n`;
      expect(await newFormat()("a.md", text)).toBe(await format(text, { parser: "markdown" }));
    }),
    { seed, numRuns: runs },
  );
}, 600_000);

test("plain sentences, lists of them and examples are not left to prettier's Markdown", () => {
  const text = [
    "# Orders",
    "Lists orders, newest first. See [paging](https://a.test/b).",
    '```ts\nimport { list } from "shop";\n\nconst answer = await list(client);\n```',
    "Takes:",
    "- `query` `per_page`, `number`: How many (at most 100).\n- `query` `q`: *Words*",
    "**Note:** also _these_, **`code`** too.\n\n> [!NOTE]\n> And [these\n> words](https://a.test).",
    "| `a` | b |\n| --- | --- |\n| c | |",
    "```sh\nnpm install shop\n```",
  ].join("\n\n");
  const left = piecesOf("markdown", text).filter(({ language }) => language === "markdown");
  expect(left.map((piece) => piece.text)).toEqual(["- `query` `q`: *Words*"]);
});
