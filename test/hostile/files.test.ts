import { execFileSync } from "node:child_process";
import { mkdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, specweld } from "../cli/specweld.js";
import { document } from "./documents.js";

/* What lies where a run looks for files, and is none: a pipe has no end, and nor has a device. */

const kinds = {
  pipe: (path: string) => void execFileSync("mkfifo", [path]),
  device: (path: string) => symlink("/dev/zero", path),
  folder: (path: string) => mkdir(path),
};

describe.each(Object.entries(kinds))("a %s", (_, make) => {
  test("among the documents is left alone, whatever it is called", async () => {
    // With packages, there is a cache of what is read.
    const folder = await folderWith({ "specs/a.json": document(), "node_modules/x": "" });
    for (const name of ["more.json", "more.yaml", "page.md", "noending", "overlay.yml"]) {
      await make(join(folder, "specs", name));
    }
    for (const run of ["first", "second"]) {
      const { status, stderr } = await specweld(folder, ["generate", "--no-format"]);
      expect([run, status, stderr]).toEqual([run, 0, expect.stringContaining("1 fragment,")]);
    }
  });

  test.each([
    [
      ["client.yaml", "overlay.yaml", "names.yaml"],
      ["client.yaml", "overlay.yaml", "names.yaml"].map(
        (name) => `cannot read specs/${name}: it is no file`,
      ),
    ],
    [
      ["LICENSE", "parts.json"],
      ["there is no file LICENSE to be read", '"parts.json" cannot be followed'],
    ],
  ])("in the place of %j is refused", async (names, messages) => {
    const folder = await folderWith({
      "specs/a.json": document({ components: { schemas: { A: { $ref: "parts.json" } } } }),
      "specs/parts.json": "{}",
      "specs/client.yaml": "package: { licenseFile: LICENSE }",
      "node_modules/x": "",
    });
    for (const name of names) {
      await rm(join(folder, "specs", name), { force: true });
      await make(join(folder, "specs", name));
    }
    const { status, stderr } = await specweld(folder, ["generate", "--no-format"]);
    expect(status).toBe(2);
    for (const message of messages) expect(stderr).toContain(message);
  });
});

test("a settings file of 10 GB is not read", async () => {
  const folder = await folderWith({ "specs/a.json": document(), "node_modules/x": "" });
  await writeFile(join(folder, "specs/names.yaml"), "a: b");
  // All of it a hole, which takes no room on the disk.
  await truncate(join(folder, "specs/names.yaml"), 10e9);
  const { status, stderr } = await specweld(folder, ["generate", "--no-format"]);
  expect(status).toBe(2);
  expect(stderr).toContain("cannot read specs/names.yaml: it is larger than 100 MB");
});

test("settings of 100 000 levels are refused in words", async () => {
  const names = ["client.yaml", "overlay.yaml", "names.yaml"];
  const deep = `a: ${"{a: ".repeat(100_000)}${"}".repeat(100_000)}`;
  const folder = await folderWith({
    "specs/a.json": document(),
    ...Object.fromEntries(names.map((name) => [`specs/${name}`, deep])),
  });
  const { status, stderr } = await specweld(folder, ["generate", "--no-format"]);
  expect(status).toBe(2);
  expect(stderr).toContain("this is nested too deep to be read");
  for (const name of names) expect(stderr.split(`specs/${name}:1:`)).toHaveLength(2);
});

test("names.yaml of 20 000 lines is read at once", async () => {
  const line = (_: unknown, index: number) => `GET /p${index}: getP${index}`;
  const folder = await folderWith({
    "specs/a.json": document(),
    "specs/names.yaml": Array.from({ length: 20_000 }, line).join("\n"),
    "specs/client.yaml": "diagnostics: { pinned-operation-gone: off }",
  });
  expect((await specweld(folder, ["generate", "--no-format"])).status).toBe(0);
}, 20_000);
