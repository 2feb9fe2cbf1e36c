import type { Dirent } from "node:fs";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMissing } from "./errors.js";
import { isStaging } from "./transaction.js";

/** What stands in the output folder. Links are told, and never followed. */
export type Entry =
  | { readonly kind: "file"; readonly content?: Buffer }
  | { readonly kind: "link"; readonly content?: undefined };

interface Wanted {
  readonly isKept: (path: string) => boolean;
  readonly wanted: ReadonlySet<string>;
}

/** As {@link listFolder}, with the content of the files that are `wanted`. */
export function readFolder(folder: string, which: Wanted): ReadonlyMap<string, Entry> {
  const found = new Map<string, Entry>();
  for (const [path, kind] of listFolder(folder, which)) {
    const isRead = kind === "file" && which.wanted.has(path);
    found.set(path, isRead ? { kind, content: readFileSync(join(folder, path)) } : { kind });
  }
  return found;
}

/**
 * What stands below a folder, by its path relative to it; nothing where there is no folder. Folders
 * whose content is all kept, such as `node_modules`, are not looked into, unless something is wanted
 * there.
 */
export function listFolder(
  folder: string,
  { isKept, wanted }: Wanted,
): ReadonlyMap<string, Entry["kind"]> {
  const found = new Map<string, Entry["kind"]>();
  const foldersWanted = new Set([...wanted].flatMap(foldersOf));
  const visit = (below: string): void => {
    for (const entry of listed(join(folder, below))) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (below === "" && isStaging(entry.name)) continue;
      if (entry.isDirectory()) {
        const isOfNoInterest = isKept(`${path}/`) && !foldersWanted.has(path);
        if (!isOfNoInterest) visit(path);
      } else found.set(path, entry.isFile() ? "file" : "link");
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
