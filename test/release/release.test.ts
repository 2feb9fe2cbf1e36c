import { describe, expect, test } from "vitest";
import type { Change, Step } from "../../generator/diff/change.js";
import { lastRelease, tagOf } from "../../generator/release/last-release.js";
import { release, type ReleaseInput } from "../../generator/release/release.js";
import { withVersion } from "../../generator/release/settings-version.js";
import type { ReleaseSettings } from "../../generator/settings.js";

const field: Change = {
  impact: "compatible",
  kind: "added",
  subject: "response field",
  name: "ListOrdersResponse.data[].note",
  after: "note?: string",
  place: "GET /orders → response 200 → data[].note",
  operations: ["listOrders"],
};

const gone: Change = {
  impact: "breaking",
  kind: "removed",
  subject: "operation",
  name: "dropOrder",
  reason: "code that calls it does not compile",
  place: "DELETE /orders/{id}",
  operations: ["dropOrder"],
};

const reworded: Change = {
  impact: "documentation",
  kind: "changed",
  subject: "operation",
  name: "getOrder",
  before: "An order.",
  after: "One order.",
  place: "GET /orders/{id}",
  operations: ["getOrder"],
};

function released(given: Partial<ReleaseInput>) {
  const { value, diagnostics } = release({
    last: "1.2.3",
    standing: given.last ?? "1.2.3",
    step: "minor",
    changes: [field],
    settings: {},
    changelog: undefined,
    ...given,
  });
  expect(diagnostics).toEqual([]);
  return value;
}

describe("the next version", () => {
  test.each<[last: string, step: Step, settings: ReleaseSettings, version: string, notes?: string]>(
    [
      ["1.2.3", "major", {}, "2.0.0"],
      ["1.2.3", "minor", {}, "1.3.0"],
      ["1.2.3", "patch", {}, "1.2.4"],
      ["0.4.2", "major", {}, "0.5.0"],
      ["0.4.2", "minor", {}, "0.4.3"],
      ["0.4.2", "patch", {}, "0.4.3"],
      ["0.4.2", "major", { zero: "semver" }, "1.0.0"],
      ["0.4.2", "minor", { zero: "semver" }, "0.5.0"],
      [
        "1.2.3",
        "major",
        { cap: "minor" },
        "1.3.0",
        "The changes call for 2.0.0; release.cap allows minor steps only.",
      ],
      ["1.2.3", "patch", { cap: "minor" }, "1.2.4"],
      ["0.4.2", "major", { cap: "minor" }, "0.5.0"],
      [
        "0.4.2",
        "major",
        { cap: "patch" },
        "0.4.3",
        "The changes call for 0.5.0; release.cap allows patch steps only.",
      ],
      ["0.9.0", "patch", { pin: "1.0.0" }, "1.0.0", "release.pin says 1.0.0."],
      [
        "1.2.3",
        "major",
        { pin: "1.9.0" },
        "1.9.0",
        "release.pin says 1.9.0; the changes call for 2.0.0.",
      ],
      [
        "1.9.0",
        "minor",
        { pin: "1.9.0" },
        "1.10.0",
        "release.pin is 1.9.0, which is out; it was passed over.",
      ],
      ["2.0.0-beta.9", "major", {}, "2.0.0-beta.10"],
      ["2.0.0-beta", "patch", {}, "2.0.0-beta.1"],
      ["2.0.0-beta.1", "minor", { pin: "2.0.0" }, "2.0.0", "release.pin says 2.0.0."],
      ["1.2.3+build.7", "minor", {}, "1.3.0"],
    ],
  )("%s, a %s step, %j → %s", (last, step, settings, version, notes) => {
    const made = released({ last, step, settings });
    expect(made?.version).toBe(version);
    expect(made?.notes.join(" ")).toBe(notes ?? "");
  });

  test("is the one that a person has set, where that is enough", () => {
    expect(released({ standing: "2.0.0" })).toMatchObject({
      version: "2.0.0",
      notes: ["package.version is 2.0.0 already, which is enough."],
    });
    expect(released({ standing: "1.2.9" })?.version).toBe("1.3.0");
    // Nothing has changed but that.
    expect(released({ standing: "2.0.0", step: "none", changes: [] })?.section).toBe(
      "## 2.0.0\n\nNo changes since 1.2.3.\n",
    );
  });

  test("is none where nothing has changed", () => {
    expect(released({ step: "none", changes: [] })).toBeUndefined();
    expect(released({ step: "none", changes: [], settings: { pin: "2.0.0" } })?.version).toBe(
      "2.0.0",
    );
  });

  test("is that of the settings at first", () => {
    const first = released({ last: undefined, standing: "0.1.0", step: "none", changes: [] });
    expect(first).toMatchObject({
      version: "0.1.0",
      changelog: "# Changelog\n\n## 0.1.0\n\nFirst release.\n",
    });
    const again = released({
      last: undefined,
      standing: "0.1.0",
      changes: [],
      changelog: first?.changelog ?? "",
    });
    expect(again?.changelog).toBe(first?.changelog);
  });
});

describe("CHANGELOG.md", () => {
  const wanted = `## 2.0.0

### Breaking

- Operation \`dropOrder\` (\`DELETE /orders/{id}\`) is gone

### Added

- Response field \`ListOrdersResponse.data[].note\` (\`note?: string\`)

### Documentation

- Changed descriptions, limits or examples: \`getOrder\`
`;
  const changed = { step: "major", changes: [gone, field, reworded] } as const;

  test("tells what has changed", () => {
    expect(released(changed)?.changelog).toBe(`# Changelog\n\n${wanted}`);
  });

  test("tells the day where it is given, and keeps it", () => {
    const dated = released({ ...changed, date: "2026-11-23" });
    expect(dated?.section.split("\n")[0]).toBe("## 2.0.0 (2026-11-23)");
    const again = released({ ...changed, changelog: dated?.changelog ?? "", standing: "2.0.0" });
    expect(again?.changelog).toBe(dated?.changelog);
  });

  test.each(["\n", "\r\n"])("keeps every byte of the releases before", (end) => {
    const older = [
      "# All that changed",
      "",
      "Words of a person.",
      "",
      "## [1.2.3] - 2026-01-01",
      "",
      "* Fixed  a thing",
      "```md",
      "## 9.9.9 is no heading",
      "```",
      "<!--",
      "## 9.9.8 neither",
      "-->",
      "## 1.2.2",
      "",
    ].join(end);
    const { changelog = "" } = released({ ...changed, changelog: older }) ?? {};
    const [above = "", below = ""] = changelog.split(wanted.replaceAll("\n", end) + end);
    expect(above + below).toBe(older);
    expect(above.trim().endsWith("person.")).toBe(true);
  });

  test("takes in what a person wrote for the next release", () => {
    const changelog = `# Changelog

## Unreleased

We say goodbye to deletions.

### Added

- Notes of people are in \`ListOrdersResponse.data[].note\`

### Security

- Nothing

## 1.2.3
`;
    expect(released({ ...changed, changelog })?.changelog).toBe(`# Changelog

## 2.0.0

We say goodbye to deletions.

### Breaking

- Operation \`dropOrder\` (\`DELETE /orders/{id}\`) is gone

### Added

- Notes of people are in \`ListOrdersResponse.data[].note\`

### Documentation

- Changed descriptions, limits or examples: \`getOrder\`

### Security

- Nothing

## 1.2.3
`);
  });

  test("keeps what was made ready, edited or not, when more comes", () => {
    const { changelog = "" } = released({}) ?? {};
    const edited = changelog.replace("- Response field", "- Notes, at last:");
    const again = released({ ...changed, changelog: edited, standing: "1.3.0" });
    expect(again?.notes.join()).toContain("CHANGELOG.md has 1.3.0 already");
    expect(again?.changelog).toBe(
      `# Changelog\n\n${wanted}`.replace("- Response field", "- Notes, at last:"),
    );
    const twice = { ...changed, changelog: again?.changelog ?? "", standing: "2.0.0" };
    expect(released(twice)?.changelog).toBe(again?.changelog);
  });

  test.each([
    [undefined, "## 1.2.3\n", "0.1.0", "CHANGELOG.md tells of 1.2.3, and no release is known"],
    [
      "1.2.3",
      "## 1.4.0\n\n## 1.3.0\n\n## 1.2.3\n",
      "1.2.3",
      "CHANGELOG.md tells of 1.3.0, and the last one known is 1.2.3",
    ],
  ])("releases in it that are not known stop it: %s", (last, changelog, standing, message) => {
    const made = release({
      last,
      changelog,
      standing,
      step: "minor",
      changes: [field],
      settings: {},
    });
    expect(made.value).toBeUndefined();
    expect(made.diagnostics.map((each) => [each.code, each.message])).toEqual([
      ["release-unknown", message],
    ]);
  });

  test.each([
    ["# Title\n\n## 9.9.9", "`# Title ## 9.9.9`"],
    ["<script>alert(1)</script>", "`<script>alert(1)</script>`"],
    ["a`](https://x.example)`b", "``a`](https://x.example)`b``"],
    ["<!--", "`<!--`"],
    ["```", "```` ``` ````"],
    ["@team #1\u202E\u0000", "`@team #1\\u{202e}\\u{0}`"],
  ])("keeps the text %j of a document in its place", (name, shown) => {
    const changes = [field, gone, reworded].map((change) => ({
      ...change,
      name,
      place: name,
      after: name,
      operations: [name, `${name}2`],
    }));
    const { section = "", changelog = "" } = released({ step: "major", changes }) ?? {};
    expect(section).toContain(`- Operation ${shown}`);
    expect(section.split("\n").filter((line) => /^(?!## |### |- |$)/.test(line))).toEqual([]);
    const next = released({ last: "2.0.0", changelog });
    expect(next?.changelog.endsWith(section)).toBe(true);
  });

  test("says much of one kind in few words", () => {
    const types = Array.from({ length: 30 }, (_, index): Change => {
      return { ...gone, impact: "compatible", kind: "added", subject: "type", name: `T${index}` };
    });
    expect(released({ changes: types })?.section).toMatch(/\n- New types: `T0`, .* and 10 more\n$/);
    const fields = Array.from({ length: 5000 }, (_, index) => ({ ...field, name: `f${index}` }));
    expect(released({ changes: fields })?.section).toMatch(/\n- … and 4900 more\n$/);
  });

  test("tells once what has changed alike in several places", () => {
    const changes = ["Order", "Shop", "Customer"].map((name): Change => ({
      ...field,
      subject: "field",
      name: `${name}.note`,
    }));
    expect(released({ changes })?.section).toContain(
      "- Field `….note` (`note?: string`), in 3 places: `Order.note`, `Shop.note`, `Customer.note`\n",
    );
  });

  test("adds nothing to what was made ready, however much there was no room for", () => {
    const many = (count: number, more: Partial<Change>): readonly Change[] =>
      Array.from({ length: count }, (_, index) => ({
        ...field,
        ...more,
        name: `${more.subject}${index}`,
      }));
    const changes = [
      ...many(500, { subject: "response field" }),
      ...many(50, { subject: "type" }),
      ...many(300, { subject: "parameter", impact: "breaking" }),
      ...many(70, { subject: "constant", impact: "breaking", kind: "removed" }),
      ...many(40, { subject: "operation", impact: "documentation", kind: "changed" }),
      ...["A", "B", "C"].map((name) => ({
        ...field,
        subject: "field" as const,
        name: `${name}.x`,
      })),
    ];
    const { changelog = "", section = "" } = released({ changes, step: "major" }) ?? {};
    expect(section.match(/and \d+ more$/gm)).toHaveLength(3);
    const again = released({ changes, step: "major", changelog, standing: "2.0.0" });
    expect(again?.changelog).toBe(changelog);
    const more = [...many(1, { subject: "function" }), ...changes];
    const later = released({ changes: more, step: "major", changelog, standing: "2.0.0" });
    expect(later?.section).toContain("- Function `function0`");
    expect(later?.section.match(/^- … and \d+ more$/gm)).toHaveLength(2);
  });

  test.each<[Partial<Change>, string]>([
    [
      { kind: "changed", before: "string", after: "number", reason: "it is so" },
      "Response field `f` is `number` now, was `string`: it is so",
    ],
    [
      { kind: "added", impact: "breaking", after: "f: string", reason: "give it" },
      "Response field `f` is new (`f: string`): give it",
    ],
    [{ kind: "renamed", before: "f", after: "g" }, "Response field `f` is now `g`"],
    [{ kind: "deprecated" }, "Response field `f` is deprecated"],
    [{ kind: "removed", before: "string" }, "Response field `f` is gone (`string`)"],
    [
      { operations: ["a", "b", "c", "d"] },
      "Response field `f` (`note?: string`), in `a`, `b`, `c` and 1 more",
    ],
    [
      { impact: "documentation", kind: "changed", subject: "document", reason: "differs" },
      "`f` differs",
    ],
  ])("tells %j", (part, line) => {
    const section = released({ changes: [{ ...field, name: "f", ...part }] })?.section ?? "";
    expect(section.split("\n").at(-2)).toBe(`- ${line}`);
  });
});

describe("tags", () => {
  test.each([
    [["v0.9.0", "v0.10.0", "v0.2.0", "nightly", "v1"], "v{version}", "v0.10.0", "0.10.0"],
    [["1.0.0-beta.2", "1.0.0-beta.10", "v2.0.0"], "{version}", "1.0.0-beta.10", "1.0.0-beta.10"],
    [["joy@1.0.0", "other@2.0.0"], "joy@{version}", "joy@1.0.0", "1.0.0"],
    [["v1.0.0", "v1.0.0-rc.1"], "v{version}", "v1.0.0", "1.0.0"],
  ])("the highest of %j like %s is %s", (tags, format, tag, version) => {
    expect(lastRelease(tags, format)).toEqual({ tag, version });
    expect(tagOf(version, format)).toBe(tag);
  });

  test("none is like that", () => {
    expect(lastRelease(["1.0.0", "vv1.0.0", "v1.0.0x y", "v"], "v{version}")).toBeUndefined();
  });
});

describe("the version in client.yaml", () => {
  test.each([
    ["", "package:\n  version: 2.0.0\n"],
    ["# Nothing yet", "# Nothing yet\npackage:\n  version: 2.0.0\n"],
    [
      "package:\n    version: '1.0.0' # by hand\n    name:   x\n",
      "package:\n    version: 2.0.0 # by hand\n    name:   x\n",
    ],
    ["package: { version: 1.0.0, name: x }\n", "package: { version: 2.0.0, name: x }\n"],
    ["# Mine\napi: Shop # it is\n", "# Mine\napi: Shop # it is\npackage:\n  version: 2.0.0\n"],
    ["package:\n  name: x # it is\n", "package:\n  name: x # it is\n  version: 2.0.0\n"],
    ["package:\napi: Shop\n", "package:\n  version: 2.0.0\napi: Shop\n"],
    ["api: &a 1.0.0\npackage:\n  version: *a\n", "api: &a 1.0.0\npackage:\n  version: 2.0.0\n"],
  ])("%j", (text, wanted) => {
    expect(withVersion(text, "2.0.0")).toBe(wanted);
  });
});
