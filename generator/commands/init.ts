import { join, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { hasErrors } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/visible.js";
import { namesFile } from "../emit/names-file.js";
import { prefixesOf, titleOf } from "../merge/apis.js";
import { survey } from "../pipeline.js";
import type { Answered, Entry } from "../propose/entry.js";
import { countExplained, explainNames } from "../propose/names.js";
import type { Project } from "../propose/package-entries.js";
import { type ProposedFile, projectFiles } from "../propose/project-files.js";
import { propose } from "../propose/propose.js";
import { scalar, shown } from "../propose/scalar.js";
import { additions, settingsFiles } from "../propose/settings-files.js";
import { version } from "../read/own-files.js";
import { presentSettings, readProject } from "../read/project.js";
import { type Document, type Fragment, methods } from "../openapi.js";
import type { Settings } from "../settings.js";
import { writeNew } from "../write/write-new.js";
import { askAll, asking, type Asking, InputEnded } from "./ask.js";
import { counted, give, progressLine, say, sayDiagnostics } from "./terminal.js";

export interface InitOptions {
  readonly yes: boolean;
}

type Choice = Pick<Settings, "api" | "apis">;

/** `specweld init`: gives the exit status. */
export async function runInit(specs: string, { yes }: InitOptions): Promise<number> {
  const isAsked = process.stdin.isTTY && !yes;
  const terminal = isAsked ? asking({ input: process.stdin, output: process.stderr }) : undefined;
  try {
    return await initialize(specs, { yes, ...(terminal && { ask: terminal.ask }) });
  } catch (error) {
    if (!(error instanceof InputEnded)) throw error;
    say("\nThe input ended before all was answered; nothing is written.\n");
    return 2;
  } finally {
    terminal?.close();
  }
}

interface Manner {
  readonly yes: boolean;
  /** Absent: everything is answered as proposed. */
  readonly ask?: Asking["ask"];
}

async function initialize(specs: string, { yes, ask }: Manner): Promise<number> {
  const { isFolder, names: present } = await presentSettings(specs);
  const first = await surveyed(specs, {});
  if (!isFolder || first.diagnostics.some(({ code }) => code === "no-fragments")) {
    say(whatToPut(specs));
    return 2;
  }
  const isSeveral = first.diagnostics.some(({ code }) => code === "several-apis");
  const choice = isSeveral ? await chosen(apisIn(first.results.read?.fragments ?? []), ask) : {};
  const run = isSeveral ? await surveyed(specs, choice) : first;
  if (run.stopped) {
    sayDiagnostics(run.diagnostics, true, "generate --json");
    return 2;
  }
  const { read, merge, repair, resolve: resolved, model: api } = run.results;
  const project = await readProject(process.cwd());
  const entries = propose(
    {
      merged: merge.document,
      repaired: repair.document,
      resolved: resolved.document,
      api,
      project: read,
      diagnostics: run.diagnostics,
    },
    {
      ...manifestOf(project.packageJson),
      ...(project.license !== undefined && {
        licenseFile: relative(specs, "LICENSE").split(sep).join("/"),
      }),
    },
  );
  say(found(specs, run));
  const isOpen = (entry: Entry) => !present.includes(`${entry.file}.yaml`);
  if (ask) say("Enter takes what is in brackets, - leaves it out.\n");
  const answers = [
    ...(ask ? await askAll(entries.filter(isOpen), ask) : accepted(entries.filter(isOpen))),
    ...accepted(entries.filter((entry) => !isOpen(entry))),
  ];
  const decided = choiceLines(choice);
  const [whole, more] = [settingsFiles(answers, decided), additions(answers, decided)];
  const settingsFile = (name: "client" | "overlay"): readonly ProposedFile[] => {
    const exists = present.includes(`${name}.yaml`);
    const text = exists ? more[name] : whole[name];
    return text === undefined ? [] : [{ path: join(specs, `${name}.yaml`), text, exists }];
  };
  const files: readonly ProposedFile[] = [
    ...settingsFile("client"),
    ...settingsFile("overlay"),
    ...(present.includes("names.yaml") ? [] : [pinned(specs, namesFile("", api), merge.document)]),
    ...projectFiles(project, version(), specs),
  ];
  if (files.length === 0) say("There is nothing to add.\n");
  const isWritten =
    yes ||
    (ask && files.some(({ exists }) => !exists) ? (await ask(writing(files))) === "yes" : false);
  return isWritten ? await written(specs, files, answers) : proposed(files, ask !== undefined);
}

function surveyed(specs: string, choice: Choice) {
  const onStage = progressLine();
  return survey({ inputs: [specs], root: process.cwd(), choice, onStage }).finally(() =>
    onStage(undefined),
  );
}

function whatToPut(specs: string): string {
  return [
    `There is no OpenAPI document in ${specs} yet. Put the API's documentation there:`,
    "  - pages of the documentation as Markdown (.md): on GitBook, ReadMe, Mintlify and others, add .md to the URL of a page",
    "  - or OpenAPI files (.json, .yaml), one or many",
    "Then run init again.\n",
  ].join("\n");
}

interface FoundApi {
  readonly title: string;
  readonly operations: number;
}

/** The largest first. */
function apisIn(fragments: readonly Fragment[]): readonly FoundApi[] {
  const counts = new Map<string, number>();
  for (const fragment of fragments) {
    const title = titleOf(fragment);
    const operations = Object.values(fragment.document.paths).flatMap((item) =>
      methods.filter((method) => item[method] !== undefined),
    );
    counts.set(title, (counts.get(title) ?? 0) + operations.length);
  }
  return [...counts]
    .filter(([title]) => title !== "")
    .map(([title, operations]) => ({ title, operations }))
    .toSorted(
      (one, other) => other.operations - one.operations || (one.title < other.title ? -1 : 1),
    );
}

async function chosen(described: readonly FoundApi[], ask: Manner["ask"]): Promise<Choice> {
  const titles = described.map(({ title }) => title);
  const apis = prefixesOf(titles);
  if (!ask) return { apis };
  say(`The documents describe ${titles.length} APIs:\n`);
  for (const [index, { title, operations }] of described.entries()) {
    say(`  ${index + 1}  ${shown(title)} (${counted(operations, "operation")})\n`);
  }
  const answer = await ask({
    question: "The number of the one to take, or all for one client of all",
    kind: "text",
    proposed: "all",
    problem: (given) =>
      given === "all" || titles[Number(given) - 1] !== undefined
        ? undefined
        : `Write all, or a number up to ${titles.length}.`,
  });
  const title = titles[Number(answer) - 1];
  return title === undefined ? { apis } : { api: title };
}

function choiceLines({ api, apis }: Choice): readonly string[] {
  if (typeof api === "string") return ["# The API to take, by its title.", `api: ${quoted(api)}`];
  if (!apis) return [];
  return [
    "# The APIs to weld into one client, each with what keeps its names apart.",
    "apis:",
    ...Object.entries(apis).map(
      ([title, each]) =>
        `  ${quoted(title)}: ${each?.prefix === undefined ? "{}" : `{ prefix: ${each.prefix} }`}`,
    ),
  ];
}

function manifestOf(text: string | undefined): Project {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text ?? "{}");
  } catch {
    return {};
  }
  if (typeof manifest !== "object" || manifest === null) return {};
  const own = new Map<string, unknown>(Object.entries(manifest));
  const { url } = Object(own.get("repository")) as { readonly url?: unknown }; // of anything, no url
  const strings = {
    license: own.get("license"),
    author: own.get("author"),
    repository: url ?? own.get("repository"),
  };
  return Object.fromEntries(
    Object.entries(strings).filter(([, value]) => typeof value === "string" && value !== ""),
  );
}

function accepted(entries: readonly Entry[]): readonly Answered[] {
  return entries.map((entry) => ({ entry, answer: entry.proposed }));
}

type Run = Extract<Awaited<ReturnType<typeof survey>>, { stopped: false }>;

function found(specs: string, { results }: Run): string {
  const operations = results.model.groups.flatMap((group) => group.operations);
  const pages = operations.filter(({ pagination }) => pagination !== undefined).length;
  return `${specs}: ${counted(results.read.fragments.length, "document")}, ${counted(operations.length, "operation")}, ${counted(results.model.types.length, "type")}${pages > 0 ? `; ${counted(pages, "list")} known to come page by page` : ""}\n`;
}

function pinned(specs: string, names: string, document: Document): ProposedFile {
  return { path: join(specs, "names.yaml"), text: explainNames(names, document), exists: false };
}

function writing(files: readonly ProposedFile[]): Parameters<Asking["ask"]>[0] {
  const names = files.filter(({ exists }) => !exists).map(({ path }) => path);
  return { question: `Write ${names.join(", ")}`, kind: "yes", proposed: "yes" };
}

async function written(
  specs: string,
  files: readonly ProposedFile[],
  answers: readonly Answered[],
): Promise<number> {
  const problems: Diagnostic[] = [];
  for (const { path, text, exists } of files) {
    if (exists) continue;
    const failed = await writeNew(resolve(path), text);
    problems.push(...failed);
    if (failed.length === 0) say(`  written  ${path}\n`);
  }
  sayDiagnostics(problems, true);
  sayExisting(files);
  const open = answers.filter(({ entry, answer }) => entry.file === "overlay" && answer === "");
  for (const { entry } of open) {
    say(`To be said in ${join(specs, "overlay.yaml")}: ${entry.question}?\n`);
  }
  const nameless = files.reduce((sum, { text }) => sum + countExplained(text), 0);
  if (nameless > 0) {
    const names = counted(nameless, "name");
    say(
      `${names} in ${join(specs, "names.yaml")} could only be made from the path: choose better.\n`,
    );
  }
  if (hasErrors(problems)) return 2;
  say(`Next: npx specweld generate${specs === "specs" ? "" : ` --specs ${scalar(specs)}`}\n`);
  return 0;
}

function proposed(files: readonly ProposedFile[], isRefused: boolean): number {
  if (isRefused) {
    sayExisting(files);
    say("Nothing is written.\n");
    return 0;
  }
  for (const { path, text, exists } of files) {
    give(`# ${path}${exists ? " is there; it could have" : ""}\n${text}\n`);
  }
  if (files.some(({ exists }) => !exists)) say("Nothing is written; init --yes writes it.\n");
  return 0;
}

function sayExisting(files: readonly ProposedFile[]): void {
  for (const { path, text } of files.filter(({ exists }) => exists)) {
    say(`${path} is there and stays as it is; it could have:\n\n${text}\n`);
  }
}
