import { stat } from "node:fs/promises";
import { join } from "node:path";
import { readText } from "./file-bytes.js";
import { bytesOf, defaultLimits } from "../limits.js";
import { settingsFiles } from "./settings-names.js";

/** What a new project may have already; undefined: no such file. */
export interface ProjectTexts {
  readonly packageJson: string | undefined;
  readonly gitignore: string | undefined;
  readonly license: string | undefined;
}

/** Reads the files beside the specs folder that a project has by convention. */
export async function readProject(folder: string): Promise<ProjectTexts> {
  const text = (name: string) =>
    readText(join(folder, name), bytesOf(defaultLimits)).catch(() => undefined);
  const [packageJson, gitignore, license] = await Promise.all(
    ["package.json", ".gitignore", "LICENSE"].map(text),
  );
  return { packageJson, gitignore, license };
}

/** Whether there is such a folder, and the settings files that are in it. */
export async function presentSettings(
  folder: string,
): Promise<{ readonly isFolder: boolean; readonly names: readonly string[] }> {
  const is = async (path: string) => await stat(path).catch(() => undefined);
  const found = await Promise.all(
    Object.values(settingsFiles).map(async (name) => ((await is(join(folder, name))) ? name : "")),
  );
  const isFolder = (await is(folder))?.isDirectory() ?? false;
  return { isFolder, names: found.filter((name) => name !== "") };
}
