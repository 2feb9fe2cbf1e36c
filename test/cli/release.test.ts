import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesIn, folderWith, specweld, type Files } from "./specweld.js";

function shop(fields: Readonly<Record<string, string>>): string {
  const properties = Object.entries(fields).map(([name, type]) => [name, { type }]);
  const schema = { type: "object", properties: Object.fromEntries(properties) };
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    servers: [{ url: "https://shop.example" }],
    security: [],
    paths: {
      "/order": {
        get: {
          operationId: "getOrder",
          responses: { 200: { description: "OK", content: { "application/json": { schema } } } },
        },
      },
    },
  });
}

async function repository(files: Files) {
  const folder = await folderWith({ "specs/shop.json": shop({ id: "string" }), ...files });
  const git = (...args: string[]) => {
    const options = ["-c", "user.name=Test", "-c", "user.email=t@example.com"];
    execFileSync("git", [...options, "-c", "commit.gpgsign=false", ...args], {
      cwd: folder,
      stdio: "pipe",
    });
  };
  const run = async (...args: string[]) => await specweld(folder, [...args, "--no-format"]);
  const edit = async (fields: Readonly<Record<string, string>>) => {
    await writeFile(join(folder, "specs/shop.json"), shop(fields));
    expect(await run("generate")).toMatchObject({ status: 0 });
  };
  const commit = (tag: string) => {
    git("add", "-A");
    git("commit", "-q", "-m", tag);
    git("tag", tag);
  };
  git("init", "-q", "-b", "main");
  expect(await run("generate")).toMatchObject({ status: 0 });
  return { folder, run, edit, commit };
}

test("a client is released, changes, and is released again", { timeout: 120_000 }, async () => {
  const { folder, run, edit, commit } = await repository({
    "specs/client.yaml":
      "# Ours\npackage: { name: shop-client }\nrelease: { tag: 'shop-{version}' }\n",
  });
  expect((await run("release")).stdout).toBe(`shop-client 0.1.0: the first release

## 0.1.0

First release.

Wrote generated/CHANGELOG.md.
When it is committed: git tag shop-0.1.0, and npm publish in the folder of the client.
`);
  commit("shop-0.1.0");
  expect(await run("release")).toEqual({
    status: 0,
    stdout: "No changes since shop-0.1.0; nothing to release.\n",
    stderr: "",
  });

  await writeFile(join(folder, "specs/shop.json"), shop({ id: "number" }));
  const early = await run("release");
  expect(early).toMatchObject({ status: 1, stdout: "" });
  expect(early.stderr).toContain("Run generate");
  await edit({ id: "number" });
  const before = await filesIn(folder);
  const dry = await run("release", "--dry-run", "--json");
  expect(JSON.parse(dry.stdout)).toMatchObject({
    previous: "0.1.0",
    since: "shop-0.1.0",
    version: "0.2.0",
    raised: "minor",
    tag: "shop-0.2.0",
    changes: [{ impact: "breaking", name: "GetOrderResponse.id" }],
    written: ["generated/CHANGELOG.md", "generated/package.json", "specs/client.yaml"],
    diagnostics: [],
  });
  expect(await filesIn(folder)).toEqual(before);

  expect((await run("release", "--date", "2026-11-23")).stdout)
    .toBe(`shop-client 0.1.0 → 0.2.0 (minor), compared with shop-0.1.0

## 0.2.0 (2026-11-23)

### Breaking

- Response field \`GetOrderResponse.id\` is \`number\` now, was \`string\`: what comes may be something that the code does not expect

Wrote generated/CHANGELOG.md, generated/package.json, specs/client.yaml.
When it is committed: git tag shop-0.2.0, and npm publish in the folder of the client.
`);
  const after = await filesIn(folder);
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  expect(changed).toEqual([
    "generated/CHANGELOG.md",
    "generated/package.json",
    "specs/client.yaml",
  ]);
  expect(after["specs/client.yaml"]).toBe(
    "# Ours\npackage: { name: shop-client, version: 0.2.0 }\nrelease: { tag: 'shop-{version}' }\n",
  );
  expect(await run("generate", "--check")).toMatchObject({ status: 0 });
  commit("shop-0.2.0");

  // What is generated later has the same version, until it is released.
  await edit({ id: "number", note: "string" });
  expect(await readFile(join(folder, "generated/package.json"), "utf8")).toContain('"0.2.0"');
  for (const since of ["shop-0.1.0", "shop-0.1.0:generated/openapi.json"]) {
    // oxlint-disable-next-line no-await-in-loop -- one process at a time
    const { stdout } = await run("release", "--dry-run", "--json", "--since", since);
    expect(JSON.parse(stdout)).toMatchObject({ since, changes: [{}, { kind: "added" }] });
  }
});

test(
  "it is written whole or not at all, and says what is wrong",
  { timeout: 120_000 },
  async () => {
    const { folder, run, edit, commit } = await repository({});
    commit("v0.1.0");
    await edit({ id: "string", note: "string" });
    await mkdir(join(folder, "generated/CHANGELOG.md"));
    const before = await filesIn(folder);
    const blocked = await run("release");
    expect(blocked).toMatchObject({ status: 2, stdout: "" });
    expect(blocked.stderr).toContain("[cannot-write]");
    expect(await filesIn(folder)).toEqual(before);

    const file = ["--specs", "specs/shop.json", "--out", "other"];
    expect(await run("generate", ...file)).toMatchObject({ status: 0 });
    for (const [args, message] of [
      [["--date", "2026-02-30"], "Write it as 2026-11-23"],
      [[...file], "there is no other in refs/tags/v0.1.0"],
      [[...file, "--since", "v0.1.0:generated"], "--settings <folder>"],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one process at a time
      const { stdout, stderr } = await run("release", ...args);
      expect(stdout + stderr).toContain(message);
    }
  },
);
