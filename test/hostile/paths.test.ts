import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkPaths } from "../../generator/write/check-paths.js";
import { filesIn, folderWith, specweld } from "../cli/specweld.js";
import { make } from "./client.js";
import { payloads } from "./payloads.js";

const tags = [
  "..",
  ".",
  "/",
  "../../../../tmp/pwned",
  "..\\..\\pwned",
  "C:\\pwned",
  "/etc/passwd",
  "~/x",
  "con",
  "CON",
  "prn",
  "aux",
  "nul",
  "nul.txt",
  "com1",
  "COM9.ts",
  "lpt1",
  "conin$",
  "clock$",
  "index",
  "Index",
  "client",
  "types",
  "runtime",
  "webhooks",
  "operations",
  "package.json",
  "a.",
  "a ",
  "a",
  "A",
  "ä",
  "a\u0308",
  "Straße",
  "STRASSE",
  "ﬁ",
  "fi",
  "K",
  "\u212a",
  ".git",
  ".npmrc",
  "node_modules",
  "__proto__",
  "constructor",
  "",
  " ",
  "\0",
  "\n",
  "日本",
  "%2e%2e%2f",
  "1",
  "-x",
  "--help",
  "*",
  "?",
  "a:b",
  "a|b",
  "<a>",
  '"a"',
  "$HOME",
  "`a`",
  "x".repeat(300),
  `${"x".repeat(300)}y`,
  "word ".repeat(100),
  `${"word ".repeat(100)}more`,
  ...Object.values(payloads),
];

function documentWith(names: readonly string[]): string {
  const operation = (name: string) => ({
    tags: [name],
    responses: { "200": { description: "OK" } },
  });
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Paths", version: "1" },
    servers: [{ url: "https://example.com" }],
    security: [],
    paths: Object.fromEntries(names.map((name, index) => [`/p${index}`, { get: operation(name) }])),
  });
}

describe("the files of tags", () => {
  test("are in their folder, can exist on every system, and each tag has its own", async () => {
    const { diagnostics, files } = await make({ "api.json": documentWith(tags) });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const paths = [...files.keys()];
    expect(checkPaths(paths.filter((path) => path !== ".specweld.json"))).toEqual([]);
    const own = paths.filter((path) => path.startsWith("src/operations/"));
    for (const path of own) expect(path).toMatch(/^src\/operations\/[a-z0-9-]{1,220}\.ts$/);
    expect(new Set(own.map((path) => path.toLowerCase())).size).toBe(new Set(tags).size);
    const pages = own.map((path) => path.replace("src/operations/", "docs/").replace(".ts", ".md"));
    expect(paths.filter((path) => path.startsWith("docs/"))).toEqual(pages);
    expect(
      paths.filter(
        (path) => !/^(?:src\/)?[^/]*$|^src\/(?:operations|runtime)\/|^docs\//.test(path),
      ),
    ).toEqual([]);
  });

  test("do not depend on the order of the files", async () => {
    const long = ["x".repeat(300), `${"x".repeat(300)}y`, `${"x".repeat(300)}z`];
    const alone = (names: readonly string[]) =>
      Object.fromEntries(
        names.map((name, index) => [
          `${index}.json`,
          documentWith([name]).replace("/p0", `/p${long.indexOf(name)}`),
        ]),
      );
    const one = await make(alone(long));
    const other = await make(alone(long.toReversed()));
    expect([...other.files]).toEqual([...one.files]);
  });
});

test("names of schemas and of settings name no files", async () => {
  const names = Object.values(payloads).filter((name) => name !== "" && name !== "__proto__");
  const document = {
    openapi: "3.1.0",
    info: { title: "../../x", version: "1" },
    servers: [{ url: "https://example.com" }],
    paths: {},
    components: { schemas: Object.fromEntries(names.map((name) => [name, { type: "object" }])) },
  };
  const { files } = await make({ "api.json": JSON.stringify(document) });
  const [harmless] = [
    await make({
      "api.json": documentWith([]).replace('"paths"', '"components":{"schemas":{"A":{}}},"paths"'),
    }),
  ];
  expect([...files.keys()]).toEqual([...harmless.files.keys()]);
});

describe("names of packages", () => {
  test.each([
    "../x",
    "/x",
    "a/../../x",
    "@a/../x",
    "x\ny",
    "x; rm",
    "X",
    ".x",
    "node_modules/x",
    "",
  ])("%j is refused", async (name) => {
    const { stopped, diagnostics } = await make({
      "api.json": documentWith(["a"]),
      "client.yaml": JSON.stringify({ package: { name } }),
    });
    expect([stopped, diagnostics.map(({ code }) => code)]).toEqual([true, ["invalid-setting"]]);
  });
});

test("names of files are titles where documents have none, and told to terminals harmlessly", async () => {
  const names = Object.values(payloads).filter(
    (payload) => payload.length > 1 && payload.length < 100 && !/[/\0\p{Cs}]/u.test(payload),
  );
  const text = documentWith(["a"]).replace('"title":"Paths",', "");
  const files = names.map((name, index) => [
    `specs/${name}.json`,
    text.replace("/p0", `/p${index}`),
  ]);
  const folder = await folderWith(Object.fromEntries(files));
  await writeFile(join(folder, "specs/client.yaml"), 'api: ["", "x"]');
  const { status, stderr } = await specweld(folder, ["generate", "--no-format"]);
  expect([0, 2]).toContain(status);
  expect(stderr).toContain("has no title");
  const controls = /[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
  expect(controls.exec(stderr)).toBe(null);
});

describe("links", () => {
  const spec = documentWith(["a"]);

  test.each(["src/operations", "README.md", ".specweld.json"])(
    "nothing is written through %s",
    async (path) => {
      const folder = await folderWith({ "specs/api.json": spec, "elsewhere/kept": "kept" });
      expect((await specweld(folder, ["generate", "--no-format"])).status).toBe(0);
      const target = join(folder, "generated", path);
      const isFolder = !/\.\w+$/.test(path);
      await rm(target, { recursive: true });
      await symlink(join(folder, isFolder ? "elsewhere" : "elsewhere/kept"), target);
      const { status, stderr } = await specweld(folder, ["generate", "--no-format"]);
      expect([status, stderr]).toEqual([2, expect.stringContaining("symbolic")]);
      expect(await readdir(join(folder, "elsewhere"))).toEqual(["kept"]);
      expect(await readFile(join(folder, "elsewhere/kept"), "utf8")).toBe("kept");
    },
  );

  test("an input that is a link out of the folder is not followed by a reference", async () => {
    const folder = await folderWith({
      "secret.json": '{"type":"object","title":"secret"}',
      "w/x": "",
    });
    await mkdir(join(folder, "w/specs"));
    const document = spec.replace(
      '"paths"',
      '"components":{"schemas":{"A":{"$ref":"./link.json"},"B":{"$ref":"../../secret.json"}}},"paths"',
    );
    await writeFile(join(folder, "w/specs/api.json"), document);
    await symlink(join(folder, "secret.json"), join(folder, "w/specs/link.json"));
    const { status, stderr } = await specweld(join(folder, "w"), ["generate", "--no-format"]);
    expect(status).toBe(2);
    expect(stderr).not.toContain('secret"');
    expect(Object.keys(await filesIn(join(folder, "w/generated")))).toEqual([]);
    expect(await readFile(join(folder, "secret.json"), "utf8")).toContain("secret");
  });
});
