import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { OutputFile } from "../../generator/files.js";
import { write } from "../../generator/write/write.js";
import { filesBelow } from "../hostile/client.js";

const changing = ["writeFileSync", "mkdirSync", "copyFileSync"] as const;
const others = ["renameSync", "rmSync", "rmdirSync"] as const;
const own = Object.fromEntries([...changing, ...others].map((name) => [name, fs[name]]));

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), "specweld-faults-"));
});
afterEach(() => {
  restore();
  fs.rmSync(root, { recursive: true });
});

function restore(): void {
  Object.assign(fs, own);
  syncBuiltinESMExports();
}

/** Has the n-th of these calls fail, and with `isLasting` all after it; tells whether any did. */
function failing(names: readonly string[], nth: number, code: string, isLasting: boolean) {
  let count = 0;
  let hasFailed = false;
  for (const name of names) {
    const real = own[name] as (...args: readonly unknown[]) => unknown; // as all of them are called
    Object.assign(fs, {
      [name]: (...args: readonly unknown[]) => {
        // A folder that is there takes no space.
        if (name === "mkdirSync" && fs.existsSync(String(args[0]))) return real(...args);
        count += 1;
        if (count !== nth && !(isLasting && count > nth)) return real(...args);
        hasFailed = true;
        throw Object.assign(new Error(`${code}: ${name} failed`), { code });
      },
    });
  }
  syncBuiltinESMExports();
  return () => hasFailed;
}

const before = { a: "old", "b/c": "old", gone: "old", same: "same" };
const after = { a: "new", "b/c": "new", "b/d/e": "new", same: "same" };

async function run(files: Readonly<Record<string, string>>, beside: readonly OutputFile[] = []) {
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  return write({ out: join(root, "out"), files: list, beside, keep: [], check: false });
}

/** What the client has, without the list of it. */
function client(): object {
  const files = [...filesBelow(join(root, "out"))];
  return Object.fromEntries(files.filter(([path]) => !path.startsWith(".specweld")));
}

test.each([
  ["the disk is full", changing, "ENOSPC", true],
  ["one call fails, whichever it is", [...changing, ...others], "EIO", false],
  ["the folder may not be written", [...changing, ...others], "EACCES", false],
])(
  "%s: the client is the old one or the new one, and the next run works",
  async (_, names, code, isLasting) => {
    const outcomes = new Set<string>();
    for (let nth = 1; nth < 100; nth += 1) {
      restore();
      fs.rmSync(join(root, "out"), { recursive: true, force: true });
      // oxlint-disable no-await-in-loop -- one folder, one run after the other
      await run(before);
      const hasFailed = failing(names, nth, code, isLasting);
      const { diagnostics } = await run(after);
      restore();
      if (!hasFailed()) break;
      const isRefused = diagnostics.some(({ severity }) => severity === "error");
      outcomes.add(isRefused ? "old" : "new");
      expect(diagnostics.map(({ message }) => message).join()).toMatch(isRefused ? code : /^$/);
      expect(client()).toEqual(isRefused ? before : after);
      expect((await run(after)).diagnostics).toEqual([]);
      expect(client()).toEqual(after);
      // oxlint-enable no-await-in-loop
    }
    expect(outcomes).toContain("old");
  },
);

test("a file beside, on another file system, that cannot be replaced: all is as it was", async () => {
  const beside = join(root, "specs/names.yaml");
  fs.mkdirSync(join(root, "specs"));
  fs.writeFileSync(beside, "old");
  await run(before);
  const fail = (code: string) => {
    throw Object.assign(new Error(code), { code });
  };
  const isBeside = (path: fs.PathLike) => String(path).startsWith(join(root, "specs"));
  const { renameSync, rmSync, copyFileSync } = fs;
  Object.assign(fs, {
    renameSync: (from: fs.PathLike, to: fs.PathLike) =>
      isBeside(from) === isBeside(to) ? renameSync(from, to) : fail("EXDEV"),
    copyFileSync: (from: fs.PathLike, to: fs.PathLike) =>
      isBeside(to) ? fail("EROFS") : copyFileSync(from, to),
    rmSync: (path: fs.PathLike, options?: fs.RmOptions) =>
      isBeside(path) ? fail("EROFS") : rmSync(path, options),
  });
  syncBuiltinESMExports();
  const { diagnostics } = await run(after, [{ path: beside, text: "new" }]);
  restore();
  expect(diagnostics.map(({ message }) => message).join()).toMatch(/EROFS; nothing was changed$/);
  expect(client()).toEqual(before);
  expect(fs.readdirSync(join(root, "out")).filter((name) => name.includes("staging"))).toEqual([]);
  expect(fs.readFileSync(beside, "utf8")).toBe("old");
});
