import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, specweld } from "./specweld.js";

const document = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "A", version: "1" },
  security: [],
  servers: [{ url: "https://example.com" }],
  paths: { "/a": { get: { responses: { 204: { description: "" } } } } },
});

/** A run whose other threads do this before anything else. */
async function runWhereThreads(code: string, specs: string) {
  const folder = await folderWith({
    "specs/a.json": specs,
    "hook.cjs": `if (!require("node:worker_threads").isMainThread) ${code};`,
  });
  return specweld(folder, ["generate", "--no-cache"], {
    NODE_OPTIONS: `--require ${JSON.stringify(join(folder, "hook.cjs"))}`,
  });
}

test.each([
  { is: "cannot be loaded", code: 'throw new Error("Something is missing.")' },
  { is: "ends at once", code: "process.exit(3)" },
])("a thread for printing that $is is done without", async ({ code }) => {
  const { status, stderr } = await runWhereThreads(code, document);
  expect(stderr).toMatch(/\d+ files written/);
  expect(status).toBe(0);
});

test("a thread for printing that nobody needed may fail", async () => {
  const run = await runWhereThreads('throw new Error("Something is missing.")', "{");
  expect(run.stderr).not.toContain("missing");
  expect(run.stderr).toContain("There is no OpenAPI document in specs.");
  expect(run.status).toBe(2);
});
