import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { build, generate } from "../../generator/pipeline.js";
import { filesIn, folderWith, joySpecs, type Files } from "../cli/specweld.js";
import { changedLines } from "../corpus/changed-lines.js";
import { isObject } from "../corpus/json.js";
import { shuffledKeys } from "../corpus/shuffle.js";

const page = "specs/referrals.md";
const fence = /^```json\n(.*)\n```$/gm;

/** The documents of the page. */
async function documents(): Promise<readonly unknown[]> {
  const { [page]: text = "" } = await joySpecs();
  return [...text.matchAll(fence)].map(([, json = ""]): unknown => JSON.parse(json));
}

interface Written {
  readonly folder: string;
  readonly run: () => Promise<readonly string[]>;
}

/** The client of Joy's page in a folder; `run` gives what another run writes or removes. */
async function written(): Promise<Written> {
  const folder = await folderWith(await joySpecs());
  const run = async () => {
    const out = join(folder, "generated");
    const request = { inputs: ["specs"], root: folder, out, check: false, format: true };
    const { results, diagnostics } = await generate(request);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    return [...(results.write?.written ?? []), ...(results.write?.removed ?? [])];
  };
  expect((await run()).length).toBeGreaterThan(40);
  return { folder, run };
}

async function times(folder: string): Promise<Readonly<Record<string, number>>> {
  const paths = Object.keys(await filesIn(join(folder, "generated")));
  const entries = paths.map(async (path) => {
    const { mtimeMs, ino } = await stat(join(folder, "generated", path));
    return [path, mtimeMs + ino] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

test("what says the same writes nothing, and files keep their time", async () => {
  const { folder, run } = await written();
  const before = await times(folder);
  const text = await readFile(join(folder, page), "utf8");
  const all = await documents();
  const inPage = (print: (document: unknown, index: number) => string) => {
    let index = 0;
    return text.replaceAll(fence, (_, json: string) => print(JSON.parse(json), index++));
  };
  const json = (value: unknown, indent?: number) =>
    `\`\`\`json\n${JSON.stringify(value, null, indent)}\n\`\`\``;
  const variants: Readonly<Record<string, Files>> = {
    "keys in another order": {
      [page]: inPage((document, index) => json(shuffledKeys(document, index))),
    },
    "other spaces": { [page]: inPage((document) => json(document, 4)) },
    YAML: { [page]: inPage((document) => `\`\`\`yaml\n${stringify(document)}\`\`\``) },
    "files of their own, in another order, of all kinds": Object.fromEntries(
      all.map((document, index) => {
        const shuffled = shuffledKeys(document, 10 + index);
        return index % 2 === 0
          ? [`specs/${9 - index}.yaml`, stringify(shuffled, { indent: 4 })]
          : [`specs/${9 - index}.json`, JSON.stringify(shuffled, null, 1)];
      }),
    ),
    "one document": { "specs/whole.json": JSON.stringify(await whole(folder)) },
  };
  for (const [name, files] of Object.entries(variants)) {
    // oxlint-disable no-await-in-loop -- all in one folder
    await rm(join(folder, page), { force: true });
    for (const [path, content] of Object.entries(files))
      await writeFile(join(folder, path), content);
    expect({ name, written: await run() }).toEqual({ name, written: [] });
    for (const path of Object.keys(files)) await rm(join(folder, path));
    // oxlint-enable no-await-in-loop
  }
  expect(await times(folder)).toEqual(before);
});

/** What the client publishes as its document, keys in another order. */
async function whole(folder: string): Promise<unknown> {
  const text = await readFile(join(folder, "generated/openapi.json"), "utf8");
  return shuffledKeys(JSON.parse(text), 5);
}

/** The client of one document, without the files that no document has a part in. */
async function clientOf(document: unknown) {
  const folder = await folderWith({ "openapi.json": JSON.stringify(document) });
  const run = await build({ inputs: ["openapi.json"], root: folder, format: true });
  return run.results.emit?.files ?? [];
}

const edits: readonly {
  readonly change: string;
  /** What it becomes in the text of the document. */
  readonly from: string;
  readonly to: string;
  /** File → lines that come and go. */
  readonly lines: Readonly<Record<string, readonly [added: number, removed: number]>>;
}[] = [
  {
    change: "a description of a field",
    from: "Number of items returned",
    to: "How many items there are",
    lines: { "openapi.json": [1, 1], "src/types.ts": [1, 1] },
  },
  {
    change: "a description of an operation",
    from: "Create a new referral invitation link for a customer",
    to: "Invite somebody",
    // The operation is the one that the README shows.
    lines: { "README.md": [1, 1], "openapi.json": [1, 1], "src/operations/referrals.ts": [1, 1] },
  },
  {
    change: "a property more",
    from: '"referralCode":{"type":"string"}',
    to: '"referralCode":{"type":"string"},"note":{"type":"string"}',
    lines: { "openapi.json": [3, 0], "src/operations/referrals.ts": [1, 0] },
  },
  {
    change: "the version of the API",
    from: '"version":"2.0.0"',
    to: '"version":"2.0.1"',
    lines: { "openapi.json": [1, 1] },
  },
];

test.each(edits)("$change touches only its lines", async ({ from, to, lines }) => {
  const { [page]: text = "", ...settings } = await joySpecs();
  expect(text).toContain(from);
  const built = async (content: string) => {
    const folder = await folderWith({ ...settings, [page]: content });
    const run = await build({ inputs: ["specs"], root: folder, format: true });
    return run.results.emit?.files ?? [];
  };
  const changes = await changedLines(await built(text), await built(text.replaceAll(from, to)));
  const found = changes.map(({ path, added, removed }) => [path, [added.length, removed.length]]);
  expect(Object.fromEntries(found)).toEqual(lines);
});

test("an operation adds its lines, and takes away none", async () => {
  const { folder } = await written();
  const document = await whole(folder);
  const { paths = {} } = isObject(document) ? document : {};
  const all = isObject(paths) ? Object.entries(paths) : [];
  expect(all.length).toBe(4);
  const client = await clientOf(document);
  for (const [index] of all.entries()) {
    const others = Object.fromEntries(all.filter((_, at) => at !== index));
    // oxlint-disable-next-line no-await-in-loop -- one at a time is fast enough
    const before = await clientOf({ ...(isObject(document) ? document : {}), paths: others });
    // oxlint-disable-next-line no-await-in-loop -- as above
    const changes = await changedLines(before, client);
    expect(changes.flatMap(({ added }) => added).length).toBeLessThan(160);
    // The README shows one operation, which is another one without this.
    const touched = changes.flatMap(({ path, removed }) => (path === "README.md" ? [] : removed));
    // A module says in its import what it uses; one component is a generic only by this use.
    const needed = /^(?:import .*|export interface ListResponse extends .*| {2}Record<.*|> \{)$/;
    expect(touched.filter((line) => !needed.test(line))).toEqual([]);
  }
});
