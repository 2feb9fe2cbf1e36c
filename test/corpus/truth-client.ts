import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emit } from "../../generator/emit/emit.js";
import type { OutputFile } from "../../generator/files.js";
import type { Api } from "../../generator/model/api.js";
import { model } from "../../generator/model/model.js";
import type { Document } from "../../generator/openapi.js";
import { weld } from "../../generator/pipeline.js";
import { andThen } from "../../generator/progress.js";
import { resolve } from "../../generator/resolve/resolve.js";
import type { JsonObject } from "./json.js";

/** What the stages make of a document: all that its types are made from, and the types. */
export interface WeldedClient {
  /** With each `allOf` read as override, and the schemas of the types made of inline objects. */
  readonly resolved: Document;
  readonly api: Api;
  readonly files: readonly OutputFile[];
}

/** Runs every stage but the last, which would only put the files on the disk. */
export async function clientOf(document: JsonObject): Promise<WeldedClient> {
  const folder = await mkdtemp(join(tmpdir(), "specweld-truth-"));
  try {
    await writeFile(join(folder, "openapi.json"), JSON.stringify(document));
    const welded = await weld({ inputs: ["openapi.json"], root: folder });
    const resolved = await andThen(welded, "resolve", (so) => resolve(so.repair));
    const modelled = await andThen(resolved, "model", (so) => model(so.resolve, so.read));
    const emitted = await andThen(modelled, "emit", (so) =>
      emit({ api: so.model, document: so.repair.document, sources: so.read, format: false }),
    );
    if (emitted.stopped) {
      const errors = emitted.diagnostics.filter(({ severity }) => severity === "error");
      throw new Error(errors.map(({ code, message }) => `${code}: ${message}`).join("\n"));
    }
    const { resolve: spec, model: api, emit: output } = emitted.results;
    return { resolved: withTypes(spec.document, api), api, files: output.files };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function withTypes(document: Document, { types }: Api): Document {
  const made = types.filter(({ places }) => places !== undefined);
  const schemas = Object.fromEntries(made.map(({ wireName, schema }) => [wireName, schema]));
  return {
    ...document,
    components: {
      ...document.components,
      schemas: { ...document.components?.schemas, ...schemas },
    },
  };
}
