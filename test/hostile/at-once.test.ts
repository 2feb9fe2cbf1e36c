import { spawn } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { folderWith, root } from "../cli/specweld.js";
import { filesBelow } from "./client.js";

const cli = join(root, "dist/generator/cli.js");
const documents = join(root, "node_modules/@readme/oas-examples/3.1/json");
const textOf = (name: string) => readFileSync(join(documents, `${name}.json`), "utf8");

interface Ended {
  readonly status: number | null;
  readonly stderr: string;
}

function generate(folder: string, specs: string, out: string): Promise<Ended> {
  const args = ["generate", "--specs", specs, "--out", out, "--no-format", "--no-cache"];
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((done) => child.once("close", (status) => done({ status, stderr })));
}

/** A project with two documents, and what the client of each is. */
async function project() {
  const folder = await folderWith({});
  const names = ["train-travel", "petstore"] as const;
  const clients = await Promise.all(
    names.map(async (name) => {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, "api.json"), textOf(name));
      expect((await generate(folder, name, `of-${name}`)).status).toBe(0);
      return filesBelow(join(folder, `of-${name}`));
    }),
  );
  return { folder, names, clients };
}

describe("runs at once", { timeout: 120_000 }, () => {
  test("into one folder give one client, whole", async () => {
    const { folder, names, clients } = await project();
    for (let round = 0; round < 4; round += 1) {
      const ended = await Promise.all(
        [...names, ...names].map((name) => generate(folder, name, "generated")),
      );
      for (const each of ended) expect(each).toMatchObject({ status: 0 });
      expect(clients).toContainEqual(filesBelow(join(folder, "generated")));
    }
  });

  test("with documents that change meanwhile give the client of what was read", async () => {
    const { folder, names, clients } = await project();
    await cp(join(folder, names[0]), join(folder, "specs"), { recursive: true });
    const end = new AbortController();
    const changing = (async () => {
      for (let turn = 0; !end.signal.aborted; turn += 1) {
        const staged = join(folder, "staged.json");
        writeFileSync(staged, textOf(names[turn % 2] ?? names[0]));
        renameSync(staged, join(folder, "specs/api.json"));
        await wait(turn % 7);
      }
    })();
    for (let run = 0; run < 6; run += 1) {
      const ended = await generate(folder, "specs/api.json", "generated");
      expect(ended).toMatchObject({ status: 0 });
      expect(clients).toContainEqual(filesBelow(join(folder, "generated")));
    }
    end.abort();
    await changing;
  });
});
