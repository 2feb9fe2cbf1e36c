/** Where the output folder keeps the list of the files that were written into it. */
export const manifestPath = ".specweld.json";

/** One path a line, sorted, and nothing that changes when the files do: diffs and merges stay quiet. */
export function printManifest(paths: readonly string[]): string {
  return `${JSON.stringify({ files: paths.toSorted() }, null, 2)}\n`;
}

/**
 * The paths a manifest lists; none where there is no manifest, undefined where it is not one.
 * It is a file that people merge and pull: a path in it only counts where the folder has that file.
 */
export function parseManifest(text: string | undefined): ReadonlySet<string> | undefined {
  if (text === undefined) return new Set();
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof content !== "object" || content === null || !("files" in content)) return undefined;
  const { files } = content;
  if (!Array.isArray(files) || !files.every((path) => typeof path === "string")) return undefined;
  return new Set(files);
}
