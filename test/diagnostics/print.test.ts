import { describe, expect, test } from "vitest";
import { diagnostic, type Place } from "../../generator/diagnostics/diagnostic.js";
import { diagnosticsToJson, printDiagnostics } from "../../generator/diagnostics/print.js";

const at = (file: string, line: number, column = 1): Place => ({ file, line, column });

describe("printDiagnostics", () => {
  test("sorts by severity and place, indents hints and related places, counts", () => {
    const findings = [
      diagnostic("no-responses", "1 operation documents no response", { place: at("b.md", 2) }),
      diagnostic("no-servers", "2 operations have no server", {
        place: at("a.md", 20, 7),
        hint: "Say where:\nactions:\n  - target: $",
      }),
      diagnostic("duplicate-pinned-name", "both are pinned", {
        place: at("names.yaml", 3, 8),
        related: [{ message: "the first", place: at("names.yaml", 2, 8) }],
      }),
      diagnostic("no-servers", "1 operation has no server", { place: at("a.md", 3) }),
    ];
    const want = `
names.yaml:3:8  error  both are pinned  [duplicate-pinned-name]
  the first: names.yaml:2:8

a.md:3:1  warning  1 operation has no server  [no-servers]

a.md:20:7  warning  2 operations have no server  [no-servers]
  → Say where:
    actions:
      - target: $

b.md:2:1  notice  1 operation documents no response  [no-responses]

1 error, 2 warnings, 1 notice
`;
    expect("\n" + printDiagnostics(findings, { color: false })).toBe(want);
    expect("\n" + printDiagnostics(findings.toReversed(), { color: false })).toBe(want);
  });

  test("prints nothing for nothing", () => {
    expect(printDiagnostics([], { color: true })).toBe("");
  });

  test("tells once what was found in many places", () => {
    const findings = Array.from({ length: 8 }, (_, index) =>
      diagnostic("no-responses", "silent", { place: at("a.md", index + 1) }),
    );
    expect(printDiagnostics(findings, { color: false })).toBe(
      `a.md:1:1  notice  silent  [no-responses]
  also a.md:2:1
  also a.md:3:1
  also a.md:4:1
  also a.md:5:1
  also a.md:6:1
  and 2 more places (8 in all)

1 notice
`,
    );
  });

  test("tells fifty of a kind, and how many more there are", () => {
    const findings = Array.from({ length: 70 }, (_, index) =>
      diagnostic("no-servers", `${index} have no server`, { place: at("a.md", index + 1) }),
    );
    const other = diagnostic("no-responses", "no response", { place: at("a.md", 1) });
    const text = printDiagnostics([...findings, other], { color: false });
    expect(text).toContain(`a.md:50:1  warning  49 have no server  [no-servers]

… and 20 more like this  [no-servers]  --json tells all

a.md:1:1  notice  no response  [no-responses]

70 warnings, 1 notice
`);
    const elsewhere = printDiagnostics(findings, { color: false, whole: "generate --json" });
    expect(elsewhere).toContain("[no-servers]  generate --json tells all\n");
    expect(text).not.toContain("a.md:51");
  });

  test("colours only when told to, whatever the environment says", () => {
    const finding = diagnostic("no-servers", "none", { place: at("a.md", 1) });
    const colored = printDiagnostics([finding], { color: true });
    expect(colored).toContain("\u001B[33mwarning\u001B[39m");
    expect(printDiagnostics([finding], { color: false })).not.toContain("\u001B");
  });

  test("shows what a document says without letting it steer the terminal", () => {
    const finding = diagnostic("no-servers", "a\u001B[2Jb\nc\u202Ed", {
      hint: "e\u001B]0;f\u0007\ng",
    });
    expect(printDiagnostics([finding], { color: false })).toBe(
      `warning  a\\u{1b}[2Jb⏎c\\u{202e}d  [no-servers]
  → e\\u{1b}]0;f\\u{7}
    g

1 warning
`,
    );
  });
});

describe("excerpts", () => {
  const long = `{"a":"${"x".repeat(3000)}","security":[{"Key":[]}],"b":"${"y".repeat(3000)}"}`;
  const cases: readonly {
    readonly name: string;
    readonly line: string;
    readonly column: number;
    readonly want: string;
  }[] = [
    {
      name: "a short line is shown whole, without its indent",
      line: "    name: Joy Client",
      column: 11,
      want: "  7 │ name: Joy Client\n    │       ^",
    },
    {
      name: "of a long line the part around the column",
      line: long,
      column: long.indexOf("[{") + 1,
      want:
        `  7 │ …${"x".repeat(14)}","security":[{"Key":[]}],"b":"${"y".repeat(33)}…\n` +
        `    │ ${" ".repeat(28)}^`,
    },
    {
      name: "at the end of a long line",
      line: long,
      column: long.length,
      want: `  7 │ …${"y".repeat(77)}"}\n    │ ${" ".repeat(79)}^`,
    },
    {
      name: "a column behind the end stands at the end",
      line: "abc",
      column: 99,
      want: "  7 │ abc\n    │    ^",
    },
    {
      name: "a column in the indent",
      line: "    abc",
      column: 2,
      want: "  7 │    abc\n    │ ^",
    },
    {
      name: "characters of two code units count once",
      line: "😀😀 name",
      column: 6,
      want: "  7 │ 😀😀 name\n    │    ^",
    },
    {
      name: "control characters are shown",
      line: "a\u0007b\tc",
      column: 5,
      want: "  7 │ a\\u{7}b c\n    │         ^",
    },
  ];

  test.each(cases)("$name", ({ line, column, want }) => {
    const finding = diagnostic("no-servers", "none", { place: at("a.md", 7, column) });
    const text = printDiagnostics([finding], { color: false, readLine: () => line });
    expect(text.split("\n").slice(1, 3).join("\n")).toBe(want);
  });

  test("never cuts a surrogate pair in halves and never grows beyond 80 columns", () => {
    const line = "😀".repeat(500);
    for (const column of [1, 2, 99, 100, 999, 1000]) {
      const finding = diagnostic("no-servers", "none", { place: at("a.md", 7, column) });
      const [, source = ""] = printDiagnostics([finding], {
        color: false,
        readLine: () => line,
      }).split("\n");
      expect(source).not.toMatch(/\p{Cs}/u);
      expect(source).not.toContain("\\u");
      expect([...source].length).toBeLessThanOrEqual(86);
    }
  });

  test("are left out where the line cannot be had", () => {
    const finding = diagnostic("no-servers", "none", { place: at("a.md", 7) });
    const text = printDiagnostics([finding], { color: false, readLine: () => undefined });
    expect(text).toBe("a.md:7:1  warning  none  [no-servers]\n\n1 warning\n");
  });
});

test("diagnosticsToJson gives the same order and the same keys", () => {
  const findings = [
    diagnostic("no-responses", "silent", { place: at("b.md", 2) }),
    diagnostic("duplicate-pinned-name", "both", {
      hint: "rename",
      place: at("names.yaml", 3),
      related: [{ message: "the first", place: at("names.yaml", 2) }],
    }),
  ];
  expect(JSON.stringify(diagnosticsToJson(findings), null, 1)).toBe(
    JSON.stringify(
      [
        {
          code: "duplicate-pinned-name",
          severity: "error",
          message: "both",
          place: at("names.yaml", 3),
          related: [{ message: "the first", place: at("names.yaml", 2) }],
          hint: "rename",
        },
        { code: "no-responses", severity: "notice", message: "silent", place: at("b.md", 2) },
      ],
      null,
      1,
    ),
  );
});
