import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { askAll, asking, InputEnded } from "../../generator/commands/ask.js";
import type { Entry } from "../../generator/propose/entry.js";

const entry = (given: Partial<Entry>): Entry => ({
  file: "client",
  comment: "",
  question: "Name",
  kind: "text",
  proposed: "joy",
  lines: () => [],
  ...given,
});
const even = (answer: string) => (answer.length % 2 === 0 ? undefined : "It is odd.");

async function answers(typed: string, entries: readonly Entry[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end(typed);
  const { ask, close } = asking({ input, output });
  try {
    const given = await askAll(entries, ask);
    return { given: given.map(({ answer }) => answer), shown: String(output.read()) };
  } finally {
    close();
  }
}

test.each([
  { what: "Enter takes the proposal", typed: "\n", entries: [entry({})], want: ["joy"] },
  { what: "an answer", typed: " ada \n", entries: [entry({})], want: ["ada"] },
  { what: "nothing for it", typed: "-\n", entries: [entry({})], want: [""] },
  {
    what: "a wrong answer is asked for again",
    typed: "abc\nabcd\n",
    entries: [entry({ problem: even })],
    want: ["abcd"],
  },
  {
    what: "yes and no",
    typed: "\n\nYES\nn\nwhat\ny\n",
    entries: ["yes", "no", "no", "yes", "no"].map((proposed) => entry({ kind: "yes", proposed })),
    want: ["yes", "no", "yes", "no", "yes"],
  },
])("$what", async ({ typed, entries, want }) => {
  expect((await answers(typed, entries)).given).toEqual(want);
});

test("a question says what Enter gives", async () => {
  const entries = [entry({}), entry({ proposed: "" }), entry({ kind: "yes", proposed: "no" })];
  expect((await answers("\n\n\n", entries)).shown).toBe("Name: [joy] Name: Name? [y/N] ");
});

test("an input that ends is no answer", async () => {
  await expect(answers("ada\n", [entry({}), entry({})])).rejects.toThrow(InputEnded);
});
