import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesIn, folderWith, specweld } from "./specweld.js";

const page = (title: string) =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title, version: "1" },
    paths: { "/pets": { get: { responses: { 200: { $ref: "./answers.yaml#/Pets" } } } } },
  });

const files = {
  "node_modules/.keep": "",
  "specs/api.json": page("Pets"),
  "specs/answers.yaml":
    "Pets: { description: All, content: { application/json: { schema: { type: string } } } }",
};

const untimed = (text: string) => text.replace(/ in \d+\.\d s/, "");

test("what is told of an unchanged client is what a run tells, findings and status included", async () => {
  const folder = await folderWith(files);
  await specweld(folder, ["generate"]);
  for (const options of [[], ["--json"], ["--check"]]) {
    const done = await specweld(folder, ["generate", "--no-cache", ...options]);
    const told = await specweld(folder, ["generate", ...options]);
    expect({ ...told, stderr: untimed(told.stderr) }).toEqual({
      ...done,
      stderr: untimed(done.stderr),
    });
  }
});

test("a change is seen in what references lead to, and one by hand in the client is put right", async () => {
  const folder = await folderWith(files);
  await specweld(folder, ["generate"]);
  const before = await filesIn(join(folder, "generated"));
  const file = Object.keys(before).find((path) => path.startsWith("src/operations/")) ?? "";
  await writeFile(join(folder, "generated", file), "// by hand\n");
  expect((await specweld(folder, ["generate", "--check"])).status).toBe(1);
  expect((await specweld(folder, ["generate"])).status).toBe(0);
  expect(await filesIn(join(folder, "generated"))).toEqual(before);
  const answers = files["specs/answers.yaml"].replace("type: string", "type: number");
  await writeFile(join(folder, "specs/answers.yaml"), answers);
  const { stderr } = await specweld(folder, ["generate"]);
  expect(stderr).toContain(`written  ${file}`);
});
