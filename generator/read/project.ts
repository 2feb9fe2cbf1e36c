import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { settingsFiles } from "./settings-names.js";

/** What a new project may have already; undefined: no such file. */
export interface ProjectTexts {
  readonly packageJson: string | undefined;
  readonly gitignore: string | undefined;
}

/** Reads the files beside the specs folder that a project has by convention. */
export async function readProject(folder: string): Promise<ProjectTexts> {
  const text = (name: string) => readFile(join(folder, name), "utf8").catch(() => undefined);
  return { packageJson: await text("package.json"), gitignore: await text(".gitignore") };
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
