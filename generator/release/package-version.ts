import type { OutputFile } from "../files.js";

/** A package.json that `emit` has written, with another version. */
export function withPackageVersion(file: OutputFile, version: string): OutputFile {
  // No text of JSON has a line break in it, so that the line is what it seems.
  const text = file.text.replace(/^ {2}"version": ".*"/m, () => `  "version": "${version}"`);
  return { ...file, text };
}

/** Undefined where it says none. */
export function packageVersion(manifest: string): string | undefined {
  return /^ {2}"version": "([^"\\]*)"/m.exec(manifest)?.[1];
}
