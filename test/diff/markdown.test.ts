import { describe, expect, test } from "vitest";
import type { Change } from "../../generator/diff/change.js";
import { markdown } from "../../generator/diff/markdown.js";

const change: Change = {
  impact: "breaking",
  kind: "removed",
  subject: "response field",
  name: "GetAnalyticsResponse.data.clicks",
  before: "number",
  reason: "code that reads it does not compile",
  place: "GET /analytics → response 200 → data.clicks",
  operations: ["getAnalytics"],
};

describe("the report", () => {
  test("has a headline, sections and one line for each change", () => {
    const added: Change = {
      impact: "compatible",
      kind: "added",
      subject: "operation",
      name: "listOrders",
      place: "GET /orders",
      operations: ["listOrders"],
    };
    expect(markdown({ step: "major", changes: [change, added] }))
      .toBe(`## API changes: major (1 breaking, 1 compatible)

### Breaking

- response field \`GetAnalyticsResponse.data.clicks\` removed: \`number\` · code that reads it does not compile · \`GET /analytics → response 200 → data.clicks\`

### Compatible

- operation \`listOrders\` added · \`GET /orders\`
`);
  });

  test("is one line where nothing has changed", () => {
    expect(markdown({ step: "none", changes: [] })).toBe("No changes.\n");
  });

  test.each([
    ["a`b``c", "```a`b``c```"],
    ["`", "`` ` ``"],
    ["", "(nothing)"],
    ["@team <img src=x>\n# Title | x", "`@team <img src=x> # Title | x`"],
    ["a\u202Eb\u0007", "`a\\u{202e}b\\u{7}`"],
  ])("keeps the text %j of a document in its place", (name, shown) => {
    expect(markdown({ step: "major", changes: [{ ...change, name }] })).toContain(
      `- response field ${shown} removed`,
    );
  });

  test("shows of words that have changed the lines that are other ones", () => {
    const words: Change = {
      ...change,
      impact: "documentation",
      kind: "changed",
      before: "Gives a file.\n\nAs it is.\n\nNothing else.",
      after: "Gives a file.\n\nAs it was.\n\nNothing else.",
    };
    const report = markdown({ step: "patch", changes: [words] });
    expect(report).toContain("  ```diff\n  - As it is.\n  + As it was.\n  ```");
  });

  test("shows each of several sentences that have changed, and none between them", () => {
    const words = (one: string, other: string): Change => ({
      ...change,
      impact: "documentation",
      kind: "changed",
      before: "a\nb\nc\nd",
      after: `${one}\nb\nc\n${other}`,
    });
    expect(markdown({ step: "patch", changes: [words("A", "D")] })).toContain(
      "  ```diff\n  - a\n  - d\n  + A\n  + D\n  ```",
    );
  });

  test("names of a union that is long what is new, and folds nothing that it has told", () => {
    const before = Array.from({ length: 60 }, (_, index) => `"value${index}"`).join(" | ");
    const after = `${before} | "new"`;
    const long: Change = { ...change, kind: "changed", before, after, gained: ['"new"'], lost: [] };
    const report = markdown({ step: "major", changes: [long] });
    expect(report).toContain('changed: + `"new"` ·');
    expect(report).not.toContain("<details>");
    const gained = Array.from({ length: 9 }, (_, index) => `"new${index}"`);
    expect(markdown({ step: "major", changes: [{ ...long, gained }] })).toContain(
      'and 6 more · code that reads it does not compile · `GET /analytics → response 200 → data.clicks`\n  <details><summary>before and after</summary>\n\n  ```diff\n  + "new0"\n',
    );
  });

  test("shows of an object that is long the properties that differ", () => {
    const fields = Array.from(
      { length: 30 },
      (_, index) => `field${index}: "a; b" | { c: string }`,
    );
    const before = `{ ${fields.join("; ")} }`;
    const after = before.replace("field7: ", "field7?: ");
    const report = markdown({
      step: "major",
      changes: [{ ...change, kind: "changed", before, after }],
    });
    expect(report).toContain(
      '  ```diff\n  -   field7: "a; b" | {\n  +   field7?: "a; b" | {\n  ```',
    );
  });

  test("folds the lines of a section that has many", () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ ...change, name: `f${index}` }));
    expect(markdown({ step: "major", changes: many })).toMatch(/<details><summary>\d+ more/);
  });

  test("tells once what has changed alike in several places", () => {
    const changes = ["Order", "Customer", "Shop"].map((name): Change => ({
      ...change,
      subject: "field",
      name: `${name}.address.zip`,
      place: `components/schemas/${name} → address.zip`,
      operations: [],
    }));
    expect(markdown({ step: "major", changes })).toContain(
      "- field `….address.zip` removed: `number` · code that reads it does not compile · in 3 places: `Order.address.zip`, `Customer.address.zip`, `Shop.address.zip`\n",
    );
    const others = changes.map((each) => ({ ...each, name: each.name.replace(".", "2.") }));
    expect(markdown({ step: "major", changes: [...changes, ...others] })).toContain(
      "in 6 places: `Order.address.zip`, `Customer.address.zip`, `Shop.address.zip` and 3 more\n" +
        "  <details><summary>all of them</summary>\n\n  - `Order.address.zip` · `components/schemas/Order`\n",
    );
  });

  test("tells once of words that have changed alike", () => {
    const changes = ["a", "b", "c"].map((name): Change => ({
      impact: "documentation",
      kind: "changed",
      subject: "operation",
      name,
      before: `${name}\nIn preview.`,
      after: name,
      operations: [name],
    }));
    expect(markdown({ step: "patch", changes })).toContain(
      "- 3 operations described differently: `a`, `b`, `c`\n" +
        "  <details><summary>before and after</summary>\n\n  ```diff\n  - In preview.\n  ```\n",
    );
  });

  test("names many operations in one line, each with its place below", () => {
    const changes = Array.from({ length: 5 }, (_, index): Change => ({
      impact: "compatible",
      kind: "added",
      subject: "operation",
      name: `op${index}`,
      place: `GET /${index}`,
      operations: [`op${index}`],
    }));
    expect(markdown({ step: "minor", changes })).toContain(
      "- 5 operations added: `op0`, `op1`, `op2` and 2 more\n" +
        "  <details><summary>all of them</summary>\n\n  - `op0` · `GET /0`\n  - `op1` · `GET /1`\n",
    );
  });

  test("says the new name of what is renamed once", () => {
    const renamed: Change = {
      impact: "breaking",
      kind: "renamed",
      subject: "type",
      name: "Order",
      before: "Order",
      after: "Purchase",
      reason: "code that names it does not compile",
      operations: [],
    };
    expect(markdown({ step: "major", changes: [renamed] })).toContain(
      "- type `Order` renamed to `Purchase` · code that names it does not compile\n",
    );
  });

  test("names many types in one line", () => {
    const types = Array.from({ length: 30 }, (_, index): Change => {
      return { ...change, kind: "added", subject: "type", name: `T${index}` };
    });
    expect(markdown({ step: "minor", changes: types })).toContain(
      "- 30 types added: `T0`, `T1`, `T2` and 27 more\n  <details><summary>all of them</summary>\n\n  `T0`, `T1`,",
    );
  });

  test("leaves room for the sections that come after a long one", () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({ ...change, name: `field${index}` }));
    const words: Change = { ...change, impact: "documentation", before: "a", after: "b" };
    const report = markdown({ step: "major", changes: [...many, words] });
    expect(report).toContain("### Documentation\n\n- response field");
  });

  test("fits in a comment, whatever the number of changes", () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({ ...change, name: `field${index}` }));
    const report = markdown({ step: "major", changes: many });
    // generate.yml posts so many bytes of it.
    expect(Buffer.byteLength(report)).toBeLessThan(60_000);
    expect(report).toContain("5000 breaking");
    expect(report).toMatch(/and \d+ more/);
  });
});
