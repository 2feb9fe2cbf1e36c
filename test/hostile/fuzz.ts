import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  asyncProperty,
  boolean,
  check,
  constantFrom,
  nat,
  oneof,
  record,
  type Arbitrary,
} from "fast-check";
import { stringify } from "yaml";
import { build } from "../../generator/pipeline.js";
import { compilerErrors } from "../emit/compile.js";
import { cut, cuts, mutated, mutations, type Cut, type Mutation } from "./mutate.js";
import { foreignCode } from "./skeleton.js";

/** A real document or page, and what is done to it. */
export type Case =
  | { readonly document: string; readonly mutations: readonly Mutation[]; readonly isYaml: boolean }
  | { readonly document: string; readonly cuts: readonly Cut[]; readonly isYaml: boolean }
  | { readonly page: string; readonly cuts: readonly Cut[] };

/** What has come of the cases so far. */
export interface Tally {
  clients: number;
  compiled: number;
  refused: number;
  /** In milliseconds of the processor, since the machine may be at work on other things. */
  slowest: number;
}

/** Real documents and pages, by their paths. */
export interface Sources {
  readonly documents: ReadonlyMap<string, string>;
  readonly pages: ReadonlyMap<string, string>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const examples = "node_modules/@readme/oas-examples";

/** Those that an installation has. @param longestDocument in characters */
export function sourcesUpTo(longestDocument: number): Sources {
  const documents = ["2.0", "3.0", "3.1"].flatMap((version) =>
    filesIn(`${examples}/${version}/json`, ".json"),
  );
  const folders = [
    "specs",
    "test/fixtures/shapes",
    "test/fixtures/defects",
    "test/fixtures/harbour",
  ];
  const pages = folders.flatMap((folder) => filesIn(folder, ".md"));
  return {
    documents: new Map(documents.filter(([, text]) => text.length <= longestDocument)),
    pages: new Map(pages),
  };
}

function filesIn(folder: string, ending: string): readonly (readonly [string, string])[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), "utf8")] as const);
}

function casesOf({ documents, pages }: Sources): Arbitrary<Case> {
  const document = constantFrom(...documents.keys());
  return oneof(
    { weight: 4, arbitrary: record({ document, mutations, isYaml: boolean() }) },
    { weight: 2, arbitrary: record({ document, cuts, isYaml: boolean() }) },
    { weight: 2, arbitrary: record({ page: constantFrom(...pages.keys()), cuts }) },
  );
}

/**
 * Makes a client, or refuses, for each of so many mutated documents, every tenth of which is compiled.
 * Tells the smallest case that fails, as text; undefined where all is well.
 */
export async function fuzz(
  runs: number,
  seed: number,
  tally: Tally,
  sources: Sources,
): Promise<string | undefined> {
  const property = asyncProperty(casesOf(sources), nat(9), async (given, lot) => {
    const began = process.cpuUsage();
    const { stopped, diagnostics, files } = await made(inputOf(given, sources));
    const { user, system } = process.cpuUsage(began);
    const taken = (user + system) / 1000;
    tally.slowest = Math.max(tally.slowest, taken);
    if (taken > longest) throw new Error("It took more than 30 seconds.");
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (stopped) {
      tally.refused += 1;
      if (errors.length === 0) throw new Error("It was refused without a reason.");
      return;
    }
    tally.clients += 1;
    const problems = [...foreignCode(files), ...(lot === 0 ? compiledErrors(files) : [])];
    if (lot === 0) tally.compiled += 1;
    if (problems.length > 0) throw new Error(problems.slice(0, 5).join("\n"));
  });
  const found = await check(property, { numRuns: runs, seed });
  if (!found.failed) return undefined;
  const [given] = found.counterexample ?? [];
  return `seed ${found.seed}, path ${found.counterexamplePath}\n${JSON.stringify(given)}\n${stackOf(found.errorInstance)}`;
}

/** Where it comes from, too. */
function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? "").split("\n").slice(0, 8).join("\n") : "";
}

const longest = 30_000;

/** Runs all stages but the last: nothing is written, as a client of the disk's is tested elsewhere. */
async function made({ name, text }: Input) {
  const folder = await mkdtemp(join(tmpdir(), "specweld-fuzz-"));
  try {
    await writeFile(join(folder, name), text);
    const request = { inputs: [name], root: folder, format: true };
    const { stopped, diagnostics, results } = await build(request);
    const files = new Map(results.emit?.files.map((file) => [file.path, file.text]));
    return { stopped, diagnostics, files };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Input {
  readonly name: string;
  readonly text: string;
}

function inputOf(given: Case, { documents, pages }: Sources): Input {
  if ("page" in given) {
    return { name: "page.md", text: cut(pages.get(given.page) ?? "", given.cuts) };
  }
  const document: unknown = JSON.parse(documents.get(given.document) ?? "");
  const value = "mutations" in given ? mutated(document, given.mutations) : document;
  const text = given.isYaml ? stringify(value) : JSON.stringify(value, null, 2);
  const name = given.isYaml ? "api.yaml" : "api.json";
  return { name, text: "cuts" in given ? cut(text, given.cuts) : text };
}

function compiledErrors(files: ReadonlyMap<string, string>): readonly string[] {
  const modules = [...files].filter(([path]) => path.endsWith(".ts"));
  return compilerErrors(new Map(modules.map(([path, text]) => [`/${path}`, text])));
}
