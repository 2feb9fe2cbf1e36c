import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { filesIn, folderWith, joySpecs, root, specweld, type Files } from "./specweld.js";

/** The run is refused: the message, where it points, status 2, and nothing on the disk has changed. */
async function refuses(
  files: Files,
  message: RegExp,
  place?: string,
  args: readonly string[] = [],
) {
  const folder = await folderWith(files);
  await mkdir(join(folder, "specs"), { recursive: true });
  const before = await filesIn(folder);
  const { status, stdout, stderr } = await specweld(folder, ["generate", ...args]);
  expect(stderr).toMatch(message);
  expect(stderr).toContain(place ?? "");
  expect(stdout).toBe("");
  expect(status).toBe(2);
  expect(await filesIn(folder)).toEqual(before);
  return stderr;
}

describe("generate", () => {
  test("what is committed is what it writes", async () => {
    const { status, stderr } = await specweld(root, ["generate", "--check"]);
    expect(stderr).toContain("4 fragments, 4 operations, 2 schemas");
    expect(stderr).toMatch(/^\d+ files up to date\. Checked in/m);
    expect(status).toBe(0);
  });

  test("a second run writes nothing", async () => {
    const folder = await folderWith(await joySpecs());
    await specweld(folder, ["generate"]);
    const before = await stat(join(folder, "generated/src/types.ts"), { bigint: true });
    const { status, stderr } = await specweld(folder, ["generate"]);
    expect(stderr).toContain("0 files written");
    expect(status).toBe(0);
    const after = await stat(join(folder, "generated/src/types.ts"), { bigint: true });
    expect(after.mtimeNs).toBe(before.mtimeNs);
  });

  test("--check tells what differs, and writes nothing", async () => {
    const folder = await folderWith(await joySpecs());
    await specweld(folder, ["generate"]);
    await writeFile(join(folder, "generated/src/types.ts"), "// by hand\n");
    const before = await filesIn(folder);
    const { status, stderr } = await specweld(folder, ["generate", "--check"]);
    expect(stderr).toContain("differs  src/types.ts");
    expect(stderr).toContain("1 file out of date");
    expect(status).toBe(1);
    expect(await filesIn(folder)).toEqual(before);
  });

  test("a file that is no longer generated is removed", async () => {
    const specs = await joySpecs();
    const folder = await folderWith(specs);
    await specweld(folder, ["generate"]);
    const page = (specs["specs/referrals.md"] ?? "").replaceAll('"Referrals"', '"Invites"');
    await writeFile(join(folder, "specs/referrals.md"), page);
    const { stderr } = await specweld(folder, ["generate"]);
    expect(stderr).toContain("removed  src/operations/referrals.ts");
    expect(Object.keys(await filesIn(join(folder, "generated/src/operations")))).toEqual([
      "invites.ts",
    ]);
  });

  test("without the overlay, warns of the scheme that nothing defines", async () => {
    const { "specs/overlay.yaml": _, ...specs } = await joySpecs();
    const folder = await folderWith(specs);
    const { status, stderr } = await specweld(folder, ["generate"]);
    expect(stderr).toContain("specs/referrals.md:10:315  warning");
    expect(stderr).toContain("JoySecretAuth");
    expect(stderr).toContain("target: $.components.securitySchemes");
    expect(status).toBe(0);
    const { "src/client.ts": client = "" } = await filesIn(join(folder, "generated"));
    expect(client).not.toContain("Secret");
  });

  test("one file, without settings of its own", async () => {
    const specs = await joySpecs();
    const folder = await folderWith({ "page.md": specs["specs/referrals.md"] ?? "" });
    const { status } = await specweld(folder, [
      "generate",
      "--specs",
      "page.md",
      "--out",
      "client",
    ]);
    expect(status).toBe(0);
    const files = await filesIn(folder);
    expect(JSON.parse(files["client/package.json"] ?? "")).toMatchObject({
      name: "joy-loyalty-program-rest-api-v2-client",
    });
    expect(Object.keys(files).filter((path) => !path.startsWith("client/"))).toEqual(["page.md"]);
  });

  test("--json gives the result as data", async () => {
    const folder = await folderWith(await joySpecs());
    const { stdout, status } = await specweld(folder, ["generate", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      fragments: 4,
      operations: 4,
      schemas: 2,
      diagnostics: [
        { code: "allof-contradiction", severity: "notice", place: { file: "specs/referrals.md" } },
      ],
    });
    expect(status).toBe(0);
  });

  test("--dump shows what a stage gives, and writes nothing", async () => {
    const folder = await folderWith(await joySpecs());
    const { stdout, status } = await specweld(folder, ["generate", "--dump", "resolve"]);
    expect(stdout).toContain('"x-type-parameters"');
    expect(stdout).not.toContain('"allOf"');
    expect(status).toBe(0);
    expect(Object.keys(await filesIn(folder)).every((path) => path.startsWith("specs/"))).toBe(
      true,
    );
  });

  test("an unknown option", async () => {
    const { status, stderr } = await specweld(root, ["generate", "--chek"]);
    expect(stderr).toContain("--check");
    expect(status).toBe(2);
  });
});

describe("wrong input is refused whole", () => {
  test("an empty folder", async () => {
    await refuses({}, /no OpenAPI document/i);
  });

  test("a folder that is not there", async () => {
    await refuses({}, /nowhere/, undefined, ["--specs", "nowhere"]);
  });

  test("a page with no fragment", async () => {
    await refuses({ "specs/page.md": "# Hello\n\nNo endpoint here.\n" }, /error/, "specs/page.md");
  });

  test("a fence cut off in the middle of its JSON", async () => {
    const { "specs/referrals.md": page = "", ...others } = await joySpecs();
    const cut = page.slice(0, page.indexOf('"requestBody"'));
    await refuses({ ...others, "specs/referrals.md": cut }, /error/, "specs/referrals.md:10:");
  });

  test("a $ref to nothing", async () => {
    const { "specs/referrals.md": page = "", ...others } = await joySpecs();
    const text = page.replace("#/components/schemas/ListResponse", "#/components/schemas/Lost");
    const column = (text.split("\n")[17] ?? "").indexOf('"$ref":"#/components/schemas/Lost"') + 1;
    const stderr = await refuses({ ...others, "specs/referrals.md": text }, /Lost/);
    expect(stderr).toMatch(new RegExp(`specs/referrals\\.md:18:(${column}|${column + 7})\\b`));
  });

  test("an unknown key in the settings", async () => {
    const specs = await joySpecs();
    const client = (specs["specs/client.yaml"] ?? "").replace("package:", "pakage:");
    await refuses(
      { ...specs, "specs/client.yaml": client },
      /"pakage".*"package"/,
      "specs/client.yaml:2:1",
    );
  });

  test("an output folder that holds a file it did not write", async () => {
    await refuses(
      { ...(await joySpecs()), "generated/notes.txt": "mine" },
      /generated\/notes\.txt/,
    );
  });
});

describe("merge", () => {
  test("writes one document, as YAML or JSON by the ending", async () => {
    const folder = await folderWith(await joySpecs());
    const yaml = await specweld(folder, ["merge", "-o", "merged.yaml"]);
    const json = await specweld(folder, ["merge", "-o", "out/merged.json"]);
    expect([yaml.status, json.status]).toEqual([0, 0]);
    const files = await filesIn(folder);
    const document = JSON.parse(files["out/merged.json"] ?? "");
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(Object.keys(document.paths)).toHaveLength(4);
    expect(Object.keys(document.components.securitySchemes)).toEqual(["JoyAuth", "JoySecretAuth"]);
    expect(files["merged.yaml"]).toMatch(/^openapi: 3\.1\./);
  });

  test("YAML says what JSON says, whatever the length of a text's lines", async () => {
    const texts = Array.from({ length: 60 }, (_, index) => [
      `p${index}`,
      { description: ` ${"a".repeat(50 + index)} b. Four\nfive.\n\n  six` },
    ]);
    const document = {
      openapi: "3.1.0",
      info: { title: "Pets", version: "1" },
      paths: {},
      components: { schemas: { Pet: { properties: Object.fromEntries(texts) } } },
    };
    const folder = await folderWith({ "pets.json": JSON.stringify(document) });
    const { status } = await specweld(folder, ["merge", "pets.json", "-o", "merged.yaml"]);
    expect(status).toBe(0);
    expect(parse((await filesIn(folder))["merged.yaml"] ?? "")).toEqual(document);
  });

  test("gives it on stdout without -o", async () => {
    const { stdout, status } = await specweld(root, ["merge", "specs/referrals.md"]);
    expect(JSON.parse(stdout).info.title).toBe("Joy Loyalty Program - REST API v2");
    expect(status).toBe(0);
  });

  test("writes nothing where the input is wrong", async () => {
    const folder = await folderWith({ "page.md": '```json\n{"openapi":"3.0.0","paths":{\n```\n' });
    const { status, stderr } = await specweld(folder, ["merge", "page.md", "-o", "merged.json"]);
    expect(stderr).toContain("page.md:");
    expect(status).toBe(2);
    expect(Object.keys(await filesIn(folder))).toEqual(["page.md"]);
  });
});

describe("the license", () => {
  const named = (specs: Files, path: string): Files => ({
    ...specs,
    "specs/client.yaml": `${specs["specs/client.yaml"] ?? ""}  licenseFile: ${path}\n`,
  });

  test("is published where the settings name its file", async () => {
    const folder = await folderWith({
      ...named(await joySpecs(), "../COPYING"),
      COPYING: "Do what you like.\n",
    });
    const { status } = await specweld(folder, ["generate"]);
    expect(status).toBe(0);
    const { LICENSE, "package.json": manifest = "" } = await filesIn(join(folder, "generated"));
    expect(LICENSE).toBe("Do what you like.\n");
    expect(manifest).not.toContain("COPYING");
  });

  test("that is not there is an error", async () => {
    const files = named(await joySpecs(), "../COPYING");
    await refuses(files, /there is no file \.\.\/COPYING/, "specs/client.yaml:");
  });
});
