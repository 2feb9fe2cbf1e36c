import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";

/** Gives lines of source files for excerpts in messages; undefined where a file cannot be read. */
export function lineReader(root: string): (file: string, line: number) => string | undefined {
  const files = new Map<string, readonly string[]>();
  return (file, line) => {
    const lines = files.get(file) ?? linesOf(resolve(root, file));
    files.set(file, lines);
    return lines[line - 1];
  };
}

function linesOf(path: string): readonly string[] {
  try {
    // What is refused for its size is not read for an excerpt, either, nor is a pipe.
    const status = statSync(path);
    if (!status.isFile() || status.size > mostBytes) return [];
    return readFileSync(path, "utf8").split(/\r\n|\r|\n/);
  } catch {
    // The excerpt is a convenience; the message tells the place all the same.
    return [];
  }
}

const mostBytes = 100_000_000;
