import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { CorpusDocument } from "./documents.js";
import { cached, fetchFile, fetchPackage } from "./fetch.js";
import { type JsonObject, objectAt } from "./json.js";
import { componentsUsedBy, withoutUnused } from "./source.js";

/** A splitter that knows nothing of this repository. It comes with everything it needs. */
const splitter = { package: "@redocly/cli", version: "2.77.0" };

/**
 * The folder of a document that is spread over files: one for each path and each schema, with
 * relative references between them; the root is `openapi.json`.
 */
export async function splitIntoFiles(source: CorpusDocument): Promise<string> {
  const program = join(await fetchPackage(splitter), "bin/cli.js");
  const path = await fetchFile(source);
  const name = `split-${splitter.version}-${source.name.replaceAll(" ", "-")}-${source.version}`;
  return cached(name, async (folder) => {
    const env = {
      ...process.env,
      // Run by a test, it would print what it writes.
      NODE_ENV: "production",
      REDOCLY_TELEMETRY: "off",
      REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
    };
    const args = [program, "split", path, "--outDir", folder];
    await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 1e8, env });
  });
}

/** The document without the schemas that no path leads to: no file leads to theirs. */
export function withoutUnusedSchemas(document: JsonObject): JsonObject {
  const { paths, components } = document;
  const others = Object.keys(objectAt(document, "components"))
    .filter((kind) => kind !== "schemas")
    .flatMap((kind) =>
      Object.keys(objectAt(components, kind)).map((name) => [kind, name] as const),
    );
  return withoutUnused(document, [...componentsUsedBy([paths], document), ...others]);
}
