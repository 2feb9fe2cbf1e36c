import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { root, specweld } from "../cli/specweld.js";

const run = promisify(execFile);

/**
 * A new folder with a project that has the packed client of test/fixtures/platforms installed, and
 * `visit.js`, which uses it; `bundle.js` is the same in one file without imports.
 */
export async function platformProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "specweld-platforms-"));
  const fixture = join(root, "test/fixtures/platforms");
  const specs = join(fixture, "specs");
  const { status, stderr } = await specweld(folder, [
    "generate",
    "--specs",
    specs,
    "--out",
    "client",
  ]);
  if (status !== 0) throw new Error(stderr);
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  await cp(join(fixture, "visit.ts"), join(folder, "visit.ts"));
  await cp(join(root, "test/e2e/consumer/tsconfig.json"), join(folder, "tsconfig.json"));
  const config = await readFile(join(folder, "tsconfig.json"), "utf8");
  await writeFile(join(folder, "tsconfig.json"), config.replace("consumer.ts", "visit.ts"));
  const PATH = `${join(root, "node_modules/.bin")}:${process.env["PATH"]}`;
  await run("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: join(folder, "client"),
    env: { ...process.env, PATH },
  });
  const tarball = join(folder, "platforms-client-0.1.0.tgz");
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], { cwd: folder });
  await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "."], {
    cwd: folder,
  });
  await build({
    entryPoints: [join(folder, "visit.js")],
    outfile: join(folder, "bundle.js"),
    bundle: true,
    format: "esm",
    logLevel: "error",
  });
  return folder;
}

/** What `visit` gives everywhere. */
export const expected = {
  json: ["GET", "/echo/a%20b%2F%C3%BC?tags=x&tags=y%26z&tags=%C3%9F", "key", "t"],
  userAgent: "visit",
  missing: ["ApiError", "NotFoundError", 404],
  result: [false, 404, { error: "No such thing" }],
  retried: "/echo/flaky",
  malformed: ["ApiError", "ParseError", 200],
  slow: ["ConnectionError", "TimeoutError", null],
  aborted: "AbortError",
  refused: ["ConnectionError", null],
  multipart: [true, true, true, true, true],
  form: ["application/x-www-form-urlencoded", "name=a%26b%20%C3%BC"],
  file: [4, [0, 255, 128]],
  stream: 4,
  pages: [0, 1, 2, 3, 4, 5],
  events: [1, 2, 3],
  hundred: 100,
};
