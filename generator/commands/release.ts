import { relative, resolve } from "node:path";
import { diagnostic, hasErrors, type Diagnostic } from "../diagnostics/diagnostic.js";
import { tagsIn } from "../diff/git.js";
import type { OutputFile } from "../files.js";
import { around, generate } from "../pipeline.js";
import { isOfClient, readChangelog } from "../read/client-folder.js";
import { defaultTag, lastRelease, tagOf } from "../release/last-release.js";
import { packageVersion, withPackageVersion } from "../release/package-version.js";
import { release, type Release } from "../release/release.js";
import { withVersion } from "../release/settings-version.js";
import { write } from "../write/write.js";
import { clientsOf, compared, sideAt } from "./sides.js";
import { diagnosticsToJson, give, giveJson, progressLine, sayDiagnostics } from "./terminal.js";

export interface ReleaseOptions {
  readonly specs: string;
  readonly settings?: string;
  readonly out: string;
  readonly since?: string;
  readonly date?: string;
  readonly dryRun: boolean;
  readonly format: boolean;
  readonly json: boolean;
}

/** `specweld release`: gives the exit status. */
export async function runRelease(options: ReleaseOptions): Promise<number> {
  const onStage = progressLine();
  const made = await makeRelease(options, onStage);
  onStage(undefined);
  const { diagnostics, hasSettings = true, status = 0, ...told } = made;
  if (options.json) giveJson({ ...told, diagnostics: diagnosticsToJson(diagnostics) });
  else {
    sayDiagnostics(diagnostics, hasSettings);
    if (status === 0) give(reportText(told, options));
  }
  return status;
}

/** What is told, on stdout or as JSON. */
interface Report {
  readonly package?: string;
  /** The version before; absent where there has been no release. */
  readonly previous?: string;
  /** What was compared with: a tag, or what `--since` names. */
  readonly since?: string;
  /** Absent where there is nothing to release. */
  readonly version?: string;
  readonly raised?: string;
  /** What the tag of the release is to be called. */
  readonly tag?: string;
  readonly notes?: readonly string[];
  /** The section of CHANGELOG.md. */
  readonly section?: string;
  readonly changes?: readonly object[];
  /** The files that were written, or would be. */
  readonly written?: readonly string[];
}

interface Made extends Report {
  readonly diagnostics: readonly Diagnostic[];
  readonly hasSettings?: boolean;
  readonly status?: number;
}

async function makeRelease(
  options: ReleaseOptions,
  onStage: (stage: string) => void,
): Promise<Made> {
  const { specs, settings, out, format, since, date, dryRun } = options;
  const run = await generate({
    inputs: [specs],
    ...(settings !== undefined && { settings }),
    root: process.cwd(),
    out: resolve(out),
    check: true,
    format,
    onStage,
  });
  if (run.stopped) {
    const hasSettings = run.results.read?.names.path !== undefined;
    return { status: 2, diagnostics: run.diagnostics, hasSettings };
  }
  const { read, model, emit, write: found } = run.results;
  const late = [...found.written, ...found.removed];
  if (late.length > 0) return { status: 1, diagnostics: [outOfDate(out, late)] };

  onStage("diff");
  const rules = read.settings.release ?? {};
  const base = await lastClient(out, since, rules.tag ?? defaultTag);
  if ("diagnostics" in base) return { status: 2, ...base };
  const files = emit.files.filter(({ path }) => isOfClient(path));
  const clients = base.side && (await clientsOf(base.side, { kind: "client", files }));
  if (clients && "diagnostics" in clients) return { status: 2, diagnostics: clients.diagnostics };
  const differing = clients
    ? compared(clients.base, clients.head)
    : { step: "none" as const, changes: [] };
  if ("diagnostics" in differing) return { status: 2, diagnostics: differing.diagnostics };
  const { step, changes } = differing;

  const { name, version: standing } = model.package;
  const previous = base.side && (base.version ?? standing);
  const changelog = await readChangelog(resolve(out));
  const made = release({
    last: previous,
    standing,
    step,
    changes,
    settings: rules,
    changelog: changelog.text,
    ...(date !== undefined && { date }),
  });
  const about = {
    package: name,
    ...(previous !== undefined && { previous }),
    ...(base.since !== undefined && { since: base.since }),
  };
  if (hasErrors(made.diagnostics)) return { status: 2, diagnostics: made.diagnostics };
  const { value } = made;
  if (!value) return { ...about, changes, diagnostics: [] };
  if (!read.file && value.version !== standing) {
    return { status: 2, diagnostics: [unpinnable(value.version)] };
  }
  const written = await write({
    out: resolve(out),
    check: dryRun,
    files: emit.files.map((file) =>
      file.path === "package.json" ? withPackageVersion(file, value.version) : file,
    ),
    beside: [
      ...emit.beside,
      { ...changelog, text: value.changelog },
      ...pinned(read.file, value, standing),
    ],
    ...around(read),
  });
  if (hasErrors(written.diagnostics)) return { status: 2, diagnostics: written.diagnostics };
  const { version, raised, notes, section } = value;
  return {
    ...about,
    version,
    ...(raised !== undefined && { raised }),
    tag: tagOf(version, rules.tag ?? defaultTag),
    notes,
    section,
    changes,
    written: written.value.written.map((path) => shown(path, out)).toSorted(),
    diagnostics: [],
  };
}

/**
 * The version stands in client.yaml, as what `generate` writes is decided by what is in the specs
 * folder and by nothing else: not by what it wrote before.
 */
function pinned(
  file: OutputFile | undefined,
  { version }: Release,
  standing: string,
): readonly OutputFile[] {
  if (!file || version === standing) return [];
  return [{ ...file, text: withVersion(file.text, version) }];
}

function shown(path: string, out: string): string {
  return relative(process.cwd(), resolve(out, path)).replaceAll("\\", "/");
}

type Side = Exclude<Awaited<ReturnType<typeof sideAt>>, { readonly kind: "nothing" }>;

interface Base {
  /** Undefined where there has been no release. */
  readonly side: Side | undefined;
  /** Undefined for a document, which tells no version of a client. */
  readonly version: string | undefined;
  readonly since: string | undefined;
}

async function lastClient(
  out: string,
  since: string | undefined,
  format: string,
): Promise<Base | { readonly diagnostics: readonly Diagnostic[] }> {
  const folder = relative(process.cwd(), resolve(out)).replaceAll("\\", "/");
  const tagged = since === undefined ? lastRelease(await tagsIn(process.cwd()), format) : undefined;
  const name = since ?? (tagged && `refs/tags/${tagged.tag}`);
  if (name === undefined) return { side: undefined, version: undefined, since: undefined };
  const side = await sideAt(name, folder);
  if (side.kind === "nothing") {
    const [message = "", hint] = side.message.split("\n  → ");
    return { diagnostics: [diagnostic("release-unknown", message, { hint })] };
  }
  const manifest =
    side.kind === "client" ? side.files.find(({ path }) => path === "package.json") : undefined;
  return {
    side,
    version: tagged?.version ?? (manifest && packageVersion(manifest.text)),
    since: since ?? tagged?.tag,
  };
}

function outOfDate(out: string, paths: readonly string[]): Diagnostic {
  const files = paths.slice(0, 3).map((path) => shown(path, out));
  const more = paths.length - files.length;
  return diagnostic(
    "release-out-of-date",
    `${out} is not what the documents give: ${files.join(", ")}${more > 0 ? ` and ${more} more differ` : ""}`,
    { hint: "Run generate, look at what it changed, and release that." },
  );
}

function unpinnable(version: string): Diagnostic {
  return diagnostic(
    "release-unpinnable",
    `the next version is ${version}, and there is no client.yaml that could say so to generate`,
    { hint: "Name the folder for it, here and in generate: --settings <folder>" },
  );
}

function reportText(report: Report, { dryRun }: ReleaseOptions): string {
  const { package: name, previous, since, version, raised, tag, notes = [], section } = report;
  if (version === undefined) return `No changes since ${since ?? ""}; nothing to release.\n`;
  const how = raised === undefined ? "" : ` (${raised})`;
  const headline =
    previous === undefined
      ? `${name} ${version}: the first release`
      : `${name} ${previous} → ${version}${how}, compared with ${since}`;
  const { written = [] } = report;
  const files = written.length === 0 ? "nothing: it is all there" : written.join(", ");
  return [
    headline,
    ...notes,
    "",
    section ?? "",
    `${dryRun ? "Would write" : "Wrote"} ${files}.`,
    ...(dryRun
      ? []
      : [`When it is committed: git tag ${tag}, and npm publish in the folder of the client.`]),
    "",
  ].join("\n");
}
