import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { filesIn, folderWith, root, specweld } from "./specweld.js";

const page = (path: string) => `
# ${path}

${"```json"}
{"openapi":"3.1.0","info":{"title":"Kiln","version":"1"},"servers":[{"url":"https://kiln.example"}],"security":[],"paths":{"${path}":{"get":{"responses":{"200":{"description":"OK"}}}}}}
${"```"}
`;
const kiln = (path: string, servers = true) =>
  `openapi: 3.1.0\ninfo: { title: Kiln, version: "1" }\nsecurity: []\n${servers ? "servers: [{ url: https://kiln.example }]\n" : ""}paths: { ${path}: { get: { responses: { "200": { description: OK } } } } }\n`;

const operations = async (folder: string, args: readonly string[] = []) => {
  const { stdout, stderr } = await specweld(folder, ["merge", "--json", ...args]);
  const { document, diagnostics }: { document?: { paths: object }; diagnostics: readonly Found[] } =
    JSON.parse(stdout === "" ? `{"diagnostics":[]}` : stdout);
  return {
    paths: Object.keys(document?.paths ?? {}),
    told: diagnostics.map(({ code, message }) => `${code}: ${message}`),
    stderr,
  };
};

interface Found {
  readonly code: string;
  readonly message: string;
}

describe("what a run writes is no input of the next one", () => {
  test("a client below the specs", async () => {
    const folder = await folderWith({ "specs/a.md": page("/a") });
    const args = ["generate", "--out", "specs/client", "--no-format"];
    expect((await specweld(folder, args)).status).toBe(0);
    expect((await operations(folder)).paths).toEqual(["/a"]);
    expect((await specweld(folder, args)).stderr).toContain("0 files written");
  });

  test("a merged document among them", async () => {
    const folder = await folderWith({ "specs/a.md": page("/a"), "specs/all.json": page("/old") });
    await specweld(folder, ["merge", "specs", "-o", "specs/all.json"]);
    const { "specs/all.json": merged = "" } = await filesIn(folder);
    expect(Object.keys(JSON.parse(merged).paths)).toEqual(["/a"]);
  });
});

test.each(["specs", "./specs/", ".", "..", "/"])(
  "an output folder %s that is or holds that of the inputs is refused",
  async (out) => {
    const files = { "specs/a.md": page("/a") };
    const folder = await folderWith(files);
    const { status, stderr } = await specweld(folder, ["generate", "--out", out]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error {2}The output folder .* the folder of the inputs, specs\./);
    expect(await filesIn(folder)).toEqual(files);
  },
);

describe("files that their names keep out", () => {
  test("a document is read whatever it is called, but settings are not in its place", async () => {
    const folder = await folderWith({
      "specs/a.md": page("/a"),
      "specs/client.yaml": "{}",
      "specs/v2/client.yaml": kiln("/client"),
      "specs/v2/names.yaml": "GET /a: getA",
    });
    expect(await operations(folder)).toMatchObject({ paths: ["/a", "/client"], told: [] });
  });

  test("one without an ending, and settings with another one, are told", async () => {
    const folder = await folderWith({
      "specs/a.md": page("/a"),
      "specs/page": page("/page"),
      "specs/LICENSE": "MIT",
      "specs/Client.yml": "package: { name: kiln }",
    });
    expect(await operations(folder)).toMatchObject({
      paths: ["/a"],
      told: [
        "left-out-file: specs/Client.yml is not read: settings are in specs/client.yaml.",
        "left-out-file: specs/page seems to hold an OpenAPI document, but is not read.",
      ],
    });
  });
});

describe("settings", () => {
  test("that a hint names are said not to be read, where they are not", async () => {
    const folder = await folderWith({ "specs/a.yaml": kiln("/a", false) });
    const without = await specweld(folder, ["merge", "specs/a.yaml"]);
    expect(without.stderr).toContain("name it with --settings");
    const withThem = await specweld(folder, ["merge", "specs/a.yaml", "--settings", "specs"]);
    expect(withThem.stderr).not.toContain("name it with --settings");
  });

  test.each([
    ["nope", "there is no folder nope"],
    ["specs/a.md", "specs/a.md is no folder"],
  ])("in %s", async (settings, want) => {
    const folder = await folderWith({ "specs/a.md": page("/a") });
    const ran = await specweld(folder, ["generate", "--settings", settings]);
    expect(ran.stderr.match(/^error .*$/gm)).toEqual([`error  ${want}  [settings-unreadable]`]);
    expect(Object.keys(await filesIn(folder))).toEqual(["specs/a.md"]);
  });
});

test.each([
  ["--specs", ["generate", "--specs", ""]],
  ["--out", ["generate", "--out", ""]],
  ["inputs", ["merge", ""]],
])("an empty path is refused: %s", async (_, args) => {
  const folder = await folderWith({ "specs/a.md": page("/a") });
  expect(await specweld(folder, args)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("It is empty"),
  });
});

test("a byte that is no UTF-8 has its place", async () => {
  const folder = await folderWith({ "specs/b.yaml": "" });
  const text = Buffer.from(`${kiln("/a")}# Stra\u00dfe\n`, "latin1");
  await promisify(execFile)(process.execPath, [
    "-e",
    `require("fs").writeFileSync(process.argv[1], Buffer.from(process.argv[2], "base64"))`,
    join(folder, "specs/b.yaml"),
    text.toString("base64"),
  ]);
  const { told, stderr } = await operations(folder);
  expect(told).toEqual(["broken-document: Here is a byte that is not UTF-8."]);
  expect(stderr).toBe("");
  const shown = await specweld(folder, ["merge"]);
  expect(shown.stderr).toContain("specs/b.yaml:6:7");
});

test("aliases that unfold to millions of values are refused at once", async () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => index);
  const bomb = [
    kiln("/a"),
    "components:\n  schemas:\n    A: &a { type: object, properties: {",
    names(4000)
      .map((name) => `p${name}: {}`)
      .join(", "),
    "} }\n",
    ...names(900).map((name) => `    B${name}: *a\n`),
  ].join("");
  const folder = await folderWith({ "specs/a.yaml": bomb });
  const { told } = await operations(folder);
  expect(told).toEqual([
    "beyond-limit: The document unfolds to more than 500000 values: its aliases repeat too much.",
  ]);
});

test("a reader that goes away ends a run without a word", async () => {
  const folder = await folderWith({ "specs/a.md": page("/a") });
  const command = `"${process.execPath}" "${join(root, "dist/generator/cli.js")}" merge specs 2>&1 | true`;
  const { stdout, stderr } = await promisify(execFile)("sh", ["-c", command], { cwd: folder });
  expect(stdout + stderr).toBe("");
});

test("--version", async () => {
  expect((await specweld(root, ["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
