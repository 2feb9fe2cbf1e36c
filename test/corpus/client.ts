import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { OutputFile } from "../../generator/files.js";
import { build } from "../../generator/pipeline.js";
import { isObject, type JsonObject } from "./json.js";

/** A document as it stands in a file. */
export async function load(path: string): Promise<JsonObject> {
  const text = await readFile(path, "utf8");
  const root: unknown = path.endsWith(".json") ? JSON.parse(text) : parse(text);
  if (!isObject(root)) throw new Error(`${path} holds no object.`);
  return root;
}

/** The client that a document gives, without settings. */
export async function clientOf(document: unknown): Promise<readonly OutputFile[]> {
  const folder = await mkdtemp(join(tmpdir(), "specweld-diff-"));
  try {
    await writeFile(join(folder, "openapi.json"), JSON.stringify(document));
    const run = await build({ inputs: ["openapi.json"], root: folder, format: false });
    if (!run.stopped) return run.results.emit.files;
    throw new Error(run.diagnostics.map(({ message }) => message).join("\n"));
  } finally {
    await rm(folder, { recursive: true });
  }
}
