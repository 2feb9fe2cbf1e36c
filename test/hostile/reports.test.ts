import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { markdown } from "../../generator/diff/markdown.js";
import { diff } from "../../generator/diff/diff.js";
import { release, type ReleaseInput } from "../../generator/release/release.js";
import { filesIn, folderWith, specweld } from "../cli/specweld.js";
import { clientOf } from "../diff/clients.js";
import { make } from "./client.js";
import { hostileDocument } from "./document.js";
import { foreignMarkup } from "./markup.js";
import { payloads } from "./payloads.js";

/*
 * What a run tells people: on a terminal, which obeys control characters; as JSON, which may be shown
 * on one; and as Markdown in a pull request.
 */

const list = Object.values(payloads);
const mixed = (place: number) => `s${place}${list[place % list.length] ?? ""}`;

/** What a terminal obeys, and what turns the direction of writing around; the line end is ours. */
const obeyed = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

function obeyedIn(text: string): readonly string[] {
  return [...new Set((text.match(obeyed) ?? []).filter((character) => character !== "\n"))];
}

/** Lines that the log of a CI service takes for commands. */
function commandsIn(text: string): readonly string[] {
  return text.split("\n").filter((line) => /^\s*::|##\w*\[/.test(line));
}

/** A document with a mistake in every place that a finding quotes. */
function faultyDocument(): string {
  const all = Object.values(payloads).filter((text) => text.length < 1000);
  const schemas = all.map((text, index) => [
    `${text}${index}`,
    {
      type: text,
      format: text,
      $ref: `#/components/schemas/${text}`,
      required: text,
      enum: [text, text],
    },
  ]);
  const paths = all.map((text, index) => [
    `/${text}/{${text}${index}}`,
    { get: { operationId: text, tags: [text], responses: { [text]: { $ref: text } } }, [text]: {} },
  ]);
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "\u001b]0;pwned\u0007", version: "\u009b31m" },
    servers: [{ url: "\u001b[2J{\u202e}" }],
    security: all.map((text) => ({ [text]: [text] })),
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(schemas), "\u001b[31m": { "\u009b31m": 1 } },
  });
}

describe("findings", () => {
  const name = "\u001b[31m.json";
  test.each([
    ["of shapes", { [`specs/${name}`]: faultyDocument() }],
    ["of a whole document", { [`specs/${name}`]: JSON.stringify(hostileDocument(mixed)) }],
    ["of broken JSON", { [`specs/${name}`]: '{"openapi": "3.1.0", \u001b[31m\u009b' }],
    ["of broken YAML", { "specs/a.yaml": "openapi: 3.1.0\n\u009b31m: [\u202e\n\u007f: {" }],
    [
      "of names",
      { "specs/a.json": faultyDocument(), "specs/names.yaml": '"GET /\\e[31m": "\\e[31m"' },
    ],
    [
      "of settings",
      { "specs/a.json": faultyDocument(), "specs/client.yaml": '"\\e[31m\\x9b": "\\e"' },
    ],
    [
      "of an overlay",
      {
        "specs/a.json": faultyDocument(),
        "specs/overlay.yaml":
          'overlay: 1.0.0\ninfo: { title: x, version: "1" }\nactions: [{ target: "$[\\e[31m", update: {} }]',
      },
    ],
  ])("%s are shown and not obeyed", async (_, files) => {
    const folder = await folderWith(files);
    const text = await specweld(folder, ["generate", "--no-format"]);
    expect(obeyedIn(text.stdout + text.stderr)).toEqual([]);
    expect(text.stderr).not.toMatch(/^ {4}at |TypeError|RangeError/m);
    const json = await specweld(folder, ["generate", "--no-format", "--json"]);
    expect(obeyedIn(json.stdout + json.stderr)).toEqual([]);
    expect(JSON.parse(json.stdout)).toHaveProperty("diagnostics");
    const merged = await specweld(folder, ["merge", "specs"]);
    expect(obeyedIn(merged.stdout + merged.stderr)).toEqual([]);
  });
});

describe("a CI service finds no command in", () => {
  test.each([
    "::error::pwned",
    "  ::set-output name=a::b",
    "##[add-mask]a",
    "##vso[task.setvariable variable=a]b",
    "a\n::add-mask::b",
    "a\n##teamcity[x]",
  ])(
    "findings about %j",
    async (text) => {
      const name = text.replaceAll(/[\n ]/g, "");
      const operation = {
        operationId: text,
        tags: 1,
        parameters: [{ in: text }],
        security: [{ [text]: [] }],
      };
      const document = (title: string) =>
        JSON.stringify({
          openapi: "3.1.0",
          info: { title, version: "1" },
          servers: [{ url: `{${text}}` }],
          paths: { [`/${text}`]: { get: { ...operation, responses: { [text]: { $ref: text } } } } },
        });
      const folder = await folderWith({
        [`${name}.json`]: `${document(text)}\n${text}`,
        "specs/a.json": document(text),
        "specs/b.json": document(`${text}2`),
        [`specs/${name}.json`]: document("c").replace("paths", text.replace("\n", "\\n")),
        "one/a.json": document(text),
      });
      for (const command of [
        ["merge", `${name}.json`],
        ["generate", "--no-format"],
        ["generate", "--no-format", "--specs", "one"],
        ["generate", "--specs", text],
        ["diff", text],
      ]) {
        const { stdout, stderr } = await specweld(folder, command);
        expect(stderr).not.toBe("");
        expect(commandsIn(stdout + stderr)).toEqual([]);
      }
    },
    120_000,
  );
});

describe("names.yaml", () => {
  test("names nothing what is no name", async () => {
    const names = list.filter((text) => !/^[A-Za-z_$][\w$]{0,199}$/.test(text));
    expect(names.length).toBeGreaterThan(30);
    for (const name of names) {
      const { stopped, diagnostics } = await make({
        "api.json": JSON.stringify({
          openapi: "3.1.0",
          info: { title: "x", version: "1" },
          paths: { "/x": { get: { responses: {} } } },
        }),
        "names.yaml": JSON.stringify({ "GET /x": name }),
      });
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      expect([name, stopped, [...new Set(errors.map(({ code }) => code))]]).toEqual([
        name,
        true,
        ["invalid-setting"],
      ]);
    }
  });
});

describe("what init proposes", () => {
  const propose = async (payload: string) => {
    const document = {
      ...hostileDocument((place) => `s${place}${payload}`),
      info: { title: `B 1${payload}`, version: "1" },
    };
    const folder = await folderWith({
      "specs/a.json": JSON.stringify(hostileDocument((place) => `s${place}${payload}`)),
      "specs/b.json": JSON.stringify({ ...document, paths: {}, webhooks: {} }),
    });
    expect((await specweld(folder, ["init", "--yes"])).status).toBe(0);
    const { "specs/client.yaml": client = "", "package.json": manifest = "" } =
      await filesIn(folder);
    expect(obeyedIn(client + manifest)).toEqual([]);
    return [client.split("\n").length, kinds(parse(client)), manifest];
  };

  test("has no member and no line that a document made up", async () => {
    const wanted = await propose("harmless");
    for (const name of ["YAML", "JSON", "newline", "line separator", "bidirectional", "controls"]) {
      expect([name, await propose(payloads[name] ?? "")]).toEqual([name, wanted]);
    }
  }, 120_000);
});

/** The members of a value, and what is in them, without what a document says. */
function kinds(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.entries(value).map(([name, inner]) =>
    /^[a-z]+$/i.test(name) ? [name, kinds(inner)] : typeof inner,
  );
}

/** The clients of a harmless document and of a hostile one. */
function twoClients() {
  const clientWith = (text: (place: number) => string) =>
    clientOf({ document: hostileDocument(text) as Readonly<Record<string, unknown>> });
  return Promise.all([clientWith((place) => `s${place}x`), clientWith(mixed)]);
}

describe("the report of a diff", () => {
  test("has no markup of a document's", async () => {
    const [before, after] = await twoClients();
    for (const [base, head] of [
      [before, after],
      [after, before],
    ] as const) {
      const report = markdown(diff(base, head));
      const folding = /^HTML: <\/?(?:details|summary)>/;
      expect(foreignMarkup(report).filter((found) => !folding.test(found))).toEqual([]);
      expect(obeyedIn(report)).toEqual([]);
      const headings = report.match(/^#+ .*$/gm) ?? [];
      expect(
        headings.filter(
          (line) => !/^(?:## API changes: |### (?:Breaking|Compatible|Documentation)$)/.test(line),
        ),
      ).toEqual([]);
    }
  });
});

describe("CHANGELOG.md", () => {
  test("has no markup of a document's, and is told once", async () => {
    const [before, after] = await twoClients();
    const { changes } = diff(before, after);
    expect(changes.length).toBeGreaterThan(90);
    // A section has room for some, and all of them are to be seen.
    const together = 60;
    for (let first = 0; first < changes.length; first += together) {
      const given: Omit<ReleaseInput, "changelog"> = {
        last: "1.0.0",
        standing: "1.0.0",
        step: "minor",
        changes: changes.slice(first, first + together),
        settings: {},
      };
      const changelog = release({ ...given, changelog: undefined }).value?.changelog ?? "";
      expect(changelog).toContain("\n- ");
      expect(foreignMarkup(changelog)).toEqual([]);
      expect(obeyedIn(changelog)).toEqual([]);
      const lines = changelog.split("\n").filter((line) => line !== "");
      const expected =
        /^(?:# Changelog|## 1\.1\.0|### (?:Breaking|Added|Changed|Documentation)|- .*)$/;
      expect(lines.filter((line) => !expected.test(line))).toEqual([]);
      expect(release({ ...given, standing: "1.1.0", changelog }).value?.changelog).toBe(changelog);
    }
  });
});
