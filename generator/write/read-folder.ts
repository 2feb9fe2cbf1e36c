import type { Dirent } from "node:fs";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMissing } from "./errors.js";
import { isStaging } from "./transaction.js";

/** What stands in the output folder. Links are told, and never followed. */
export type Entry =
  | { readonly kind: "file"; readonly content?: Buffer }
  | { readonly kind: "link"; readonly content?: undefined };

/**
 * The files below a folder by their path relative to it; none where there is no folder. The content
 * is read of files that are `wanted`. Folders whose content is all kept, such as
 * `node_modules`, are not looked into, unless something is to be written there.
 */
export function readFolder(
  folder: string,
  { isKept, wanted }: { isKept: (path: string) => boolean; wanted: ReadonlySet<string> },
): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  const foldersWanted = new Set([...wanted].flatMap(foldersOf));
  const visit = (below: string): void => {
    for (const entry of listed(join(folder, below))) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (below === "" && isStaging(entry.name)) continue;
      if (entry.isDirectory()) {
        const isOfNoInterest = isKept(`${path}/`) && !foldersWanted.has(path);
        if (!isOfNoInterest) visit(path);
      } else if (entry.isFile()) {
        found.set(path, {
          kind: "file",
          ...(wanted.has(path) && { content: readFileSync(join(folder, path)) }),
        });
      } else {
        found.set(path, { kind: "link" });
      }
    }
  };
  visit("");
  return found;
}

/** Whether a run is at work in the folder, or was interrupted there. */
export function hasStaging(folder: string): boolean {
  return listed(folder).some(({ name }) => isStaging(name));
}

function listed(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** `a` and `a/b` for `a/b/c.ts`. */
function foldersOf(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join("/"));
}
