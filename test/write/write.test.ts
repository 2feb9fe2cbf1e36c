import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Outcome } from "../../generator/diagnostics/diagnostic.js";
import { hashOf } from "../../generator/hash.js";
import { write, type WritePlan, type Written } from "../../generator/write/write.js";

let root: string;
let out: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "specweld-write-"));
  out = join(root, "out");
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

type Files = Readonly<Record<string, string>>;

async function run(
  files: Files,
  plan: Partial<WritePlan> = {},
): Promise<Outcome<Omit<Written, "held">>> {
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { value, diagnostics } = await write({ out, files: list, keep: [], check: false, ...plan });
  const { held: _, ...done } = value;
  return { value: done, diagnostics };
}

/** Puts a file where no run of the tool would. */
function put(path: string, text: string): void {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), text);
}

/** Everything below a folder but the manifest; links by their name only. */
function tree(folder = out): Files {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { withFileTypes: true }).flatMap(
    (entry): [string, string][] => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        const below = Object.entries(tree(path));
        return below.length === 0
          ? [[`${entry.name}/`, ""]]
          : below.map(([name, text]) => [`${entry.name}/${name}`, text]);
      }
      if (entry.name === ".specweld.json") return [];
      return [[entry.name, entry.isFile() ? readFileSync(path, "utf8") : "(link)"]];
    },
  );
  return Object.fromEntries(entries);
}

function told({ diagnostics }: Outcome<unknown>): readonly string[] {
  return diagnostics.map(({ code, message }) => `${code}: ${message.replaceAll(out, "OUT")}`);
}

describe("what is written", () => {
  test("everything, into a folder that is made, with a sorted list of it", async () => {
    const outcome = await run({ "src/b.ts": "b", "a.json": "a" });
    expect(outcome).toEqual({
      value: { written: [".specweld.json", "a.json", "src/b.ts"], removed: [], unchanged: 0 },
      diagnostics: [],
    });
    expect(tree()).toEqual({ "a.json": "a", "src/b.ts": "b" });
    expect(readFileSync(join(out, ".specweld.json"), "utf8")).toBe(
      '{\n  "files": [\n    ".specweld.json",\n    "a.json",\n    "src/b.ts"\n  ]\n}\n',
    );
  });

  test("nothing, where nothing has changed", async () => {
    await run({ a: "a", b: "b" });
    const outcome = await run({ b: "b", a: "a" });
    expect(outcome.value).toEqual({ written: [], removed: [], unchanged: 3 });
  });

  test("only what has changed", async () => {
    await run({ a: "a", b: "b" });
    for (const name of ["a", "b", ".specweld.json"]) utimesSync(join(out, name), 1000, 1000);
    const outcome = await run({ a: "A", b: "b" });
    expect(outcome.value).toEqual({ written: ["a"], removed: [], unchanged: 2 });
    expect(statSync(join(out, "a")).mtimeMs).not.toBe(1_000_000);
    expect(statSync(join(out, "b")).mtimeMs).toBe(1_000_000);
    expect(statSync(join(out, ".specweld.json")).mtimeMs).toBe(1_000_000);
  });

  test("text that is not well-formed does not change for ever", async () => {
    await run({ a: "\uD800" });
    expect((await run({ a: "\uD800" })).value.written).toEqual([]);
  });

  test("what is no longer wanted is removed, with the folders that become empty", async () => {
    await run({ a: "a", "src/b": "b", "src/deep/c": "c" });
    const outcome = await run({ a: "a", "src/b": "b" });
    expect(outcome.value).toMatchObject({ written: [".specweld.json"], removed: ["src/deep/c"] });
    expect(tree()).toEqual({ a: "a", "src/b": "b" });
    await run({ a: "a" });
    expect(tree()).toEqual({ a: "a" });
  });

  test("a file can take the place of a folder and a folder that of a file", async () => {
    await run({ "a/b/c": "1", d: "2" });
    await run({ a: "3", "d/e": "4" });
    expect(tree()).toEqual({ a: "3", "d/e": "4" });
    await run({ "a/b/c": "1", d: "2" });
    expect(tree()).toEqual({ "a/b/c": "1", d: "2" });
  });

  test("a name can change its case", async () => {
    await run({ "src/pets.ts": "1" });
    const outcome = await run({ "src/Pets.ts": "2" });
    expect(outcome.value).toMatchObject({
      written: [".specweld.json", "src/Pets.ts"],
      removed: ["src/pets.ts"],
    });
    expect(tree()).toEqual({ "src/Pets.ts": "2" });
  });

  test("files beside the folder, also through a link", async () => {
    const [names, other] = [join(root, "names.yaml"), join(root, "other.yaml")];
    writeFileSync(names, "old");
    const link = join(root, "link.yaml");
    symlinkSync(names, link);
    const beside = [
      { path: link, text: "new" },
      { path: other, text: "other" },
    ];
    const outcome = await run({ a: "a" }, { beside });
    expect(outcome.value.written).toEqual([link, other, ".specweld.json", "a"].toSorted());
    expect(readFileSync(names, "utf8")).toBe("new");
    expect(readFileSync(link, "utf8")).toBe("new");
    expect(readdirSync(root).toSorted()).toEqual(["link.yaml", "names.yaml", "other.yaml", "out"]);
    expect((await run({ a: "a" }, { beside })).value).toMatchObject({ written: [], unchanged: 4 });
  });

  test("the output folder itself may be a link", async () => {
    mkdirSync(join(root, "elsewhere"));
    symlinkSync(join(root, "elsewhere"), out);
    expect(told(await run({ "src/a": "a" }))).toEqual([]);
    expect(tree(join(root, "elsewhere"))).toEqual({ "src/a": "a" });
  });
});

describe("check", () => {
  test("says what would be done and does nothing", async () => {
    await run({ a: "a", b: "b", c: "c" });
    const names = join(root, "names.yaml");
    const beside = [{ path: names, text: "n" }];
    const outcome = await run({ a: "A", b: "b", d: "d" }, { check: true, beside });
    expect(outcome.value).toEqual({
      written: [names, ".specweld.json", "a", "d"].toSorted(),
      removed: ["c"],
      unchanged: 1,
    });
    expect(tree()).toEqual({ a: "a", b: "b", c: "c" });
    expect(existsSync(names)).toBe(false);
  });

  test("makes no folder", async () => {
    expect((await run({ a: "a" }, { check: true })).value.written).toEqual([".specweld.json", "a"]);
    expect(existsSync(out)).toBe(false);
  });
});

describe("files of somebody else", () => {
  test("stop everything, each with its path", async () => {
    put("notes.txt", "mine");
    put("src/hand.ts", "mine");
    const outcome = await run({ "src/a.ts": "a" });
    expect(told(outcome)).toEqual([
      "foreign-file: OUT/notes.txt was not written by specweld",
      "foreign-file: OUT/src/hand.ts was not written by specweld",
    ]);
    expect(outcome.diagnostics[0]?.hint).toContain("output.keep");
    expect(tree()).toEqual({ "notes.txt": "mine", "src/hand.ts": "mine" });
    expect(told(await run({ a: "a" }, { check: true }))).toHaveLength(2);
  });

  test("are told ten at most, then counted", async () => {
    for (let index = 0; index < 13; index++) put(`f${String(index).padStart(2, "0")}`, "mine");
    const lines = told(await run({ a: "a" }));
    expect(lines).toHaveLength(11);
    // As they are printed: in the order of their texts.
    expect(lines.toSorted().at(-1)).toBe(
      "foreign-file: OUT/… and 3 more files were not written by specweld",
    );
  });

  test("that are where a file is to go are not overwritten, unless they are the same", async () => {
    put("a", "mine");
    put("b", "b");
    expect(told(await run({ a: "a", b: "b" }))).toEqual([
      "foreign-file: OUT/a was not written by specweld",
    ]);
    put("a", "a");
    expect(told(await run({ a: "a", b: "b" }))).toEqual([]);
  });

  test("in folders that builds and package managers fill are left alone", async () => {
    const others = {
      "dist/index.js": "x",
      "node_modules/a/index.js": "x",
      "package-lock.json": "x",
      "client-1.0.0.tgz": "x",
      ".npmrc": "x",
      "CHANGELOG.md": "x",
      "src/.DS_Store": "x",
    };
    for (const [path, text] of Object.entries(others)) put(path, text);
    expect(told(await run({ a: "a" }))).toEqual([]);
    expect(tree()).toEqual({ a: "a", ...others });
    expect(told(await run({ a: "a", "CHANGELOG.md": "generated" }))).toEqual([
      "foreign-file: OUT/CHANGELOG.md was not written by specweld",
    ]);
  });

  test.each([
    { glob: "examples/**", path: "examples/deep/a.ts", kept: true },
    { glob: "examples", path: "examples/deep/a.ts", kept: true },
    { glob: "examples/", path: "examples/a.ts", kept: true },
    { glob: "*.md", path: "NOTES.md", kept: true },
    { glob: "*.md", path: "docs/NOTES.md", kept: false },
    { glob: "**/*.md", path: "NOTES.md", kept: true },
    { glob: "**/*.md", path: "a/b/NOTES.md", kept: true },
    { glob: "a/**/c", path: "a/c", kept: true },
    { glob: "a/**/c", path: "a/x/y/c", kept: true },
    { glob: "a?c", path: "abc", kept: true },
    { glob: "a?c", path: "a/c", kept: false },
    { glob: "a.c", path: "abc", kept: false },
    { glob: "./(x)+[y]", path: "(x)+[y]", kept: true },
    { glob: "examples/*.ts", path: "examples/deep/a.js", kept: false },
  ])("$path under the glob $glob: kept $kept", async ({ glob, path, kept }) => {
    put(path, "mine");
    expect(told(await run({ z: "z" }, { keep: [glob] }))).toHaveLength(kept ? 0 : 1);
  });

  test("that the settings name are neither written nor removed", async () => {
    await run({ "README.md": "generated", a: "a" });
    put("README.md", "mine");
    const outcome = await run({ "README.md": "new", a: "a" }, { keep: ["README.md"] });
    expect(told(outcome)).toEqual([]);
    expect(outcome.value).toMatchObject({ written: [".specweld.json"], removed: [] });
    expect(tree()).toEqual({ "README.md": "mine", a: "a" });
  });

  test("a generated file that somebody edited is written anew", async () => {
    await run({ a: "a" });
    put("a", "edited");
    expect((await run({ a: "a" })).value.written).toEqual(["a"]);
  });
});

describe("symbolic links", () => {
  test("are not written through", async () => {
    mkdirSync(join(root, "secret"));
    writeFileSync(join(root, "secret/a.ts"), "mine");
    mkdirSync(out);
    symlinkSync(join(root, "secret"), join(out, "src"));
    symlinkSync(join(root, "secret/a.ts"), join(out, "b.ts"));
    const lines = told(await run({ "src/a.ts": "a", "b.ts": "b" }));
    expect(lines.toSorted()).toEqual([
      "symbolic-link: OUT/b.ts is a symbolic link; nothing is written through it",
      "symbolic-link: OUT/src is a symbolic link; nothing is written through it",
    ]);
    expect(tree(join(root, "secret"))).toEqual({ "a.ts": "mine" });
  });

  test("are not removed through, whatever the manifest lists", async () => {
    mkdirSync(join(root, "secret"));
    writeFileSync(join(root, "secret/a.ts"), "mine");
    mkdirSync(out);
    symlinkSync(join(root, "secret"), join(out, "src"));
    put(".specweld.json", '{ "files": ["src", "src/a.ts"] }');
    expect(told(await run({ z: "z" }))).toEqual([
      "foreign-file: OUT/src was not written by specweld",
    ]);
    expect(tree(join(root, "secret"))).toEqual({ "a.ts": "mine" });
  });
});

describe("paths that are refused", () => {
  test.each([
    { path: "../a", fault: "holds an empty segment, . or .." },
    { path: "src/../../a", fault: "holds an empty segment, . or .." },
    { path: "./a", fault: "holds an empty segment, . or .." },
    { path: "a//b", fault: "holds an empty segment, . or .." },
    { path: "", fault: "holds an empty segment, . or .." },
    { path: "/etc/a", fault: "is not relative" },
    { path: "C:a", fault: "is not relative" },
    { path: "a\\b", fault: "holds a backslash" },
    { path: "src/con.ts", fault: "has a name that Windows reserves" },
    { path: "NUL", fault: "has a name that Windows reserves" },
    { path: "a\u0000b", fault: "holds a character that not every system allows" },
    { path: "src/b:c", fault: "holds a character that not every system allows" },
    { path: "a.", fault: "has a name that ends in . or a space" },
    { path: "a /b", fault: "has a name that ends in . or a space" },
    { path: "é".repeat(128), fault: "has a name that is too long" },
    { path: ".specweld.json", fault: "is kept for specweld itself" },
    { path: ".specweld-staging-1/a", fault: "is kept for specweld itself" },
  ])("$path", async ({ path, fault }) => {
    expect(told(await run({ [path]: "x", fine: "y" }))).toEqual([
      `unsafe-path: the file ${JSON.stringify(path)} cannot be written: it ${fault}`,
    ]);
    expect(existsSync(out)).toBe(false);
  });

  test.each([
    { paths: ["src/pets.ts", "src/Pets.ts"], fault: "is src/pets.ts where case does not matter" },
    { paths: ["\u00E9", "e\u0301"], fault: "is \u00E9 where case does not matter" },
    { paths: ["a", "A/b"], fault: "lies in a, which is a file" },
    { paths: ["a", "a"], fault: "stands twice" },
  ])("$paths together", async ({ paths, fault }) => {
    const files = paths.map((path) => ({ path, text: "" }));
    const outcome = await run({}, { files });
    expect(told(outcome)).toEqual([
      `unsafe-path: the file ${JSON.stringify(paths[1])} cannot be written: it ${fault}`,
    ]);
  });
});

test("a manifest cannot have files elsewhere removed", async () => {
  writeFileSync(join(root, "victim"), "mine");
  put(".specweld.json", '{ "files": ["../victim", "/etc/hostname"] }');
  expect((await run({ a: "a" })).value.removed).toEqual([]);
  expect(readFileSync(join(root, "victim"), "utf8")).toBe("mine");
});

describe("a manifest that is none", () => {
  test.each(["", "{", "[]", '{ "files": [1] }', "<<<<<<< HEAD\n{}"])(
    "%j is an error",
    async (text) => {
      put(".specweld.json", text);
      expect(told(await run({ a: "a" }))).toEqual([
        "broken-manifest: OUT/.specweld.json is not a list of files",
      ]);
      expect(tree()).toEqual({});
    },
  );
});

describe("a failure in between", () => {
  test("takes back what was done, and says which file and why", async () => {
    await run({ a: "1", b: "2", "c/d": "3" });
    put("zzz/mine", "mine");
    const outcome = await run(
      { a: "new", e: "5", zzz: "a folder stands here" },
      { keep: ["zzz/mine"], beside: [{ path: join(root, "names.yaml"), text: "n" }] },
    );
    expect(told(outcome)).toEqual([
      expect.stringMatching(
        /^cannot-write: cannot write to OUT: OUT\/zzz: .*; nothing was changed$/,
      ),
    ]);
    expect(outcome.value).toEqual({ written: [], removed: [], unchanged: 0 });
    expect(tree()).toEqual({ a: "1", b: "2", "c/d": "3", "zzz/mine": "mine" });
    expect(readdirSync(root)).toEqual(["out"]);
    expect(
      (await run({ a: "1", b: "2", "c/d": "3" }, { keep: ["zzz/mine"] })).value.unchanged,
    ).toBe(4);
  });

  test("leaves no folder that it made", async () => {
    writeFileSync(join(root, "file"), "");
    const beside = [{ path: join(root, "file/names.yaml"), text: "n" }];
    expect(told(await run({ a: "a" }, { beside }))).toHaveLength(1);
    expect(existsSync(out)).toBe(false);
  });

  test("where the output folder is a file", async () => {
    writeFileSync(out, "mine");
    expect(told(await run({ a: "a" }))).toEqual([expect.stringContaining("cannot-write")]);
    expect(readFileSync(out, "utf8")).toBe("mine");
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === "win32")(
    "where nothing may be written",
    async () => {
      mkdirSync(out);
      chmodSync(out, 0o500);
      expect(told(await run({ a: "a" }))).toEqual([expect.stringContaining("EACCES")]);
      chmodSync(out, 0o700);
    },
  );
});

describe("a run that was cut off", () => {
  /** A process that cannot be there. */
  const staging = ".specweld-staging-999999999";
  const journal = JSON.stringify([
    { target: "gone", creates: false },
    { target: "changed", creates: false, makes: hashOf("1!") },
    { target: "src/made", creates: true, makes: hashOf("3") },
    { target: "../names.yaml", creates: false, makes: hashOf("n!") },
  ]);
  const before = { gone: "0", changed: "1", same: "2" };

  // The state on disk after each of the renames, from none to all.
  const states: readonly {
    readonly name: string;
    readonly state: Files;
    readonly names: string;
  }[] = [
    {
      name: "before the journal was complete",
      state: { ...before, [`${staging}/new-1`]: "1!", [`${staging}/journal.tmp`]: "[" },
      names: "n",
    },
    {
      name: "before the first step",
      state: {
        ...before,
        [`${staging}/new-1`]: "1!",
        [`${staging}/new-2`]: "3",
        [`${staging}/new-3`]: "n!",
        [`${staging}/journal.json`]: journal,
      },
      names: "n",
    },
    {
      name: "after a removal",
      state: {
        changed: "1",
        same: "2",
        [`${staging}/old-0`]: "0",
        [`${staging}/new-1`]: "1!",
        [`${staging}/new-2`]: "3",
        [`${staging}/new-3`]: "n!",
        [`${staging}/journal.json`]: journal,
      },
      names: "n",
    },
    {
      name: "between the two renames of a change",
      state: {
        same: "2",
        [`${staging}/old-0`]: "0",
        [`${staging}/old-1`]: "1",
        [`${staging}/new-1`]: "1!",
        [`${staging}/new-2`]: "3",
        [`${staging}/new-3`]: "n!",
        [`${staging}/journal.json`]: journal,
      },
      names: "n",
    },
    {
      name: "after a file was made",
      state: {
        changed: "1!",
        same: "2",
        "src/made": "3",
        [`${staging}/old-0`]: "0",
        [`${staging}/old-1`]: "1",
        [`${staging}/new-3`]: "n!",
        [`${staging}/journal.json`]: journal,
      },
      names: "n",
    },
    {
      name: "after the last step",
      state: {
        changed: "1!",
        same: "2",
        "src/made": "3",
        [`${staging}/old-0`]: "0",
        [`${staging}/old-1`]: "1",
        [`${staging}/old-3`]: "n",
        [`${staging}/journal.json`]: journal,
      },
      names: "n!",
    },
  ];

  test.each(states)("$name is taken back by the next run", async ({ state, names }) => {
    await run(before);
    rmSync(join(out, "gone"));
    for (const [path, text] of Object.entries(state)) put(path, text);
    if ("changed" in state === false) rmSync(join(out, "changed"));
    const beside = join(root, "names.yaml");
    writeFileSync(beside, names);

    const checked = await run(before, { check: true, beside: [{ path: beside, text: "n" }] });
    expect(told(checked).filter((line) => line.includes(staging))).toEqual([]);

    const outcome = await run(before, { beside: [{ path: beside, text: "n" }] });
    expect(told(outcome)).toEqual([]);
    expect(outcome.value).toEqual({ written: [], removed: [], unchanged: 5 });
    expect(tree()).toEqual(before);
    expect(readFileSync(beside, "utf8")).toBe("n");
  });

  test("after the journal was deleted has happened", async () => {
    await run({ a: "a" });
    put(`${staging}/old-0`, "never again");
    expect((await run({ a: "a" })).value).toEqual({ written: [], removed: [], unchanged: 2 });
    expect(tree()).toEqual({ a: "a" });
  });

  test("is not touched while its process lives", async () => {
    put(`.specweld-staging-${process.ppid}/journal.json`, "[]");
    const lines = told(await run({ a: "a" }, { patience: 50 }));
    expect(lines).toEqual([
      expect.stringContaining(
        `cannot-write: cannot write to OUT: process ${process.ppid} is writing`,
      ),
    ]);
    expect(existsSync(join(out, `.specweld-staging-${process.ppid}/journal.json`))).toBe(true);
  });

  test.skipIf(process.platform !== "linux")(
    "is taken back where its process ended, and another has its number",
    async () => {
      const staged = `.specweld-staging-${process.ppid}`;
      const made = { target: "made", creates: true, makes: hashOf("by half a run") };
      put(`${staged}/journal.json`, JSON.stringify([made]));
      put("made", "by half a run");
      utimesSync(join(out, staged), 1_000_000_000, 1_000_000_000); // in 2001
      expect(told(await run({ a: "a" }, { patience: 50 }))).toEqual([]);
      expect(tree()).toEqual({ a: "a" });
    },
  );

  test.each(["../victim", "../../victim", "link/victim", "/etc/hostname"])(
    "cannot reach %s with a journal that came from elsewhere",
    async (target) => {
      writeFileSync(join(root, "victim"), "mine");
      put(`${staging}/journal.json`, JSON.stringify([{ target, creates: true }]));
      symlinkSync(root, join(out, "link"));
      expect(told(await run({ a: "a" }))).toEqual([
        `cannot-write: cannot write to OUT: OUT/${staging} was not left by specweld; delete it`,
      ]);
      expect(readFileSync(join(root, "victim"), "utf8")).toBe("mine");
    },
  );

  test.each([".git/hooks/pre-commit", "a/.husky/pre-push", "GIT~1/hooks/pre-commit", "a\0b"])(
    "puts nothing at %s, where nothing stands",
    async (target) => {
      put(`${staging}/journal.json`, JSON.stringify([{ target, creates: false }]));
      put(`${staging}/old-0`, "theirs");
      expect(told(await run({ a: "a" }))).toEqual([
        `cannot-write: cannot write to OUT: OUT/${staging} was not left by specweld; delete it`,
      ]);
      expect(Object.keys(tree())).toEqual([`${staging}/journal.json`, `${staging}/old-0`]);
    },
  );

  test("leaves what somebody has written meanwhile", async () => {
    await run({ a: "a" });
    const steps = [
      { target: "mine", creates: true, makes: hashOf("theirs") },
      { target: "also/mine", creates: true },
      { target: "again/mine", creates: false, makes: hashOf("theirs") },
    ];
    put(`${staging}/journal.json`, JSON.stringify(steps));
    put(`${staging}/old-2`, "theirs before");
    const mine = { mine: "1", "also/mine": "2", "again/mine": "3" };
    for (const [path, text] of Object.entries(mine)) put(path, text);
    expect(told(await run({ a: "a" }, { keep: ["**/mine"] }))).toEqual([]);
    expect(tree()).toEqual({ a: "a", ...mine });
  });

  test.each(["{}", "not json", "[null]"])("with the journal %s is an error", async (text) => {
    put(`${staging}/journal.json`, text);
    expect(told(await run({ a: "a" }))).toEqual([
      `cannot-write: cannot write to OUT: OUT/${staging} was not left by specweld; delete it`,
    ]);
  });

  test("is not looked for behind a link", async () => {
    mkdirSync(join(root, "theirs"));
    writeFileSync(join(root, "theirs/journal.json"), "[]");
    mkdirSync(out);
    symlinkSync(join(root, "theirs"), join(out, staging));
    expect(told(await run({ a: "a" }))).toEqual([
      `cannot-write: cannot write to OUT: OUT/${staging} was not left by specweld; delete it`,
    ]);
    expect(tree(join(root, "theirs"))).toEqual({ "journal.json": "[]" });
  });
});
