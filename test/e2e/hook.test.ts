import { execFileSync } from "node:child_process";
import { chmod, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, joySpecs, root, specweld } from "../cli/specweld.js";

const page = "specs/referrals.md";

/** The hook as README.md gives it, in a repository with the client. `npx` is this build. */
async function repository() {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const [, hook = ""] = /\*\*Before a commit\*\*[^]*?```sh\n([^]*?)```/.exec(readme) ?? [];
  const folder = await folderWith({ ...(await joySpecs()), ".gitignore": "bin\n" });
  await cp(join(root, "generated"), join(folder, "generated"), {
    recursive: true,
    filter: (path) => !/[\\/](?:dist|node_modules)$/.test(path),
  });
  const git = (...args: string[]): boolean => {
    try {
      const env = { ...process.env, PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}` };
      const settings = ["user.name=Test", "user.email=test@example.com", "commit.gpgsign=false"];
      const options = settings.flatMap((setting) => ["-c", setting]);
      execFileSync("git", [...options, ...args], { cwd: folder, stdio: "pipe", env });
      return true;
    } catch {
      return false;
    }
  };
  const write = async (path: string, text: string): Promise<void> => {
    await writeFile(join(folder, path), text);
    await chmod(join(folder, path), 0o755);
  };
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "The client");
  await mkdir(join(folder, "bin"));
  const cli = join(root, "dist/generator/cli.js");
  await write("bin/npx", `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${cli}" "$@"\n`);
  await write(".git/hooks/pre-commit", hook);
  return { folder, git };
}

test.skipIf(process.platform === "win32")(
  "the hook before a commit lets through what belongs together",
  { timeout: 120_000 },
  async () => {
    const { folder, git } = await repository();
    await writeFile(join(folder, "notes.md"), "Nothing of the client.\n");
    git("add", "notes.md");
    expect(git("commit", "-m", "Notes")).toBe(true);

    const text = await readFile(join(folder, page), "utf8");
    await writeFile(join(folder, page), text.replaceAll("Customer ID", "Id of the customer"));
    git("add", "specs");
    expect(git("commit", "-m", "A page without its client")).toBe(false);

    await specweld(folder, ["generate"]);
    expect(git("commit", "-m", "What is generated is not staged")).toBe(false);

    git("add", "generated");
    expect(git("commit", "-m", "Both")).toBe(true);
  },
);
