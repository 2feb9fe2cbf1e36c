import { stat } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { diagnostic, type Diagnostic, type Outcome } from "../diagnostics/diagnostic.js";
import type { OutputFile } from "../files.js";
import type { Fragment } from "../openapi.js";
import type { ProjectSettings } from "../settings.js";
import { readFragments } from "./fragments.js";
import type { Reading } from "./reading.js";
import { readRuntime } from "./own-files.js";
import { limitsOf } from "../limits.js";
import { readSettings } from "./settings.js";

export interface ReadRequest {
  /** Files, folders and globs, relative to `root`. */
  readonly inputs: readonly string[];
  /** The folder with client.yaml, overlay.yaml and names.yaml; else the input, where it is one folder. */
  readonly settings?: string;
  readonly root: string;
  /** What the run writes, as an absolute path: never an input, wherever it lies. */
  readonly output?: string;
  /** What this process has read before; takes in what is read now. */
  readonly reading?: Reading | undefined;
}

/** Everything that a run takes in. */
export interface Sources extends ProjectSettings {
  readonly fragments: readonly Fragment[];
  readonly runtime: readonly OutputFile[];
  /** The absolute paths that documents and settings made it look at, whether there is a file or not. */
  readonly referred: readonly string[];
}

/** Reads the documents, the settings and the client's runtime: all that is read from a disk. */
export async function read(request: ReadRequest): Promise<Outcome<Sources>> {
  const { inputs, root } = request;
  const named = request.settings ?? (await onlyFolder(inputs, root));
  const folder = named === undefined ? undefined : resolve(root, named);
  const missing = await noSettingsFolder(request);
  const display = (path: string) => relative(root, path).split(sep).join("/");
  const project = await readSettings(missing.length > 0 ? undefined : folder, display);
  const limits = limitsOf(project.value.settings.limits);
  const [fragments, runtime] = await Promise.all([
    readFragments(
      inputs,
      root,
      { settings: folder, output: request.output },
      limits,
      request.reading,
    ),
    readRuntime(),
  ]);
  return {
    value: {
      ...project.value,
      fragments: fragments.value,
      runtime,
      referred: [...fragments.referred, ...licensePaths(project.value, folder)],
    },
    diagnostics: [...missing, ...project.diagnostics, ...fragments.diagnostics],
  };
}

function licensePaths({ settings }: ProjectSettings, folder: string | undefined) {
  const { licenseFile } = settings.package;
  return folder === undefined || licenseFile === undefined ? [] : [resolve(folder, licenseFile)];
}

async function noSettingsFolder({ settings, root }: ReadRequest): Promise<readonly Diagnostic[]> {
  if (settings === undefined) return [];
  const found = await stat(resolve(root, settings)).catch(() => undefined);
  if (found?.isDirectory()) return [];
  const message = found ? `${settings} is no folder` : `there is no folder ${settings}`;
  return [
    diagnostic("settings-unreadable", message, {
      hint: "--settings names the folder that client.yaml, overlay.yaml and names.yaml are in.",
    }),
  ];
}

async function onlyFolder(inputs: readonly string[], root: string): Promise<string | undefined> {
  const [input] = inputs;
  if (input === undefined || inputs.length > 1) return undefined;
  const found = await stat(resolve(root, input)).catch(() => undefined);
  return found?.isDirectory() ? input : undefined;
}
