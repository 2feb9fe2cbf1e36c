import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ownFile } from "../read/own-files.js";

/**
 * Stands for everything that turns inputs into outputs: this program and the files it reads of its
 * own, by size and time, the versions of the packages that decide how its output looks, and Node.
 */
export function ownBuild(): string {
  return (build ??= hashOfBuild());
}

/** A run stays what it was when it began, and two caches ask for it. */
let build: string | undefined;

function hashOfBuild(): string {
  const generator = dirname(dirname(fileURLToPath(import.meta.url)));
  const code = [generator, join(generator, "../templates")];
  const own = [...code, ownFile("templates/runtime"), ownFile("generator/read")].flatMap(filesIn);
  const { resolve } = createRequire(import.meta.url);
  const packages = ["openapi-typescript", "prettier", "ts-morph", "typescript", "yaml"];
  const files = [...own, ...packages.map((name) => resolve(`${name}/package.json`))];
  const hash = createHash("sha256").update(process.version);
  for (const path of [ownFile("package.json"), ...files]) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("base64url");
}

/** What runs, or is read when it runs. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    // Every run does this for hundreds of entries: `join` would take most of the time.
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(path);
    return /(?<!\.d)\.(?:js|json|ts)$/.test(entry.name) ? [path] : [];
  });
}
