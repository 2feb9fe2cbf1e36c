import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { fetchFile } from "../corpus/fetch.js";
import { fetchCompiler, strictOptions } from "../corpus/types-compile.js";
import { generateClient } from "../corpus/types-generate.js";
import { runNode } from "../corpus/types-run.js";
import { documentOf } from "./cases.js";
import { type Goal, median } from "./goal.js";

/**
 * How long `tsc` takes over the client of GitHub's API, operations and runtime included, beside what
 * openapi-typescript prints for the same document, which is types only: medians of interleaved rounds.
 */
export async function measureCompiler(rounds: number): Promise<readonly Goal[]> {
  const document = await fetchFile(documentOf("GitHub"));
  const folder = await mkdtemp(join(tmpdir(), "specweld-tsc-"));
  try {
    const ours = join(folder, "specweld");
    const theirs = join(folder, "openapi-typescript");
    const { failure } = await generateClient(document, ours);
    if (failure !== undefined) throw new Error(failure);
    await printTypes(document, join(theirs, "src/index.ts"));
    const version = "5.9.3";
    const compiler = await fetchCompiler(version);
    const seconds = { ours: [] as number[], theirs: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      seconds.ours.push(await check(ours, compiler, version));
      seconds.theirs.push(await check(theirs, compiler, version));
    }
    const [mine, other] = [median(seconds.ours), median(seconds.theirs)];
    process.stdout.write(
      `tsc ${version} --noEmit over GitHub's API, medians of ${rounds}\n` +
        `${"specweld's client".padEnd(34)}${mine.toFixed(2).padStart(8)}\n` +
        `${"openapi-typescript's types".padEnd(34)}${other.toFixed(2).padStart(8)}\n\n`,
    );
    return [{ name: "tsc over the client / over the types", measured: mine / other, goal: 1 }];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What openapi-typescript's own command prints. */
async function printTypes(document: string, path: string): Promise<void> {
  const found = createRequire(import.meta.url).resolve("openapi-typescript/package.json");
  const command = join(dirname(found), "bin/cli.js");
  await promisify(execFile)(process.execPath, [command, document, "-o", path]);
}

async function check(folder: string, compiler: string, version: string): Promise<number> {
  // What only a library's source is held to, openapi-typescript's types do not claim.
  const { isolatedDeclarations: _, ...options } = {
    isolatedDeclarations: true,
    ...strictOptions(version),
  };
  const config = join(folder, "tsconfig.bench.json");
  await writeFile(
    config,
    JSON.stringify({
      compilerOptions: { ...options, module: "ESNext", moduleResolution: "Bundler" },
      include: ["src"],
    }),
  );
  const ran = await runNode([compiler, "-p", config], folder);
  if (ran.status !== 0) throw new Error(`${folder}: ${ran.stdout.slice(0, 500)}`);
  return ran.seconds;
}
