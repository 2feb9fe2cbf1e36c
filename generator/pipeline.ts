import { emit, type KnownFiles } from "./emit/emit.js";
import type { Print } from "./emit/print-here.js";
import { merge } from "./merge/merge.js";
import { model } from "./model/model.js";
import { andThen, begin, weighing } from "./progress.js";
import { read, type ReadRequest } from "./read/read.js";
import { repair } from "./repair/repair.js";
import { resolve } from "./resolve/resolve.js";
import type { ProjectSettings, Settings } from "./settings.js";
import { write } from "./write/write.js";

export interface WeldRequest extends ReadRequest {
  /** Told the name of each stage as it begins. */
  readonly onStage?: (stage: string) => void;
}

export interface SurveyRequest extends WeldRequest {
  readonly choice: Pick<Settings, "api" | "apis">;
}

export interface BuildRequest extends WeldRequest {
  readonly format: boolean;
  /** What earlier runs have printed; takes in what this one prints. */
  readonly known?: KnownFiles | undefined;
  /** Where templates are printed; in this thread, if nothing is said. */
  readonly print?: Print | undefined;
}

export interface GenerateRequest extends BuildRequest {
  /** The folder of the client package. */
  readonly out: string;
  /** Only compare what would be written with what is there. */
  readonly check: boolean;
}

/** Documents → one repaired OpenAPI 3.1 document. */
export async function weld(request: WeldRequest) {
  const found = await andThen(begin(request.onStage), "read", () => read(request));
  const sources = weighing(found, (so) => so.read?.settings.diagnostics);
  const merged = await andThen(sources, "merge", (so) =>
    merge(so.read.fragments, so.read.settings),
  );
  return andThen(merged, "repair", (so) => repair(so.merge, so.read.overlay));
}

/** Documents → the client's model, for who proposes settings; `choice` holds in place of client.yaml's. */
export async function survey({ choice, ...request }: SurveyRequest) {
  const sources = await andThen(begin(request.onStage), "read", () => read(request));
  const merged = await andThen(sources, "merge", (so) =>
    merge(so.read.fragments, { ...so.read.settings, ...choice }),
  );
  const repaired = await andThen(merged, "repair", (so) => repair(so.merge, so.read.overlay));
  const resolved = await andThen(repaired, "resolve", (so) =>
    resolve(so.repair, resolveSettings(so.read)),
  );
  return andThen(resolved, "model", (so) => model(so.resolve, so.read));
}

/** Documents → the files of the client package, and the names it pinned. */
export async function build({ format, known, print, ...request }: BuildRequest) {
  const welded = await weld(request);
  const resolved = await andThen(welded, "resolve", (so) =>
    resolve(so.repair, resolveSettings(so.read)),
  );
  const modelled = await andThen(resolved, "model", (so) => model(so.resolve, so.read));
  return andThen(modelled, "emit", (so) =>
    emit({
      api: so.model,
      document: so.repair.document,
      sources: so.read,
      format,
      known,
      print,
    }),
  );
}

/** Documents → the client package on the disk, and the names it pinned. */
export async function generate({ out, check, ...request }: GenerateRequest) {
  const built = await build({ ...request, output: out });
  return andThen(built, "write", (so) => write({ out, check, ...so.emit, ...around(so.read) }));
}

function resolveSettings({ settings: { types, limits } }: ProjectSettings) {
  return { enums: types?.enums, limits };
}

/** What the settings say of the output folder, and what a release writes beside it. */
export function around({ settings, file }: ProjectSettings) {
  return { keep: settings.output.keep, ...(file && { restores: [file.path] }) };
}
