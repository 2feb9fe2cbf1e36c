import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { diagnostic } from "../../generator/diagnostics/diagnostic.js";
import { recall, type FinishedRun } from "../../generator/replay/replay.js";
import type { ReplayRequest } from "../../generator/replay/request.js";
import { folderWith } from "../cli/specweld.js";

const files = {
  "node_modules/.keep": "",
  "specs/api.md": "a page",
  "specs/deep/api.json": "{}",
  "specs/photo.png": "no document",
  "specs/client.yaml": "package: {}",
  "shared/pet.yaml": "type: string",
  "generated/src/index.ts": "export {};\n",
  "generated/README.md": "# Client\n",
  "generated/dist/index.js": "built by people",
};

const told = {
  diagnostics: [diagnostic("no-servers", "none", { place: { file: "a", line: 1, column: 2 } })],
  counts: { fragments: 1, operations: 2, schemas: 3, files: 4, hasSettings: true },
};

/** A project whose last run is remembered. */
async function project(run: Partial<FinishedRun> = {}) {
  const folder = await folderWith(files);
  const request = { root: folder, specs: "specs", out: join(folder, "generated"), format: true };
  await remember(request, run);
  return { folder, request };
}

async function remember(request: ReplayRequest, run: Partial<FinishedRun> = {}) {
  const folder = request.root;
  // What is changed while a run is at work is not remembered, to the millisecond.
  await new Promise((done) => setTimeout(done, 5));
  recall(request).remember({
    ...told,
    referred: [join(folder, "shared/pet.yaml"), join(folder, "shared/none.yaml")],
    held: new Map([
      ["src/index.ts", files["generated/src/index.ts"]],
      ["README.md", files["generated/README.md"]],
    ]),
    beside: [{ path: join(folder, "specs/names.yaml"), text: "GET /: get\n" }],
    keep: ["notes/**"],
    ...run,
  });
  if (run.beside === undefined) await writeFile(join(folder, "specs/names.yaml"), "GET /: get\n");
}

const write = (path: string, text: string) => async (folder: string) => {
  await mkdir(join(folder, path, ".."), { recursive: true });
  await writeFile(join(folder, path), text);
};
const remove = (path: string) => (folder: string) => rm(join(folder, path));

describe("a run is told again", () => {
  test("as the last one was", async () => {
    const { request } = await project();
    expect(recall(request).unchanged).toMatchObject(told);
  });

  test("by the looks of files that have been left alone, and not after they changed", async () => {
    const { folder, request } = await project();
    const path = join(folder, "generated/README.md");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    try {
      // The first keeps how the files look, the second goes by that.
      for (const _ of [1, 2]) expect(recall(request).unchanged).toMatchObject(told);
      const before = await stat(path);
      await writeFile(path, (await readFile(path, "utf8")).toUpperCase());
      await utimes(path, before.atime, before.mtime);
      expect(recall(request).unchanged).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([
    ["another file of a kind that is never read", write("specs/photo.png", "another")],
    ["a build in the output folder", write("generated/dist/index.js", "built again")],
    ["a file that output.keep lists", write("generated/notes/mine.md", "mine")],
    ["a file that begins with a dot", write("specs/.draft.json", "{}")],
    ["a package in the folder", write("specs/node_modules/a/a.json", "{}")],
  ])("after %s", async (_, change) => {
    const { folder, request } = await project();
    await change(folder);
    expect(recall(request).unchanged).toBeDefined();
  });
});

describe("a run is done", () => {
  test.each([
    ["a byte of a page", write("specs/api.md", "a Page")],
    ["a byte of a file further down", write("specs/deep/api.json", "[]")],
    ["a new file", write("specs/new.yaml", "openapi: 3.1.0")],
    ["a new file that is no document", write("specs/new.png", "")],
    ["a file less", remove("specs/api.md")],
    [
      "a file with another name",
      (folder: string) => rename(join(folder, "specs/api.md"), join(folder, "specs/b.md")),
    ],
    ["a setting", write("specs/client.yaml", "package: {name: a}")],
    ["a new settings file", write("specs/overlay.yaml", "overlay: 1.0.0")],
    ["a pinned name", write("specs/names.yaml", "GET /: other\n")],
    ["a file that a reference leads to", write("shared/pet.yaml", "type: object")],
    ["a file less that a reference leads to", remove("shared/pet.yaml")],
    ["a file more that a reference leads to", write("shared/none.yaml", "type: string")],
    [
      "a link in place of such a file",
      async (folder: string) => {
        await rename(join(folder, "shared/pet.yaml"), join(folder, "elsewhere.yaml"));
        await symlink(join(folder, "elsewhere.yaml"), join(folder, "shared/pet.yaml"));
      },
    ],
    ["a byte of the client", write("generated/src/index.ts", "export { };\n")],
    ["a file less of the client", remove("generated/README.md")],
    ["a file in the client's folder that is nobody's", write("generated/src/mine.ts", "")],
    ["a run that was interrupted", write("generated/.specweld-staging-1/journal.json", "[]")],
  ])("after %s", async (_, change) => {
    const { folder, request } = await project();
    await change(folder);
    expect(recall(request).unchanged).toBeUndefined();
  });

  test("with other options", async () => {
    const { folder, request } = await project();
    for (const other of [
      { format: false },
      { out: join(folder, "other") },
      { specs: "specs/deep" },
      { settings: "shared" },
    ]) {
      expect(recall({ ...request, ...other }).unchanged).toBeUndefined();
    }
  });

  test("from URLs and patterns, however often", async () => {
    const { request } = await project();
    for (const specs of ["https://127.0.0.1/api.json", "specs/*.md"]) {
      await remember({ ...request, specs });
      expect(recall({ ...request, specs }).unchanged).toBeUndefined();
    }
  });

  test("where what is kept of the last one is damaged or gone", async () => {
    const { folder, request } = await project();
    const cache = join(folder, "node_modules/.cache/specweld/runs");
    const [name = ""] = await readdir(cache);
    const path = join(cache, name);
    const text = await readFile(path, "utf8");
    for (const damaged of [
      "",
      "{}",
      text.slice(0, -1),
      text.replace('"fragments":1', '"fragments":7'),
    ]) {
      await writeFile(path, damaged);
      expect(recall(request).unchanged).toBeUndefined();
    }
    await writeFile(path, text);
    expect(recall(request).unchanged).toBeDefined();
    await rm(join(folder, "node_modules/.cache"), { recursive: true });
    expect(recall(request).unchanged).toBeUndefined();
  });

  test("where another build of the generator made it", async () => {
    const { folder, request } = await project();
    const cache = join(folder, "node_modules/.cache/specweld/runs");
    const [name = ""] = await readdir(cache);
    const text = await readFile(join(cache, name), "utf8");
    const { createHash } = await import("node:crypto");
    const record = text.slice(text.indexOf("\n") + 1).replace(/"build":"./, '"build":"~');
    const sum = createHash("sha256").update(record).digest("base64url");
    await writeFile(join(cache, name), `${sum}\n${record}`);
    expect(recall(request).unchanged).toBeUndefined();
  });

  test("where a file changed while the last one was at work", async () => {
    const { folder, request } = await project();
    const memory = recall(request);
    await write("specs/api.md", "meanwhile")(folder);
    memory.remember({ ...told, referred: [], held: new Map(), beside: [], keep: [] });
    expect(recall(request).unchanged).toBeUndefined();
  });

  test("where findings stand in a file that it has written", async () => {
    const place = { file: "specs/names.yaml", line: 1, column: 1 };
    const diagnostics = [diagnostic("pinned-operation-gone", "gone", { place })];
    const { request } = await project({ diagnostics });
    expect(recall(request).unchanged).toBeUndefined();
  });
});

test("nothing is kept where there are no packages", async () => {
  const { "node_modules/.keep": _, ...others } = files;
  const folder = await folderWith(others);
  const request = { root: folder, specs: "specs", out: join(folder, "generated"), format: true };
  await remember(request);
  expect(recall(request).unchanged).toBeUndefined();
  expect(await readdir(folder)).not.toContain("node_modules");
});
