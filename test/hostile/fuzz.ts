import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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
import { root } from "../cli/specweld.js";
import { compilerErrors } from "../emit/compile.js";
import { make } from "./client.js";
import { cut, cuts, mutated, mutations, type Cut, type Mutation } from "./mutate.js";
import { foreignCode } from "./skeleton.js";

/** A real document or page, and what is done to it. */
export type Case =
  | { readonly document: string; readonly mutations: readonly Mutation[]; readonly isYaml: boolean }
  | { readonly page: string; readonly cuts: readonly Cut[] };

/** What has come of the cases so far. */
export interface Tally {
  clients: number;
  compiled: number;
  refused: number;
  slowest: number;
}

const examples = join(root, "node_modules/@readme/oas-examples");
/** Real documents of less than 60 kB, by their paths. */
const documents: ReadonlyMap<string, string> = new Map(
  ["2.0", "3.0", "3.1"].flatMap((version) => {
    const folder = join(examples, version, "json");
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .map((name) => [`${version}/${name}`, readFileSync(join(folder, name), "utf8")] as const)
      .filter(([, text]) => text.length < 60_000);
  }),
);
const pages: ReadonlyMap<string, string> = new Map(
  ["specs/referrals.md"].map((path) => [path, readFileSync(join(root, path), "utf8")]),
);

const cases: Arbitrary<Case> = oneof(
  {
    weight: 4,
    arbitrary: record({
      document: constantFrom(...documents.keys()),
      mutations,
      isYaml: boolean(),
    }),
  },
  { weight: 1, arbitrary: record({ page: constantFrom(...pages.keys()), cuts }) },
);

/**
 * Makes a client, or refuses, for each of so many mutated documents, every tenth of which is compiled.
 * Tells the smallest case that fails, as text; undefined where all is well.
 */
export async function fuzz(runs: number, seed: number, tally: Tally): Promise<string | undefined> {
  const property = asyncProperty(cases, nat(9), async (given, lot) => {
    const began = performance.now();
    const { stopped, diagnostics, files } = await make(inputOf(given));
    const taken = performance.now() - began;
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

function inputOf(given: Case): Readonly<Record<string, string>> {
  if ("page" in given) return { "page.md": cut(pages.get(given.page) ?? "", given.cuts) };
  const document: unknown = JSON.parse(documents.get(given.document) ?? "");
  const value = mutated(document, given.mutations);
  return given.isYaml ? { "api.yaml": stringify(value) } : { "api.json": JSON.stringify(value) };
}

function compiledErrors(files: ReadonlyMap<string, string>): readonly string[] {
  const modules = [...files].filter(([path]) => path.endsWith(".ts"));
  return compilerErrors(new Map(modules.map(([path, text]) => [`/${path}`, text])));
}
