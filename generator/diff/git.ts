import { spawn } from "node:child_process";
import type { OutputFile } from "../files.js";
import { isOfClient } from "../read/client-folder.js";

/** What git has at a revision: the files of a client package, the text of a file, or why neither. */
export type AtRevision =
  | { readonly kind: "client"; readonly files: readonly OutputFile[] }
  | { readonly kind: "file"; readonly text: string }
  | { readonly kind: "nothing"; readonly reason: string };

/**
 * Reads a folder or a file of a git revision, without touching the working tree.
 *
 * @param revision `main`, `HEAD~3`, `v1.2.0`, or `main:clients/joy` with a path from the top
 * @param folder what is meant where the revision names no path, relative to `root`
 */
export async function readRevision(
  revision: string,
  folder: string,
  root: string,
): Promise<AtRevision> {
  const nothing = (reason: string): AtRevision => ({ kind: "nothing", reason });
  // It would be an option of git's.
  if (revision.startsWith("-")) return nothing("no revision begins with -");
  const colon = revision.indexOf(":");
  const commit = colon === -1 ? revision : revision.slice(0, colon);
  const path = colon === -1 ? `./${folder}` : revision.slice(colon + 1);
  const known = text(await git(["rev-parse", "--verify", "--quiet", `${commit}^{commit}`], root));
  if (known === "") {
    const isThere = (await git(["rev-parse", "--git-dir"], root)) !== undefined;
    return nothing(
      isThere
        ? `git knows no revision ${commit}`
        : `this folder is in no git repository that could have a revision ${commit}`,
    );
  }
  const id = text(await git(["rev-parse", "--verify", "--quiet", `${known}:${path}`], root));
  const shown = path.replace(/^\.\//, "");
  if (id === "") return nothing(`there is no ${shown} in ${commit}`);
  if (text(await git(["cat-file", "-t", id], root)) === "blob") {
    return { kind: "file", text: (await git(["cat-file", "blob", id], root))?.toString() ?? "" };
  }
  const files = await filesOf(id, root);
  const isClient = files.some((file) => file.path !== "package.json");
  return isClient
    ? { kind: "client", files }
    : nothing(`there is no client in ${shown} of ${commit}`);
}

/** The tags on what `HEAD` is made of; none where git is not there, or has no commit. */
export async function tagsIn(root: string): Promise<readonly string[]> {
  const listed = text(await git(["tag", "--list", "--merged", "HEAD"], root));
  return listed === "" ? [] : listed.split("\n");
}

function text(output: Buffer | undefined): string {
  return output?.toString().trim() ?? "";
}

async function filesOf(tree: string, root: string): Promise<readonly OutputFile[]> {
  const listed = (await git(["ls-tree", "-r", "-z", "--full-tree", tree], root))?.toString() ?? "";
  const entries = listed.split("\0").flatMap((entry) => {
    const [, id, path] = /^100\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(entry) ?? [];
    return id !== undefined && path !== undefined && isOfClient(path) ? [{ id, path }] : [];
  });
  const ids = entries.map(({ id }) => `${id}\n`).join("");
  const contents = contentsOf((await git(["cat-file", "--batch"], root, ids)) ?? Buffer.alloc(0));
  return entries.map(({ path }, index) => ({ path, text: contents[index] ?? "" }));
}

/** What `git cat-file --batch` prints: for each object a line with its size, its bytes, a newline. */
function contentsOf(output: Buffer): readonly string[] {
  const contents: string[] = [];
  let at = 0;
  while (at < output.length) {
    const line = output.indexOf(0x0a, at);
    const size = Number(output.subarray(at, line).toString().split(" ")[2] ?? 0);
    contents.push(output.subarray(line + 1, line + 1 + size).toString());
    at = line + 1 + size + 1;
  }
  return contents;
}

/** Undefined where git is not there, or does not do it. */
function git(args: readonly string[], root: string, input = ""): Promise<Buffer | undefined> {
  return new Promise((done) => {
    const child = spawn("git", [...args], { cwd: root, stdio: ["pipe", "pipe", "ignore"] });
    const output: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => output.push(part));
    // Who has read enough, or is not there, closes the pipe.
    child.stdin.on("error", () => undefined);
    child.on("error", () => done(undefined));
    child.on("close", (status) => done(status === 0 ? Buffer.concat(output) : undefined));
    child.stdin.end(input);
  });
}
