import { symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, folderWith, specweld } from "../cli/specweld.js";
import { quick } from "./exhausting.js";
import { generateBounded } from "./exhaustion.js";

/* The slower half is `npm run test:exhaustion`. */

test("each is refused, or done, in 768 MB and 20 seconds", async () => {
  const found = await generateBounded(quick, { megabytes: 768, seconds: 20 });
  const outcomes = Object.fromEntries(
    found.map(({ name, errors, bare }) => [name, [...errors, ...bare]]),
  );
  const wanted = Object.entries(quick).map(([name, { refused = [] }]) => [name, refused]);
  expect(outcomes).toEqual(Object.fromEntries(wanted));
}, 180_000);

describe("the limits", () => {
  const small = (more: object = {}) =>
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "T", version: "1" },
      servers: [{ url: "https://example.com" }],
      security: [],
      paths: { "/a": { get: { responses: { 200: { description: "OK" } } } } },
      ...more,
    });

  test.each([
    ["fileSize: 0.0001", "specs/a.json:1:1", "larger than 0.0001 MB", "fileSize: 0.0002"],
    ["depth: 3", "specs/a.json:1:133", "more than 3 levels deep", "depth: 6"],
    ["members: 4", "specs/a.json:1:1", "5 values in one object", "members: 8"],
    ["values: 10", "specs/a.json:1:1", "more than 10 values", "values: 20"],
    ["text: 12", "specs/a.json:1:", "a text of 19 characters", "text: 24"],
  ])("%s refuses, says where and what to write", async (limit, place, message, raised) => {
    const folder = await folderWith({
      "specs/a.json": small(),
      "specs/client.yaml": `limits: { ${limit} }`,
    });
    const { status, stderr } = await specweld(folder, ["generate"]);
    expect(status).toBe(2);
    expect(stderr).toContain("[beyond-limit]");
    for (const text of [place, message, raised]) expect(stderr).toContain(text);
    expect(await filesIn(join(folder, "generated"))).toEqual({});
  });

  test("hold for the files that references lead to", async () => {
    const folder = await folderWith({
      "specs/a.json": small({ components: { schemas: { A: { $ref: "parts/b.json" } } } }),
      "specs/parts/b.json": JSON.stringify({
        enum: Array.from({ length: 50 }, (_, index) => index),
      }),
      "specs/client.yaml": "limits: { members: 20 }",
    });
    const { status, stderr } = await specweld(folder, ["generate"]);
    expect(status).toBe(2);
    expect(stderr).toContain("parts/b.json:1:2: Here are 50 values in one list.");
  });

  test("can be raised", async () => {
    const folder = await folderWith({
      "specs/a.json": small({ "x-a": Array.from({ length: 150_000 }, () => 1) }),
      "specs/client.yaml": "limits: { members: 200000 }",
    });
    expect((await specweld(folder, ["generate", "--no-format"])).status).toBe(0);
  });

  test("a file of 10 GB is not read", async () => {
    const folder = await folderWith({ "specs/b.json": small() });
    await writeFile(join(folder, "specs/a.json"), "{");
    // All of it a hole, which takes no room on the disk.
    await truncate(join(folder, "specs/a.json"), 10e9);
    const { status, stderr } = await specweld(folder, ["generate"]);
    expect(status).toBe(2);
    expect(stderr).toContain("specs/a.json is not read: it is larger than 100 MB.");
  });

  test("nor is a device without end", async () => {
    const folder = await folderWith({
      "specs/a.json": small({ components: { schemas: { A: { $ref: "zero.json" } } } }),
    });
    await symlink("/dev/zero", join(folder, "specs/zero.json"));
    const { status, stderr } = await specweld(folder, ["generate"]);
    expect(status).toBe(2);
    expect(stderr).toContain("external-ref");
  });
});
