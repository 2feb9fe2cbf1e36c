/**
 * Whether a path, relative and with `/` between its parts, matches any of the globs: `*` and `?` do
 * not cross a `/`, `**` does, and a glob that names a folder holds for all it contains.
 */
export function matcher(globs: readonly string[]): (path: string) => boolean {
  const expressions = globs.map(toRegExp);
  return (path) => expressions.some((expression) => expression.test(path));
}

function toRegExp(glob: string): RegExp {
  const segments = glob
    .replace(/^\.\//, "")
    .replace(/(?<!\/)\/+$/, "")
    .split("/");
  const source = segments.map((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === "**") return isLast ? ".*" : "(?:.+/)?";
    return segmentSource(segment) + (isLast ? "" : "/");
  });
  return new RegExp(`^${source.join("")}(?:/.*)?$`, "su");
}

function segmentSource(segment: string): string {
  if (segment === "*") return "[^/]+";
  return segment
    .replaceAll(/[\\^$.+()[\]{}|/]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, "[^/]*")
    .replaceAll("?", "[^/]");
}
