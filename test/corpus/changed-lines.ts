import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { OutputFile } from "../../generator/files.js";

/** The lines of a file that have come and gone, as git sees it. */
export interface ChangedLines {
  readonly path: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** The files that are not the same on both sides. */
export async function changedLines(
  before: readonly OutputFile[],
  after: readonly OutputFile[],
): Promise<readonly ChangedLines[]> {
  const folder = await mkdtemp(join(tmpdir(), "specweld-lines-"));
  try {
    await Promise.all([put(join(folder, "a"), before), put(join(folder, "b"), after)]);
    const args = ["diff", "--no-index", "--no-renames", "--no-color", "-U0", "a", "b"];
    return linesIn(await gitOutput(args, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What `git diff -U0` prints, by file. */
function linesIn(diff: string): readonly ChangedLines[] {
  return diff.split(/^(?=diff --git )/m).flatMap((file) => {
    const [head = "", ...hunks] = file.split(/^(?=@@ )/m);
    const [, one, other] = /^diff --git "?a\/(.*?)"? "?b\/(.*?)"?$/m.exec(head) ?? [];
    const path = (other ?? one)?.replace(/^[ab]\//, "");
    if (path === undefined) return [];
    const lines = hunks.flatMap((hunk) => hunk.split("\n").slice(1));
    const marked = (mark: string) =>
      lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(1));
    return [{ path, added: marked("+"), removed: marked("-") }];
  });
}

async function put(folder: string, files: readonly OutputFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { path, text } of files) {
    // oxlint-disable-next-line no-await-in-loop -- thousands of files at once are too many
    await mkdir(dirname(join(folder, path)), { recursive: true });
    // oxlint-disable-next-line no-await-in-loop -- as above
    await writeFile(join(folder, path), text);
  }
}

function gitOutput(args: readonly string[], folder: string): Promise<string> {
  return new Promise((done, fail) => {
    execFile("git", args, { cwd: folder, maxBuffer: 1e9 }, (error, stdout) => {
      // 1 says that there are differences.
      if (error === null || error.code === 1) done(stdout);
      else fail(error);
    });
  });
}
