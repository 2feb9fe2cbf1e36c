import { realpathSync } from "node:fs";
import { dirname, isAbsolute, relative, sep } from "node:path";

/** Whether a path lies in a folder, links of the folders in between followed. */
export function isInside(folder: string, path: string): boolean {
  const real = nearestReal(dirname(path));
  return (
    isBelow(folder, path) && (real === realpathSync(folder) || isBelow(realpathSync(folder), real))
  );
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The real path of the folder, or of the nearest one above it that exists. */
function nearestReal(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    const parent = dirname(folder);
    return parent === folder ? folder : nearestReal(parent);
  }
}
