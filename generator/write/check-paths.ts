import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";

/** Devices of Windows, whatever the ending of the name. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/**
 * Whether every path stays in the output folder and can exist on every system, also beside the
 * others: names come from documents, and documents are not to be trusted.
 */
export function checkPaths(paths: readonly string[]): readonly Diagnostic[] {
  const unsafe = paths.flatMap((path) => {
    const fault = faultOf(path);
    return fault === undefined ? [] : [unsafePath(path, fault)];
  });
  return [...unsafe, ...clashes(paths)];
}

function faultOf(path: string): string | undefined {
  if (path.includes("\\")) return "holds a backslash";
  if (path.startsWith("/") || /^[a-z]:/i.test(path)) return "is not relative";
  const segments = path.split("/");
  if (segments.some((segment) => segment === "" || segment === "." || segment === "..")) {
    return "holds an empty segment, . or ..";
  }
  if (/[\p{Cc}\p{Cs}<>:"|?*]/u.test(path)) return "holds a character that not every system allows";
  if (segments.some((segment) => /[. ]$/.test(segment)))
    return "has a name that ends in . or a space";
  if (segments.some((segment) => reserved.test(segment))) return "has a name that Windows reserves";
  if (segments.some((segment) => Buffer.byteLength(segment) > 255))
    return "has a name that is too long";
  if (segments[0]?.startsWith(".specweld")) return "is kept for specweld itself";
  return undefined;
}

function clashes(paths: readonly string[]): readonly Diagnostic[] {
  const byFolded = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    const other = byFolded.get(folded(path));
    if (other !== undefined) {
      const fault = other === path ? "stands twice" : `is ${other} where case does not matter`;
      diagnostics.push(unsafePath(path, fault));
    }
    byFolded.set(folded(path), path);
  }
  for (const path of paths) {
    const segments = path.split("/");
    for (let length = 1; length < segments.length; length++) {
      const file = byFolded.get(folded(segments.slice(0, length).join("/")));
      if (file !== undefined)
        diagnostics.push(unsafePath(path, `lies in ${file}, which is a file`));
    }
  }
  return diagnostics;
}

/** File systems that ignore case, and some that compose characters, see these as one. */
function folded(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

function unsafePath(path: string, fault: string): Diagnostic {
  return diagnostic(
    "unsafe-path",
    `the file ${JSON.stringify(path)} cannot be written: it ${fault}`,
  );
}
