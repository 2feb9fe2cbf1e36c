import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { ownFile, readRuntime } from "../../generator/read/own-files.js";

test("ownFile finds the files of this package", async () => {
  const text = await readFile(ownFile("generator/read/client.schema.json"), "utf8");
  expect(JSON.parse(text)).toMatchObject({ title: "specweld: client.yaml" });
});

test("readRuntime gives the runtime byte for byte, sorted, as files of the client", async () => {
  const files = await readRuntime();
  const names = (await readdir(ownFile("templates/runtime"))).filter((name) =>
    name.endsWith(".ts"),
  );
  expect(files.map(({ path }) => path)).toEqual(
    names.toSorted().map((name) => `src/runtime/${name}`),
  );
  const originals = await Promise.all(
    files.map(({ path }) => readFile(ownFile(path.replace("src/", "templates/")), "utf8")),
  );
  expect(files.map(({ text }) => text)).toEqual(originals);
});
