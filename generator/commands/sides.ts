import { basename, resolve } from "node:path";
import { visible } from "../diagnostics/visible.js";
import { diagnostic, hasErrors, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Diff } from "../diff/change.js";
import { UnreadableClient } from "../diff/client.js";
import { diff } from "../diff/diff.js";
import { readRevision } from "../diff/git.js";
import type { OutputFile } from "../files.js";
import { readClient } from "../read/client-folder.js";
import { withTemporaryFile } from "../write/temporary-file.js";

/** One of the two that are compared. */
export type Side =
  | { readonly kind: "client"; readonly files: readonly OutputFile[] }
  | { readonly kind: "document"; readonly path: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "nothing"; readonly message: string };

/**
 * What an argument means: a client or a file on the disk, else a git revision.
 *
 * @param folder where the client is in a revision that says no path
 */
export async function sideAt(name: string, folder: string): Promise<Side> {
  const there = name.startsWith("-") ? undefined : await readClient(resolve(name));
  if (there?.kind === "file") return { kind: "document", path: resolve(name) };
  if (there?.kind === "client") return there;
  const found = await readRevision(name, folder, process.cwd());
  if (found.kind === "client") return found;
  if (found.kind === "file") return { kind: "text", text: found.text };
  const here = there ? `${name} holds no client, and ` : `there is no folder or file ${name}, and `;
  const reason = `${name.includes(":") ? "" : here}${found.reason}`;
  const hint =
    "Name a generated/ folder, an openapi.json, or a git revision such as main, v1.2.0 or main:clients/joy.";
  return { kind: "nothing", message: `${visible(reason)}\n  → ${hint}` };
}

/** What has changed between two clients, if their code can be read: it may be anybody's. */
export function compared(
  base: readonly OutputFile[],
  head: readonly OutputFile[],
): Diff | { readonly diagnostics: readonly Diagnostic[] } {
  try {
    return diff(base, head);
  } catch (error) {
    const reason = unreadable(error);
    if (reason === undefined) throw error;
    const problem = diagnostic(
      "unreadable-client",
      `one of the clients cannot be read: ${reason}`,
      {
        hint: "Generate it anew, or compare the documents: specweld diff old.json new.json",
      },
    );
    return { diagnostics: [problem] };
  }
}

function unreadable(error: unknown): string | undefined {
  if (error instanceof UnreadableClient) return error.message;
  // The stack has ended.
  return error instanceof RangeError ? "a type in it is nested too deep" : undefined;
}

/** Where one side is a document only, both clients are made from their documents. */
export async function clientsOf(base: Side, head: Side) {
  if (base.kind === "client" && head.kind === "client" && hasCode(base) && hasCode(head)) {
    return { base: base.files, head: head.files };
  }
  const one = await made(base);
  const other = await made(head);
  const diagnostics = [...one.diagnostics, ...other.diagnostics];
  return hasErrors(diagnostics) ? { diagnostics } : { base: one.files, head: other.files };
}

function hasCode({ files }: { readonly files: readonly OutputFile[] }): boolean {
  return files.some(({ path }) => path.startsWith("src/"));
}

interface Made {
  readonly files: readonly OutputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The client that a document gives, without settings. */
async function made(side: Side): Promise<Made> {
  if (side.kind === "document") return await madeFrom(side.path);
  const text = side.kind === "text" ? side.text : documentIn(side);
  return await withTemporaryFile("openapi.json", text, madeFrom);
}

function documentIn(side: Side): string {
  const files = side.kind === "client" ? side.files : [];
  return files.find(({ path }) => path === "openapi.json")?.text ?? "";
}

async function madeFrom(path: string): Promise<Made> {
  // Who compares two clients needs none of the stages.
  const { build } = await import("../pipeline.js");
  const run = await build({ inputs: [basename(path)], root: resolve(path, ".."), format: false });
  // The package is named by settings, which are not there.
  const files = (run.results.emit?.files ?? []).filter((file) => file.path !== "package.json");
  return { files, diagnostics: run.diagnostics };
}
