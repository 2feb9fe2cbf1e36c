import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { double, sample } from "fast-check";
import { root } from "../cli/specweld.js";
import { filesBelow } from "./client.js";

/** In which state kills have left the output folder, each of which the next run has put right. */
export interface Crashes {
  old: number;
  new: number;
  /** Between two renames: the journal of the killed run lies beside. */
  between: number;
  /** The run was done before it was killed. */
  missed: number;
  /** What is wrong: nothing, if all is well. */
  readonly wrong: string[];
}

const cli = join(root, "dist/generator/cli.js");
const documents = join(root, "node_modules/@readme/oas-examples/3.1/json");
const foreign = { "generated/node_modules/x/index.js": "x", "generated/CHANGELOG.md": "# Ours\n" };

const moments: readonly Moment[] = ["any", "staging", "renaming", "renaming"];

type Files = ReadonlyMap<string, string>;

/**
 * Kills runs that turn the client of one document into that of another, or back, and runs again, for
 * the same or for the other document. Most of the kills wait for the first file to be written.
 */
export async function crash(kills: number, seed: number): Promise<Crashes> {
  const crashes: Crashes = { old: 0, new: 0, between: 0, missed: 0, wrong: [] };
  const folder = await mkdtemp(join(tmpdir(), "specweld-crash-"));
  try {
    const sides = [await side(folder, "train-travel"), await side(folder, "petstore")] as const;
    const longest = Math.max(...sides.map(({ milliseconds }) => milliseconds));
    const project = join(folder, "project");
    await cp(sides[0].folder, project, { recursive: true });
    for (const [path, text] of Object.entries(foreign)) {
      await mkdir(join(project, path, ".."), { recursive: true });
      await writeFile(join(project, path), text);
    }
    let current = 0;
    const lots = sample(double({ min: 0, max: 1, noNaN: true }), { seed, numRuns: kills * 2 });
    for (let index = 0; index < kills; index += 1) {
      const [lot = 0, other = 0] = lots.slice(index * 2);
      const [from, to] = current === 0 ? sides : [sides[1], sides[0]];
      // oxlint-disable no-await-in-loop -- one folder, one run after the other
      await give(project, to.document);
      await killed(project, moments[index % moments.length] ?? "any", lot, longest);
      const state = stateOf(project, from.files, to.files);
      crashes[state] += 1;
      const isBack = other < 0.5;
      if (isBack) await give(project, from.document);
      const status = await run(project);
      const wanted = isBack ? from : to;
      const isWhole = equal(clientIn(project), wanted.files);
      const areThere = Object.entries(foreign).every(
        ([path, text]) => readFileSync(join(project, path), "utf8") === text,
      );
      if (status !== 0 || !isWhole || !areThere) {
        crashes.wrong.push(`kill ${index} of seed ${seed}: ${state}, then status ${status}`);
      }
      if (!isBack) current = 1 - current;
      // oxlint-enable no-await-in-loop
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return crashes;
}

/** A project with the client of one document, made without haste. */
async function side(parent: string, name: string) {
  const folder = join(parent, name);
  const document = readFileSync(join(documents, `${name}.json`), "utf8");
  await give(folder, document);
  const began = performance.now();
  const status = await run(folder);
  if (status !== 0) throw new Error(`The client of ${name} was not made: ${status}`);
  return { folder, document, files: clientIn(folder), milliseconds: performance.now() - began };
}

/** Names are pinned beside the document: each is given its own again. */
async function give(folder: string, document: string): Promise<void> {
  await rm(join(folder, "specs"), { recursive: true, force: true });
  await mkdir(join(folder, "specs"), { recursive: true });
  await writeFile(join(folder, "specs/api.json"), document);
}

function start(folder: string) {
  return spawn(process.execPath, [cli, "generate", "--no-format", "--no-cache"], {
    cwd: folder,
    stdio: "ignore",
  });
}

async function run(folder: string): Promise<number | null> {
  const child = start(folder);
  return new Promise((done) => child.once("exit", done));
}

type Moment = "any" | "staging" | "renaming";

/** Kills a run at any time, or while it writes: what is between two renames lasts some microseconds. */
async function killed(folder: string, moment: Moment, lot: number, longest: number): Promise<void> {
  const child = start(folder);
  const exited = new Promise<"exited">((done) => child.once("exit", () => done("exited")));
  if (moment === "any") await Promise.race([exited, wait(lot * longest)]);
  else {
    const out = join(folder, "generated");
    const file = moment === "staging" ? "" : "journal.json";
    const last = performance.now() + 10 * longest;
    while (performance.now() < last) {
      const staging = readdirSync(out).find(isStaging);
      if (staging !== undefined && existsSync(join(out, staging, file))) break;
    }
    const end = performance.now() + lot * (moment === "staging" ? 20 : 5);
    while (performance.now() < end);
  }
  child.kill("SIGKILL");
  await exited;
}

function isStaging(path: string): boolean {
  return path.startsWith(".specweld-staging-");
}

function stateOf(folder: string, from: Files, to: Files): "old" | "new" | "between" | "missed" {
  const files = clientIn(folder);
  const isLeft = readdirSync(join(folder, "generated")).some(isStaging);
  if (equal(files, to)) return isLeft ? "new" : "missed";
  return equal(files, from) ? "old" : "between";
}

/** The client's files, without what is staged and what is not the tool's. */
function clientIn(folder: string): Files {
  const out = join(folder, "generated");
  const all = existsSync(out) ? filesBelow(out) : new Map<string, string>();
  return new Map(
    [...all].filter(([path]) => !isStaging(path) && !Object.hasOwn(foreign, `generated/${path}`)),
  );
}

function equal(some: Files, others: Files): boolean {
  return some.size === others.size && [...some].every(([path, text]) => others.get(path) === text);
}
