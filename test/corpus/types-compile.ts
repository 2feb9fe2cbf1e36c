import { execFile } from "node:child_process";
import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { runNode } from "./types-run.js";

/** The versions of TypeScript a client has to compile on, each the last of its kind. */
export const versions: readonly string[] = ["5.4.5", "5.9.3", "6.0.3", "7.0.2"];

/** The strictest that a project which takes the client's source into its own may ask for. */
const strictest = {
  target: "ES2022",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  types: [],
  module: "NodeNext",
  moduleResolution: "NodeNext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  declaration: true,
  skipLibCheck: false,
  forceConsistentCasingInFileNames: true,
  noEmit: true,
};

/** Options by the version of TypeScript that brought them. */
const since: readonly (readonly [version: string, options: object])[] = [
  ["5.5", { isolatedDeclarations: true }],
  ["5.6", { noUncheckedSideEffectImports: true }],
  ["5.8", { erasableSyntaxOnly: true }],
];

/** The strictest options that a version of TypeScript knows. */
export function strictOptions(version: string) {
  const known = since.filter(([first]) => !isBefore(version, first));
  return Object.assign({ ...strictest }, ...known.map(([, options]) => options));
}

/** Compiles the package in a folder: gives each error as the compiler prints it, on a line. */
export async function compile(folder: string, version: string): Promise<readonly string[]> {
  const compiler = await fetchCompiler(version);
  const config = join(folder, `tsconfig.${version}.json`);
  const settings = { compilerOptions: strictOptions(version), include: ["src"] };
  await writeFile(config, JSON.stringify(settings, null, 2));
  const ran = await runNode([compiler, "--pretty", "false", "-p", config], folder);
  const errors = ran.stdout.split("\n").filter((line) => /\berror TS\d+:/.test(line));
  if (ran.status === 0 || errors.length > 0) return errors;
  const last = `${ran.stdout}\n${ran.stderr}`.trim().slice(-1000);
  return [`The compiler ended with ${ran.status}: ${last}`];
}

const cache = fileURLToPath(
  new URL("../../node_modules/.cache/specweld/typescript/", import.meta.url),
);
const fetched = new Map<string, Promise<string>>();

/** The compiler of a version, from the cache: it is installed there when it is first asked for. */
export function fetchCompiler(version: string): Promise<string> {
  const known = fetched.get(version) ?? install(version);
  fetched.set(version, known);
  return known;
}

async function install(version: string): Promise<string> {
  const folder = join(cache, version);
  const compiler = join(folder, "node_modules/typescript/bin/tsc");
  const installed = await access(compiler).then(
    () => true,
    () => false,
  );
  if (installed) return compiler;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  const args = ["install", "--silent", "--no-audit", "--no-fund", `typescript@${version}`];
  // On Windows npm is a batch file, which only a shell runs.
  await promisify(execFile)("npm", args, { cwd: folder, shell: process.platform === "win32" });
  return compiler;
}

function isBefore(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) < 0;
}
