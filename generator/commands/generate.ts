import { isAbsolute, relative, resolve } from "node:path";
import { generate } from "../pipeline.js";
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
  readonly json: boolean;
  readonly dump?: "merge" | "repair" | "resolve" | "model";
}

type Run = Awaited<ReturnType<typeof generate>>;

/** `specweld generate`: gives the exit status. */
export async function runGenerate(options: GenerateOptions): Promise<number> {
  const { specs, settings, out, check, format, json, dump } = options;
  const onStage = progressLine();
  const run = await generate({
    inputs: [specs],
    ...(settings !== undefined && { settings }),
    root: process.cwd(),
    out: resolve(out),
    check: check || dump !== undefined,
    format,
    onStage,
  });
  onStage(undefined);
  if (dump !== undefined) return giveStage(run, dump);
  const summary = summarize(run);
  if (json) {
    giveJson({ ...summary, diagnostics: diagnosticsToJson(run.diagnostics) });
  } else {
    sayDiagnostics(run.diagnostics, run.results.read?.names.path !== undefined);
    if (!run.stopped) say(`${summaryText(summary, options)} in ${seconds()}\n`);
  }
  if (run.stopped) return 2;
  return check && summary.written.length + summary.removed.length > 0 ? 1 : 0;
}

function giveStage({ results, diagnostics }: Run, stage: NonNullable<GenerateOptions["dump"]>) {
  sayDiagnostics(diagnostics, results.read?.names.path !== undefined);
  const value = stage === "model" ? results.model : results[stage]?.document;
  if (value === undefined) return 2;
  giveJson(value);
  return 0;
}

interface Summary {
  readonly fragments: number;
  readonly operations: number;
  readonly schemas: number;
  /** Paths in the client package, and those of files beside it in the current folder. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

function summarize({ results }: Run): Summary {
  const { read, model, write } = results;
  const shown = (paths: readonly string[] = []) =>
    paths.map((path) => (isAbsolute(path) ? relative(process.cwd(), path) : path));
  return {
    fragments: read?.fragments.length ?? 0,
    operations: model?.groups.flatMap(({ operations }) => operations).length ?? 0,
    schemas: model?.types.length ?? 0,
    written: shown(write?.written),
    removed: shown(write?.removed),
    unchanged: write?.unchanged ?? 0,
  };
}

const mostListed = 20;

function summaryText(summary: Summary, { specs, out, check }: GenerateOptions): string {
  const { fragments, operations, schemas, written, removed, unchanged } = summary;
  const changes = [
    ...written.map((path) => `  ${check ? "differs" : "written"}  ${path}`),
    ...removed.map((path) => `  ${check ? "not generated" : "removed"}  ${path}`),
  ];
  const listed = changes.slice(0, mostListed);
  if (changes.length > mostListed) listed.push(`  … and ${changes.length - mostListed} more`);
  return [
    ...listed,
    `${specs} → ${out}: ${counted(fragments, "fragment")}, ${counted(operations, "operation")}, ${counted(schemas, "schema")}`,
    check && changes.length > 0
      ? `${counted(changes.length, "file")} out of date; run generate and commit the result. Checked`
      : `${counted(written.length, "file")} written, ${removed.length > 0 ? `${removed.length} removed, ` : ""}${unchanged} unchanged`,
  ].join("\n");
}
