import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../cli/specweld.js";

const run = promisify(execFile);

let folder: string;

/** A new project that has the packed tool and a page, as `npm install` would leave it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "specweld-tool-"));
  await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: root });
  const installed = join(folder, "node_modules/specweld");
  await mkdir(join(folder, "specs"));
  await mkdir(installed, { recursive: true });
  const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? "";
  await run("tar", ["-xzf", join(folder, tarball), "-C", installed, "--strip-components=1"]);
  const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as {
    dependencies: Readonly<Record<string, string>>;
  };
  // What it does not declare, it does not find.
  for (const name of Object.keys(manifest.dependencies)) {
    // oxlint-disable-next-line no-await-in-loop -- ten links
    await symlink(join(root, "node_modules", name), join(folder, "node_modules", name));
  }
  await cp(join(root, "specs/referrals.md"), join(folder, "specs/referrals.md"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test("the tool, packed and installed, starts a project and generates its client", async () => {
  const specweld = async (...args: readonly string[]) =>
    await run(process.execPath, ["node_modules/specweld/dist/generator/cli.js", ...args], {
      cwd: folder,
    });
  await specweld("init", "--yes");
  const first = await specweld("generate");
  expect(first.stdout + first.stderr).toContain("4 operations");
  const again = await specweld("generate", "--check");
  expect(again.stderr).not.toContain("differs");
  const report = await specweld("diff", "generated");
  expect(report.stdout).toBe("No changes.\n");
  expect(await readdir(join(folder, "generated/src"))).toContain("operations");
});
