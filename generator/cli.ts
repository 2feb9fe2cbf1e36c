#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { DiffOptions } from "./commands/diff.js";
import type { ExplainOptions } from "./commands/explain.js";
import type { GenerateOptions } from "./commands/generate.js";
import type { InitOptions } from "./commands/init.js";
import type { MergeOptions } from "./commands/merge.js";
import type { ReleaseOptions } from "./commands/release.js";
import { keepCompiled } from "./keep-compiled.js";
import { expectOneRun } from "./one-run.js";
import { version } from "./read/own-files.js";

// Who watches runs again and again.
if (!process.argv.includes("--watch")) expectOneRun();
keepCompiled();

/** The shell: arguments in, exit status out. 0: done; 1: a check did not hold; 2: wrong input. */
const program = new Command("specweld")
  .description(
    "Welds the OpenAPI fragments of a documentation site into one spec and a typed client.",
  )
  .showHelpAfterError("(specweld --help tells more)")
  .version(version(), "--version", "print the version")
  .exitOverride();

const specs = new Option("--specs <path>", "folder or file to read")
  .default("specs")
  .argParser(notEmpty);
const settings = new Option(
  "--settings <folder>",
  "where client.yaml, overlay.yaml and names.yaml are (default: the specs folder)",
).argParser(notEmpty);
const out = new Option("--out <folder>", "folder of the client package")
  .default("generated")
  .argParser(notEmpty);

program
  .command("generate")
  .description("write the client package")
  .addOption(specs)
  .addOption(settings)
  .addOption(out)
  .option("--check", "write nothing; exit with 1 if anything would change", false)
  .option("--no-format", "leave out prettier")
  .option("--no-cache", "take nothing from earlier runs, and keep nothing for later ones")
  .option("--json", "print the result and all findings as JSON", false)
  .addOption(
    new Option("--dump <stage>", "print what a stage gives, as JSON, and write nothing").choices([
      "merge",
      "repair",
      "resolve",
      "model",
    ]),
  )
  .addOption(
    new Option("--watch", "generate again whenever a document or a setting changes")
      .default(false)
      .conflicts(["check", "dump"]),
  )
  .action(async (options: GenerateOptions) => {
    if (options.watch) {
      const { runWatch } = await import("./commands/watch.js");
      process.exitCode = await runWatch(options);
      return;
    }
    const { runGenerate } = await import("./commands/generate.js");
    process.exitCode = await runGenerate(options);
  });

program
  .command("merge")
  .description("write the welded and repaired document: one OpenAPI 3.1 file")
  .argument(
    "[inputs...]",
    "files, folders, globs or URLs (default: specs)",
    (name: string, before: string[] = []) => [...before, notEmpty(name)],
  )
  .addOption(settings)
  .option(
    "-o, --output <file>",
    "where to write it, as JSON or YAML by its ending (default: stdout)",
    notEmpty,
  )
  .option("--json", "print all findings as JSON", false)
  .action(async (inputs: string[], options: MergeOptions) => {
    const { runMerge } = await import("./commands/merge.js");
    process.exitCode = await runMerge(inputs, options);
  });

program
  .command("diff")
  .description(
    "tell what changed between two clients, what breaks, and the version step it calls for",
  )
  .argument("<base>", "a generated/ folder, an openapi.json, or a git revision", notEmpty)
  .argument("[head]", "the same (default: the generated/ folder as it is)", notEmpty)
  .option("--json", "print the changes as JSON", false)
  .addOption(
    new Option("--fail-on <impact>", "exit with 1 if there is such a change").choices(["breaking"]),
  )
  .action(async (base: string, head: string | undefined, options: DiffOptions) => {
    const { runDiff } = await import("./commands/diff.js");
    process.exitCode = await runDiff(base, head, options);
  });

program
  .command("release")
  .description(
    "set the next version of the client from what changed since the last release, and write CHANGELOG.md",
  )
  .addOption(specs)
  .addOption(settings)
  .addOption(out)
  .option(
    "--since <base>",
    "the last release: a git revision, a generated/ folder or an openapi.json (default: the last tag)",
    notEmpty,
  )
  .addOption(
    new Option("--date <day>", "the day to tell in CHANGELOG.md, such as 2026-11-23").argParser(
      day,
    ),
  )
  .option("--dry-run", "write nothing", false)
  .option("--no-format", "where generate is run with it, too")
  .option("--json", "print the result as JSON", false)
  .action(async (options: ReleaseOptions) => {
    const { runRelease } = await import("./commands/release.js");
    process.exitCode = await runRelease(options);
  });

program
  .command("init")
  .description("look at the documents, and propose settings, repairs and names")
  .argument("[specs]", "folder with the documents", notEmpty, "specs")
  .option("--yes", "write what is proposed, and ask nothing", false)
  .action(async (folder: string, options: InitOptions) => {
    const { runInit } = await import("./commands/init.js");
    process.exitCode = await runInit(folder, options);
  });

program
  .command("explain")
  .description("say what a finding means; without its code, list all there are")
  .argument("[code]", "such as component-conflict")
  .option("--json", "print as JSON", false)
  .action(async (code: string | undefined, options: ExplainOptions) => {
    const { runExplain } = await import("./commands/explain.js");
    process.exitCode = runExplain(code, options);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}

/** An empty name, as an unset variable of a shell gives it, would mean the current folder. */
function notEmpty(path: string): string {
  if (path === "") throw new InvalidArgumentError("It is empty.");
  return path;
}

function day(text: string): string {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  // The 30th of February is read as a day in March.
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  if (!isDay) throw new InvalidArgumentError("Write it as 2026-11-23.");
  return text;
}
