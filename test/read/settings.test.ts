import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Diagnostic, Outcome } from "../../generator/diagnostics/diagnostic.js";
import { ownFile } from "../../generator/read/own-files.js";
import { readSettings } from "../../generator/read/settings.js";
import type { ProjectSettings } from "../../generator/settings.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "specweld-settings-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function read(files: Readonly<Record<string, string>>): Promise<Outcome<ProjectSettings>> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return await readSettings(folder, (path) => basename(path));
}

function line({ place, code, message }: Diagnostic): string {
  return `${place?.file}:${place?.line}:${place?.column} ${code}: ${message}`;
}

describe("what is read", () => {
  const defaults = { package: {}, output: { keep: [] } };

  test("nothing, without a folder", async () => {
    const { value, diagnostics } = await readSettings(undefined);
    expect(diagnostics).toEqual([]);
    expect(value.settings).toEqual(defaults);
    expect(value.overlay).toBeUndefined();
    expect(value.names.path).toBeUndefined();
    expect(value.names.pins.size).toBe(0);
  });

  test("defaults, from an empty folder, one that is not there and files that say nothing", async () => {
    const given = [
      await read({}),
      await readSettings(join(folder, "missing")),
      await read({ "client.yaml": "", "overlay.yaml": "# later\n", "names.yaml": "---\n" }),
    ];
    for (const { value, diagnostics } of given) {
      expect(diagnostics).toEqual([]);
      expect(value.settings).toEqual(defaults);
      expect(value.overlay).toBeUndefined();
      expect(value.names.pins.size).toBe(0);
    }
  });

  test("the client's settings", async () => {
    const { value, diagnostics } = await read({
      "client.yaml": `
package:
  name: "@joy/client"
  version: 1.0.0-beta.2+build
  keywords: &words [a, b]
output:
  keep: [examples/**, README.md]
types:
  int64: string
envelope:
  unwrap: data
idempotency:
  header: Idempotency-Key
`,
    });
    expect(diagnostics).toEqual([]);
    expect(value.settings).toEqual({
      package: { name: "@joy/client", version: "1.0.0-beta.2+build", keywords: ["a", "b"] },
      output: { keep: ["examples/**", "README.md"] },
      types: { int64: "string" },
      envelope: { unwrap: "data" },
      idempotency: { header: "Idempotency-Key" },
    });
  });

  test("an overlay, with the places of its parts", async () => {
    const { value, diagnostics } = await read({
      "overlay.yaml": `overlay: 1.1.0
info: { title: Repairs, version: 1.0.0, x-owner: us }
actions:
  - target: $.a
    update:
      one: &shared { two: 3 }
      also: *shared
  - { target: $.b, remove: true }
`,
    });
    expect(diagnostics).toEqual([]);
    expect(value.overlay?.actions).toEqual([
      { target: "$.a", update: { one: { two: 3 }, also: { two: 3 } } },
      { target: "$.b", remove: true },
    ]);
    const places = [
      "",
      "/actions/0",
      "/actions/0/update/one/two",
      "/actions/0/update/also/two",
      "/actions/0/update/missing/deeper",
      "/actions/1/remove",
    ].map((pointer) => value.overlay?.locate(pointer));
    expect(places.map((place) => `${place?.line}:${place?.column}`)).toEqual([
      "1:1",
      "4:5",
      "6:22",
      "6:22",
      "5:5",
      "8:20",
    ]);
  });

  test("names, with the text as it stands", async () => {
    const text = "# ours\nGET /pets/{id}: getPet\nPOST /pets: $create_2\n";
    const { value, diagnostics } = await read({ "names.yaml": text });
    expect(diagnostics).toEqual([]);
    expect([...value.names.pins]).toEqual([
      ["GET /pets/{id}", "getPet"],
      ["POST /pets", "$create_2"],
    ]);
    expect(value.names.text).toBe(text);
    expect(value.names.path).toBe(join(folder, "names.yaml"));
    expect(value.names.locate("/POST ~1pets")).toEqual({ file: "names.yaml", line: 3, column: 1 });
  });

  test("names of inline objects, of which several may have one type", async () => {
    const keys = [
      "GET /pets 200[]",
      "GET /pets/{id} 200 data[].tags[]",
      "GET /pets default",
      "POST /pets body(anyOf 2).owners{}",
      "POST /pets body multipart/form-data",
      "Pet.tags[]",
      "com.example.Pet[]",
      "components/responses/NotFound",
      '["Pet Shop"].pets[]',
      "Café.tische[]",
    ];
    const { value, diagnostics } = await read({
      "names.yaml": keys.map((key) => `'${key}': Pet\n`).join(""),
    });
    expect(diagnostics).toEqual([]);
    expect([...value.names.pins]).toEqual(keys.map((key) => [key, "Pet"]));
  });
});

describe("signatures of webhooks, as the schema of the settings has them for examples", async () => {
  const schema: unknown = JSON.parse(
    await readFile(ownFile("generator/read/client.schema.json"), "utf8"),
  );
  const described = /"description":"An HMAC in a header\. ((?:[^"\\]|\\.)*)"/.exec(
    JSON.stringify(schema),
  );
  const text = String(JSON.parse(`"${described?.[1] ?? ""}"`));
  const examples = [...text.matchAll(/([A-Z][A-Za-z ]*): (\{.*?\})\.(?= |$)/g)].map(
    ([, name = "", given = ""]) => ({ name, given }),
  );

  test("there are five", () => expect(examples).toHaveLength(5));

  test.each(examples)("$name", async ({ given }) => {
    const { value, diagnostics } = await read({
      "client.yaml": `webhooks:\n  signature: ${given}\n  event: [{ header: X-E }, { property: a.b }]\n`,
    });
    expect(diagnostics).toEqual([]);
    expect(value.settings.webhooks?.signature.header).toBeDefined();
  });
});

test.each(["Pets", ["Pets", "Shops"]])("the API %j is taken as it stands", async (api) => {
  const { value, diagnostics } = await read({ "client.yaml": `api: ${JSON.stringify(api)}` });
  expect(diagnostics).toEqual([]);
  expect(value.settings.api).toEqual(api);
});

test("the settings of this repository are in order", async () => {
  const { value, diagnostics } = await readSettings(ownFile("specs"));
  expect(diagnostics).toEqual([]);
  expect(value.settings.package.name).toBe("joy-loyalty-client");
  expect(value.overlay?.actions.length).toBeGreaterThan(0);
  expect(value.names.pins.size).toBeGreaterThan(0);
});

describe("what is reported", () => {
  const cases: readonly {
    readonly name: string;
    readonly file: string;
    readonly given: string;
    readonly want: string;
    readonly hint?: string;
  }[] = [
    {
      name: "a misspelt key",
      file: "client.yaml",
      given: "pakage:\n  name: a\n",
      want: 'client.yaml:1:1 unknown-setting: unknown key "pakage"; did you mean "package"?',
    },
    {
      name: "a finding that does not exist",
      file: "client.yaml",
      given: "diagnostics:\n  no-securty: off\n",
      want: 'client.yaml:2:3 unknown-setting: there is no finding "no-securty"; did you mean "no-security"?',
      hint: "Findings print their code in brackets, and `specweld explain` lists all of them.",
    },
    {
      name: "an error that is to be silent",
      file: "client.yaml",
      given: "diagnostics:\n  unresolved-ref: warning\n",
      want: 'client.yaml:2:19 invalid-setting: "unresolved-ref" is an error and stays one: what would be made without it could not be trusted',
      hint: "Only findings that are a warning or a notice by themselves can be turned down or off.",
    },
    {
      name: "an unknown weight",
      file: "client.yaml",
      given: "diagnostics:\n  no-security: silent\n",
      want: 'client.yaml:2:16 invalid-setting: diagnostics.no-security cannot be "silent"',
    },
    {
      name: "one API and several",
      file: "client.yaml",
      given: "api: A\napis: { A: {}, B: }\n",
      want: "client.yaml:2:1 invalid-setting: api and apis exclude each other",
    },
    {
      name: "a prefix that begins no type",
      file: "client.yaml",
      given: "apis: { A: { prefix: a-b } }\n",
      want: 'client.yaml:1:22 invalid-setting: apis.A.prefix cannot be "a-b"',
    },
    {
      name: "a key that is like no other",
      file: "client.yaml",
      given: "output:\n  verbose: true\n",
      want: 'client.yaml:2:3 unknown-setting: unknown key "verbose"',
      hint: "The keys that can stand here: keep.",
    },
    {
      name: "a key that stands one level too high",
      file: "client.yaml",
      given: "version: 1.0.0\n",
      want: 'client.yaml:1:1 unknown-setting: unknown key "version"',
      hint: '"version" stands under "package".',
    },
    {
      name: "a name that npm refuses",
      file: "client.yaml",
      given: "package: { name: Joy Client }\n",
      want: 'client.yaml:1:18 invalid-setting: package.name cannot be "Joy Client"',
      hint: "A package name as npm allows it: lower case, such as joy-loyalty-client or @joy/client.",
    },
    {
      name: "a version that YAML takes for a number",
      file: "client.yaml",
      given: "package:\n  version: 1.0\n",
      want: "client.yaml:2:12 invalid-setting: package.version should be text, but is 1",
      hint: "Put it in quotes.",
    },
    {
      name: "a version that is not one",
      file: "client.yaml",
      given: "package:\n  version: v1\n",
      want: 'client.yaml:2:12 invalid-setting: package.version cannot be "v1"',
    },
    {
      name: "text in place of a list",
      file: "client.yaml",
      given: "package:\n  keywords: joy\n",
      want: 'client.yaml:2:13 invalid-setting: package.keywords should be a list, but is "joy"',
      hint: "Write it as a list: [joy].",
    },
    {
      name: "a list in place of a map",
      file: "client.yaml",
      given: "package:\n  - name\n",
      want: "client.yaml:1:1 invalid-setting: package should be a map of keys and values, but is a list",
    },
    {
      name: "a value of none of the types that can stand there",
      file: "client.yaml",
      given: "api: 1\n",
      want: "client.yaml:1:6 invalid-setting: api should be text or a list, but is 1",
    },
    {
      name: "a file that is no map",
      file: "client.yaml",
      given: "just words\n",
      want: 'client.yaml:1:1 invalid-setting: the file should be a map of keys and values, but is "just words"',
    },
    {
      name: "an empty value",
      file: "client.yaml",
      given: "package:\n  license:\n",
      want: "client.yaml:2:11 invalid-setting: package.license should be text, but is empty",
    },
    {
      name: "an empty text",
      file: "client.yaml",
      given: 'package:\n  license: ""\n',
      want: "client.yaml:2:12 invalid-setting: package.license is empty",
    },
    {
      name: "a name that is too long",
      file: "client.yaml",
      given: `package:\n  name: ${"a".repeat(215)}\n`,
      want: "client.yaml:2:9 invalid-setting: package.name is longer than 214 characters",
    },
    {
      name: "an item that stands twice",
      file: "client.yaml",
      given: "package:\n  keywords: [a, b, a]\n",
      want: 'client.yaml:2:3 invalid-setting: package.keywords holds "a" twice',
    },
    {
      name: "properties of envelopes",
      file: "client.yaml",
      given: "envelope:\n  unwrap: [data]\n",
      want: "client.yaml:2:3 invalid-setting: envelope.unwrap should be text, but is a list",
    },
    {
      name: "a glob that leaves the output folder",
      file: "client.yaml",
      given: "output:\n  keep: [a, ../b]\n",
      want: 'client.yaml:2:13 invalid-setting: output.keep[1] cannot be "../b"',
    },
    {
      name: "64-bit integers as what they cannot be",
      file: "client.yaml",
      given: "types:\n  int64: bigint\n",
      want: 'client.yaml:2:10 invalid-setting: types.int64 cannot be "bigint"',
    },
    {
      name: "webhooks that nothing signs",
      file: "client.yaml",
      given: "webhooks:\n  event: { header: X-Event }\n",
      want: 'client.yaml:1:1 invalid-setting: webhooks lacks the key "signature"',
    },
    {
      name: "a signature in what is no header",
      file: "client.yaml",
      given: 'webhooks:\n  signature: { header: "X Sig", encoding: hex }\n',
      want: 'client.yaml:2:24 invalid-setting: webhooks.signature.header cannot be "X Sig"',
    },
    {
      name: "a signature of something else than the body",
      file: "client.yaml",
      given: 'webhooks:\n  signature: { header: A, encoding: hex, signed: "{timestamp}" }\n',
      want: "client.yaml:2:50 invalid-setting: signed must have {body}, once",
    },
    {
      name: "a header's name that is none",
      file: "client.yaml",
      given: 'webhooks:\n  signature: { header: A, encoding: hex, signed: "{a b}.{body}" }\n',
      want: "client.yaml:2:50 invalid-setting: braces stand around a header's name",
    },
    {
      name: "a signed time that is nowhere",
      file: "client.yaml",
      given: 'webhooks:\n  signature: { header: A, encoding: hex, signed: "{timestamp}.{body}" }\n',
      want: "client.yaml:2:50 invalid-setting: signed has {timestamp}, and nothing says where that is",
    },
    {
      name: "a time that is not signed",
      file: "client.yaml",
      given: "webhooks:\n  signature: { header: A, encoding: hex, timestamp: { header: T } }\n",
      want: "client.yaml:2:42 invalid-setting: timestamp is not part of what is signed",
    },
    {
      name: "a time beside a signature that nothing parts from it",
      file: "client.yaml",
      given:
        'webhooks:\n  signature: { header: A, encoding: hex, timestamp: { prefix: t= }, signed: "{timestamp}.{body}" }\n',
      want: "client.yaml:2:42 invalid-setting: a time beside the signatures needs a separator",
    },
    {
      name: "a tolerance without a time",
      file: "client.yaml",
      given: "webhooks:\n  signature: { header: A, encoding: hex, tolerance: 60 }\n",
      want: "client.yaml:2:53 invalid-setting: tolerance needs a timestamp",
    },
    {
      name: "an event that is a header and a property",
      file: "client.yaml",
      given:
        "webhooks:\n  signature: { header: A, encoding: hex }\n  event: { header: A, property: b }\n",
      want: "client.yaml:3:3 invalid-setting: webhooks.event",
    },
    {
      name: "a key that stands twice",
      file: "client.yaml",
      given: "package: {}\noutput: {}\npackage: {}\n",
      want: "client.yaml:3:1 settings-syntax: this key stands twice in the same map; keep one of them",
    },
    {
      name: "a set",
      file: "names.yaml",
      given: "GET /a: a\nGET /b: !!set { c }\n",
      want: "names.yaml:2:15 settings-syntax: a settings file holds nothing of the kind set",
    },
    {
      name: "names that are a list, be it an empty one",
      file: "names.yaml",
      given: "[]\n",
      want: "names.yaml:1:1 invalid-setting: the file should be a map of keys and values, but is a list",
    },
    {
      name: "a set as a whole",
      file: "names.yaml",
      given: "!!set { a, b }\n",
      want: "names.yaml:1:7 settings-syntax: a settings file holds nothing of the kind set",
    },
    {
      name: "a tag of one's own",
      file: "client.yaml",
      given: "api: !mine a\n",
      want: "client.yaml:1:12 settings-syntax: a settings file holds nothing of the kind !mine",
    },
    {
      name: "a value that holds itself",
      file: "names.yaml",
      given: "a: &a [*a]\n",
      want: "names.yaml:1:1 settings-syntax: a value holds itself: in what an anchor (&) names stands an alias (*) of the same name",
    },
    {
      name: "a second document",
      file: "client.yaml",
      given: "package: {}\n---\noutput: {}\n",
      want: "client.yaml:2:1 settings-syntax: a settings file holds one YAML document; a second begins here",
    },
    {
      name: "an anchor that holds itself",
      file: "overlay.yaml",
      given: "overlay: 1.0.0\nactions: &a [*a]\n",
      want: "overlay.yaml:1:1 settings-syntax: ",
    },
    {
      name: "an overlay version that is not known",
      file: "overlay.yaml",
      given:
        "overlay: 2.0.0\ninfo: { title: a, version: b }\nactions: [{ target: $, remove: true }]\n",
      want: 'overlay.yaml:1:10 invalid-setting: overlay cannot be "2.0.0"',
    },
    {
      name: "an overlay without info",
      file: "overlay.yaml",
      given: "overlay: 1.0.0\nactions: [{ target: $, remove: true }]\n",
      want: 'overlay.yaml:1:1 invalid-setting: the file lacks the key "info"',
    },
    {
      name: "an overlay without actions",
      file: "overlay.yaml",
      given: "overlay: 1.0.0\ninfo: { title: a, version: b }\nactions: []\n",
      want: "overlay.yaml:3:1 invalid-setting: actions is empty",
    },
    {
      name: "an action that does nothing",
      file: "overlay.yaml",
      given: "overlay: 1.0.0\ninfo: { title: a, version: b }\nactions:\n  - target: $.a\n",
      want: "overlay.yaml:4:5 invalid-setting: actions[0] lacks a key",
      hint: "An action has a `target` and one of `update`, `copy` and `remove: true`.",
    },
    {
      name: "an action that does two things",
      file: "overlay.yaml",
      given:
        "overlay: 1.1.0\ninfo: { title: a, version: b }\nactions:\n  - { target: $, update: 1, copy: $.a }\n",
      want: "overlay.yaml:4:5 invalid-setting: actions[0] has keys that exclude each other",
    },
    {
      name: "a misspelt key of an action",
      file: "overlay.yaml",
      given:
        "overlay: 1.0.0\ninfo: { title: a, version: b }\nactions:\n  - target: $\n    updates: {}\n    remove: true\n",
      want: 'overlay.yaml:5:5 unknown-setting: unknown key "updates"; did you mean "update"?',
    },
    {
      name: "a method in small letters",
      file: "names.yaml",
      given: "get /a: getA\n",
      want: 'names.yaml:1:1 invalid-setting: "get /a" is not a key that can stand here',
    },
    {
      name: "a reserved word as a name",
      file: "names.yaml",
      given: "DELETE /a: delete\n",
      want: 'names.yaml:1:12 invalid-setting: "DELETE /a" cannot be "delete"',
    },
    {
      name: "a name that is code",
      file: "names.yaml",
      given: 'GET /a: "a() {}"\n',
      want: 'names.yaml:1:9 invalid-setting: "GET /a" cannot be "a() {}"',
    },
    {
      name: "a name that is no text",
      file: "names.yaml",
      given: "GET /a: [a]\n",
      want: 'names.yaml:1:1 invalid-setting: "GET /a" should be text, but is a list',
    },
  ];

  test.each(cases)("$name", async ({ file, given, want, hint }) => {
    const { diagnostics } = await read({ [file]: given });
    expect(diagnostics.map(line)).toEqual([expect.stringContaining(want)]);
    expect(diagnostics[0]).toMatchObject(hint === undefined ? {} : { hint });
  });

  test("copy, in an overlay of a version that has none", async () => {
    const overlay = (version: string): string =>
      `overlay: ${version}\ninfo: { title: a, version: b }\nactions:\n  - { target: $, remove: true }\n  - target: $\n    copy: $.a\n`;
    const old = await read({ "overlay.yaml": overlay("1.0.1") });
    expect(old.diagnostics.map(line)).toEqual([
      "overlay.yaml:6:5 overlay-version: copy is of Overlay 1.1, and this overlay says 1.0.1; it is applied all the same",
    ]);
    expect(old.diagnostics[0]?.severity).toBe("warning");
    expect(old.value.overlay?.actions).toHaveLength(2);
    expect((await read({ "overlay.yaml": overlay("1.1.0") })).diagnostics).toEqual([]);
  });

  test("YAML that is none, at its place", async () => {
    const { diagnostics } = await read({ "client.yaml": "package:\n  name: 'a\n" });
    expect(diagnostics[0]).toMatchObject({ code: "settings-syntax", severity: "error" });
    expect(diagnostics[0]?.place).toMatchObject({ file: "client.yaml", line: 3 });
  });

  test("two operations with one name, at both places", async () => {
    const { diagnostics } = await read({
      "names.yaml": "GET /a: same\nGET /b: other\nPUT /a: same\n",
    });
    expect(diagnostics.map(line)).toEqual([
      'names.yaml:3:9 duplicate-pinned-name: PUT /a and GET /a are both pinned to "same"',
    ]);
    expect(diagnostics[0]?.related?.[0]?.place).toEqual({ file: "names.yaml", line: 1, column: 9 });
  });

  test("everything wrong in all files at once", async () => {
    const { value, diagnostics } = await read({
      "client.yaml": "pakage: {}\npackage: { name: A, version: x }\n",
      "overlay.yaml": "overlay: 1.0.0\n",
      "names.yaml": "x: y\n",
    });
    expect(diagnostics.map(({ place }) => place?.file)).toEqual([
      "client.yaml",
      "client.yaml",
      "client.yaml",
      "overlay.yaml",
      "overlay.yaml",
      "names.yaml",
    ]);
    expect(value.settings.package).toEqual({});
    expect(value.overlay).toBeUndefined();
    expect(value.names.pins.size).toBe(0);
  });

  test("a file that cannot be read", async () => {
    await mkdir(join(folder, "client.yaml"));
    const { diagnostics } = await read({});
    expect(diagnostics).toMatchObject([{ code: "settings-unreadable", severity: "error" }]);
    expect(diagnostics[0]?.message).toContain("client.yaml");
  });
});
