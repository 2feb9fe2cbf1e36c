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

  test("folds what is long", () => {
    const before = Array.from({ length: 60 }, (_, index) => `"value${index}"`).join(" | ");
    const after = `${before} | "new"`;
    const long: Change = { ...change, kind: "changed", before, after, gained: ['"new"'], lost: [] };
    const report = markdown({ step: "major", changes: [long] });
    expect(report).toContain("<details>");
    expect(report).toContain('+ `"new"`');
    const many = Array.from({ length: 200 }, (_, index) => ({ ...change, name: `f${index}` }));
    expect(markdown({ step: "major", changes: many })).toMatch(/<details><summary>\d+ more/);
  });

  test("names many types in one line", () => {
    const types = Array.from({ length: 30 }, (_, index): Change => {
      return { ...change, kind: "added", subject: "type", name: `T${index}` };
    });
    expect(markdown({ step: "minor", changes: types })).toContain(
      "- 30 types added: `T0`, `T1`, `T2` and 27 more\n",
    );
  });

  test("fits in a comment, whatever the number of changes", () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({ ...change, name: `field${index}` }));
    const report = markdown({ step: "major", changes: many });
    expect(report.length).toBeLessThan(65_536);
    expect(report).toContain("5000 breaking");
    expect(report).toMatch(/and \d+ more/);
  });
});
