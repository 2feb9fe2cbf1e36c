import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "./cli/specweld.js";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly "working-directory"?: string;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly steps: readonly Step[]; readonly permissions: Readonly<Record<string, string>> }
    >
  >;
}

const folder = join(root, ".github/workflows");
const files = readdirSync(folder).toSorted();
const read = (name: string) => parse(readFileSync(join(folder, name), "utf8")) as Workflow;
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const commands = [
  ...readFileSync(join(root, "generator/cli.ts"), "utf8").matchAll(/\.command\("([a-z]+)/g),
].map(([, name]) => name);

test("there are three", () => {
  expect(files).toEqual(["generate.yml", "publish.yml", "test.yml"]);
});

describe.each(files)("%s", (name) => {
  const { jobs, permissions } = read(name);
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const runs = steps.flatMap(({ run }) => run ?? []);

  test("calls scripts and commands that there are", () => {
    const called = runs.flatMap((run) =>
      [...run.matchAll(/\bnpm (?:run (?:--if-present )?([\w:-]+)|(test)\b)/g)].map(
        ([, script, short]) => script ?? short,
      ),
    );
    const asked = runs.flatMap((run) =>
      [...run.matchAll(/npx --no-install specweld ([a-z]+)/g)].map(([, command]) => command),
    );
    expect(runs).not.toEqual([]);
    expect(called.filter((script) => scripts[script ?? ""] === undefined)).toEqual([]);
    expect(asked.filter((command) => !commands.includes(command))).toEqual([]);
    const places = steps.flatMap((step) => step["working-directory"] ?? []);
    expect(places.filter((place) => !existsSync(join(root, place)))).toEqual([]);
  });

  test("puts no text of a pull request into a shell", () => {
    expect(runs.filter((run) => run.includes("${{"))).toEqual([]);
  });

  test("takes actions at one commit, and leaves no credentials behind", () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used).not.toEqual([]);
    expect(used.filter((action) => !/^[\w./-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.filter((step) => step.with?.["persist-credentials"] !== false)).toEqual([]);
  });

  test("may do what it must and no more", () => {
    expect(permissions).toEqual({});
    const given = Object.entries(jobs).flatMap(([job, { permissions: all }]) =>
      Object.entries(all)
        .filter(([, access]) => access === "write")
        .map(([scope]) => `${name} ${job} ${scope}`),
    );
    const wanted = ["generate.yml comment pull-requests", "publish.yml publish id-token"];
    expect(given).toEqual(wanted.filter((each) => each.startsWith(`${name} `)));
  });

  test("does not run what a pull request brings where it may write to it", () => {
    for (const { permissions: all, steps: inJob } of Object.values(jobs)) {
      if (all["pull-requests"] !== "write") continue;
      expect(inJob.filter(({ uses }) => uses?.startsWith("actions/checkout@"))).toEqual([]);
      expect(inJob.filter(({ run }) => /\bnpm\b/.test(run ?? ""))).toEqual([]);
    }
  });
});

test("the report is made, and what is not committed is found, by what a person runs", () => {
  const runs = read("generate.yml").jobs["generate"]?.steps.flatMap(({ run }) => run ?? []) ?? [];
  expect(runs).toEqual(expect.arrayContaining(["npm ci", "npm run generate"]));
  expect(
    runs.some((run) => run.includes("git status --porcelain generated specs/names.yaml")),
  ).toBe(true);
});
