import { isAbsolute, relative, resolve } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { generate } from "../pipeline.js";
import type { RunCounts } from "../replay/record.js";
import { recall } from "../replay/replay.js";
import type { ReplayRequest } from "../replay/request.js";
import { type Session, startSession } from "./session.js";
import {
  counted,
  diagnosticsToJson,
  giveJson,
  progressLine,
  say,
  sayDiagnostics,
  seconds,
} from "./terminal.js";

export interface GenerateOptions {
  readonly specs: string;
  readonly settings?: string;
  readonly out: string;
  readonly check: boolean;
  readonly format: boolean;
  readonly cache: boolean;
  readonly json: boolean;
  readonly watch?: boolean;
  readonly dump?: "merge" | "repair" | "resolve" | "model";
}

/** `specweld generate`, alone or as one of the runs of a session: gives the exit status. */
export async function runGenerate(options: GenerateOptions, session?: Session): Promise<number> {
  if (session) return generateIn(session, options);
  const own = startSession();
  return generateIn(own, options).finally(own.end);
}

async function generateIn(session: Session, options: GenerateOptions): Promise<number> {
  const { specs, settings, check, format, cache, dump } = options;
  const request = requestOf(options);
  const memory = cache && dump === undefined ? recall(request) : undefined;
  if (memory?.unchanged) {
    const { diagnostics, counts } = memory.unchanged;
    return tell(
      { counts, diagnostics, written: [], removed: [], unchanged: counts.files },
      options,
    );
  }
  // What it takes to make a client is loaded only where one is made.
  const printing = dump === undefined ? await session.printing() : undefined;
  const { generate } = await import("../pipeline.js");
  const known = memory && (await import("../replay/known-files.js")).recallFiles(request);
  const onStage = progressLine();
  const run = await generate({
    inputs: [specs],
    ...(settings !== undefined && { settings }),
    root: request.root,
    out: request.out,
    check: check || dump !== undefined,
    format,
    known,
    print: printing?.print,
    reading: session.reading,
    onStage,
  });
  onStage(undefined);
  if (dump !== undefined) return giveStage(run, dump);
  const told = summarize(run);
  if (!run.stopped) {
    known?.save();
    const { read, emit, write } = run.results;
    const changes = write.written.length + write.removed.length;
    if (!check || changes === 0) {
      memory?.remember({
        diagnostics: run.diagnostics,
        counts: told.counts,
        referred: read.referred,
        held: write.held,
        beside: emit.beside,
        keep: read.settings.output.keep,
      });
    }
  }
  return run.stopped ? refuse(told, options) : tell(told, options);
}

export function requestOf({ specs, settings, out, format }: GenerateOptions): ReplayRequest {
  return {
    specs,
    ...(settings !== undefined && { settings }),
    root: process.cwd(),
    out: resolve(out),
    format,
  };
}

type Run = Awaited<ReturnType<typeof generate>>;

function giveStage({ results, diagnostics }: Run, stage: NonNullable<GenerateOptions["dump"]>) {
  sayDiagnostics(diagnostics, results.read?.names.path !== undefined);
  const value = stage === "model" ? results.model : results[stage]?.document;
  if (value === undefined) return 2;
  giveJson(value);
  return 0;
}

interface Told {
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: RunCounts;
  /** Paths in the client package, and those of files beside it in the current folder. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

function summarize({ results, diagnostics }: Run): Told {
  const { read, model, write } = results;
  const shown = (paths: readonly string[] = []) =>
    paths.map((path) => (isAbsolute(path) ? relative(process.cwd(), path) : path));
  const { written, removed, unchanged } = write ?? { written: [], removed: [], unchanged: 0 };
  return {
    diagnostics,
    counts: {
      fragments: read?.fragments.length ?? 0,
      operations: model?.groups.flatMap(({ operations }) => operations).length ?? 0,
      schemas: model?.types.length ?? 0,
      files: written.length + unchanged,
      hasSettings: read?.names.path !== undefined,
    },
    written: shown(written),
    removed: shown(removed),
    unchanged,
  };
}

/** Prints what a run has found and done: gives the exit status. */
function tell(told: Told, options: GenerateOptions): number {
  sayFindings(told, options);
  if (!options.json) say(`${summaryText(told, options)} in ${seconds()}\n`);
  return options.check && told.written.length + told.removed.length > 0 ? 1 : 0;
}

function refuse(told: Told, options: GenerateOptions): number {
  sayFindings(told, options);
  return 2;
}

function sayFindings(told: Told, { json }: GenerateOptions): void {
  const { diagnostics, counts, written, removed, unchanged } = told;
  if (!json) return sayDiagnostics(diagnostics, counts.hasSettings);
  const { fragments, operations, schemas } = counts;
  const summary = { fragments, operations, schemas, written, removed, unchanged };
  giveJson({ ...summary, diagnostics: diagnosticsToJson(diagnostics) });
}

function checked(changed: number, unchanged: number): string {
  if (changed === 0) return `${counted(unchanged, "file")} up to date`;
  return `${counted(changed, "file")} out of date; run generate and commit the result`;
}

const mostListed = 20;

function summaryText(told: Told, { specs, out, check }: GenerateOptions): string {
  const { written, removed, unchanged } = told;
  const { fragments, operations, schemas } = told.counts;
  const changes = [
    ...written.map((path) => `  ${check ? "differs" : "written"}  ${path}`),
    ...removed.map((path) => `  ${check ? "not generated" : "removed"}  ${path}`),
  ];
  const listed = changes.slice(0, mostListed);
  if (changes.length > mostListed) listed.push(`  … and ${changes.length - mostListed} more`);
  return [
    ...listed,
    `${specs} → ${out}: ${counted(fragments, "fragment")}, ${counted(operations, "operation")}, ${counted(schemas, "schema")}`,
    check
      ? `${checked(changes.length, unchanged)}. Checked`
      : `${counted(written.length, "file")} written, ${removed.length > 0 ? `${removed.length} removed, ` : ""}${unchanged} unchanged`,
  ].join("\n");
}
