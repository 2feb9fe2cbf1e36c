import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Case, changeOne } from "./cases.js";
import type { Goal } from "./goal.js";
import { installPeers, peers, prettier } from "./peers.js";
import { medians, type Spent, spend, spendAll } from "./spend.js";
import { watchedSeconds } from "./watched.js";

const cli = fileURLToPath(new URL("../../dist/generator/cli.js", import.meta.url));

/**
 * What making a client takes, beside the peers on the same document merged into one file: medians of
 * interleaved rounds in seconds, those of the processor too, which other work on the machine changes
 * less. Prints a table, and gives the ratios that goals are about.
 */
export async function measureRuns(each: Case, rounds: number): Promise<readonly Goal[]> {
  await installPeers();
  const folder = await mkdtemp(join(tmpdir(), "specweld-bench-"));
  try {
    const measured = await measure(each, folder, rounds);
    process.stdout.write(table(each.name, measured, rounds));
    return goals(each.name, measured);
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Rows = ReadonlyMap<string, Spent>;

interface Measured {
  readonly rows: Rows;
  /** What a run of --watch takes, in seconds. */
  readonly watched: number;
  /** Peers that did not come to an end, and why. */
  readonly failed: ReadonlyMap<string, string>;
}

async function measure({ prepare }: Case, folder: string, rounds: number): Promise<Measured> {
  const changing = await prepare(join(folder, "specs"));
  await mkdir(join(folder, "node_modules"));
  await spend([cli, "merge", "specs", "-o", "api.json"], folder);
  const generate = (...args: string[]) => spend([cli, "generate", ...args], folder);
  await generate("--out", "kept");
  const fresh = async (run: (out: string) => Promise<Spent>) => {
    const out = join(folder, "out");
    await rm(out, { recursive: true, force: true });
    await rm(`${out}.ts`, { force: true });
    return run(out);
  };
  const steps: Record<string, (round: number) => Promise<Spent>> = {
    [names.cold]: () => fresh((out) => generate("--out", out, "--no-cache", "--no-format")),
    [names.formatted]: () => fresh((out) => generate("--out", out, "--no-cache")),
    [names.unchanged]: () => generate("--out", "kept"),
    [names.changed]: async (round) => {
      await changeOne(changing, round);
      return generate("--out", "kept");
    },
  };
  for (const { name, command } of peers) {
    const document = join(folder, "api.json");
    steps[name] = () => fresh((out) => spend(command(document, out), folder));
    steps[name + withPrettier] = () =>
      fresh((out) => {
        const written = name === "hey-api" ? out : `${out}.ts`;
        return spendAll([command(document, out), prettier(written)], folder);
      });
  }
  const spent = new Map<string, Spent[]>();
  const failed = new Map<string, string>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, step] of Object.entries(steps)) {
      if (failed.has(name)) continue;
      try {
        spent.set(name, [...(spent.get(name) ?? []), await step(round)]);
      } catch (error) {
        if (name.startsWith("specweld")) throw error;
        failed.set(name, String(error));
        spent.delete(name);
      }
    }
  }
  const watched = await watchedSeconds(cli, folder, changing, rounds);
  return { rows: new Map([...spent].map(([name, all]) => [name, medians(all)])), watched, failed };
}

const names = {
  cold: "specweld --no-format, cold",
  formatted: "specweld, cold",
  unchanged: "specweld, nothing changed",
  changed: "specweld, one fragment changed",
  watched: "specweld --watch, one changed",
};
const withPrettier = ", then prettier";

function table(title: string, { rows, watched, failed }: Measured, rounds: number): string {
  const lines = [...rows].map(
    ([name, { seconds, cpu, megabytes }]) =>
      `${name.padEnd(34)}${seconds.toFixed(2).padStart(8)}${cpu.toFixed(2).padStart(9)}${megabytes.toFixed(0).padStart(7)}`,
  );
  const head = `${`${title}, medians of ${rounds}`.padEnd(34)} seconds      cpu     MB`;
  const watching = `${names.watched.padEnd(34)}${watched.toFixed(1).padStart(7)}`;
  const failures = [...failed].map(([name, why]) => `${name.padEnd(34)} failed: ${lastLine(why)}`);
  return `${[head, ...lines, watching, ...failures].join("\n")}\n\n`;
}

function lastLine(text: string): string {
  return (text.trimEnd().split("\n").at(-1) ?? "").slice(0, 120);
}

function goals(title: string, { rows, watched }: Measured): readonly Goal[] {
  const fastest = (all: readonly string[]) =>
    all
      .filter((name) => rows.has(name))
      .toSorted((a, b) => (rows.get(a)?.seconds ?? 0) - (rows.get(b)?.seconds ?? 0))[0];
  const clients = peers.filter(({ isTypesOnly }) => !isTypesOnly).map(({ name }) => name);
  const formatted = fastest(clients.map((name) => name + withPrettier));
  const ratio = (name: string, other: string | undefined, field: keyof Spent, goal: number) => {
    const [mine, its] = [rows.get(name), rows.get(other ?? "")];
    if (!mine || !its || other === undefined) return [];
    const what = field === "megabytes" ? "memory, " : "";
    return [
      { name: `${title}: ${what}${name} / ${other}`, measured: mine[field] / its[field], goal },
    ];
  };
  const unchanged = rows.get(names.unchanged);
  const cold = rows.get(names.formatted)?.seconds ?? NaN;
  return [
    ...(unchanged
      ? [{ name: `${title}: ${names.unchanged}, s`, measured: unchanged.seconds, goal: 0.25 }]
      : []),
    ...(title === "Joy"
      ? ratio(names.formatted, "hey-api", "seconds", 1)
      : [
          ...ratio(names.changed, names.formatted, "seconds", 0.3),
          {
            name: `${title}: ${names.watched} / ${names.formatted}`,
            measured: watched / cold,
            goal: 0.3,
          },
          ...ratio(names.cold, "openapi-typescript", "seconds", 0.65),
          ...ratio(names.formatted, formatted, "seconds", 0.6),
          ...ratio(names.cold, "openapi-typescript", "megabytes", 1),
        ]),
  ];
}
