import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fetchFile } from "./fetch.js";
import { compile, fetchCompiler, versions } from "./types-compile.js";
import { typedDocuments } from "./types-documents.js";
import { generateClient } from "./types-generate.js";
import { tickets } from "./types-tickets.js";
import { hasFailed, head, row, summary, type Verdict } from "./types-table.js";

/**
 * Generates the clients of real documents and compiles each as strictly as TypeScript can, on several
 * versions of it. `npm run corpus:types -- [part of a name…] [--ts 5.9]`; the status is 1 where a
 * document gives no client or a client does not compile. What fails stays on the disk.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ts: { type: "string", multiple: true, default: [] } },
  });
  const chosen = versions.filter(
    (version) => values.ts.length === 0 || values.ts.some((part) => version.startsWith(part)),
  );
  const documents = sources.filter(({ name }) => isAskedFor(name, positionals));
  if (chosen.length === 0 || documents.length === 0) throw new Error("Nothing is called that.");

  const folder = await mkdtemp(join(tmpdir(), "specweld-types-"));
  const paths: string[] = [];
  for (const { fetch } of documents) paths.push(await fetch(folder));
  for (const version of chosen) await fetchCompiler(version);

  print(head(chosen));
  const show = (verdict: Verdict) => print(row(verdict, chosen));
  const verdicts = await inPairs(documents, show, async ({ name }, index) => {
    const out = join(folder, name.replaceAll(/\W+/g, "-"));
    const verdict = await judge(name, paths[index] ?? "", out, chosen);
    if (!hasFailed(verdict)) await rm(out, { recursive: true, force: true });
    return verdict;
  });
  print(`\n${summary(verdicts, chosen)}`);
  if (!verdicts.some(hasFailed)) return rm(folder, { recursive: true });
  print(`\nThe clients that do not compile are in ${folder}`);
  process.exitCode = 1;
}

interface Source {
  readonly name: string;
  /** Gives the path of the document, which may lie in the given folder. */
  readonly fetch: (folder: string) => Promise<string>;
}

const sources: readonly Source[] = [
  ...typedDocuments.map((document) => ({
    name: document.name,
    fetch: () => fetchFile(document),
  })),
  {
    name: "Tickets, made here",
    fetch: async (folder) => {
      const path = join(folder, "tickets.json");
      await writeFile(path, JSON.stringify(tickets));
      return path;
    },
  },
];

function isAskedFor(name: string, parts: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return parts.length === 0 || parts.some((part) => lower.includes(part.toLowerCase()));
}

async function judge(
  name: string,
  document: string,
  out: string,
  compilers: readonly string[],
): Promise<Verdict> {
  const generated = await generateClient(document, out);
  const errors = new Map<string, readonly string[]>();
  for (const version of generated.failure === undefined ? compilers : []) {
    errors.set(version, await compile(out, version));
  }
  return { name, ...generated, errors };
}

/** Two documents at a time, as each may take a gigabyte; they are shown in their order. */
async function inPairs(
  documents: readonly Source[],
  show: (verdict: Verdict) => void,
  work: (document: Source, index: number) => Promise<Verdict>,
): Promise<readonly Verdict[]> {
  const done = new Map<number, Verdict>();
  const queue = documents.entries();
  let printed = 0;
  const worker = async () => {
    for (const [index, document] of queue) {
      done.set(index, await work(document, index));
      for (let next = done.get(printed); next; next = done.get(printed)) {
        show(next);
        printed += 1;
      }
    }
  };
  await Promise.all([worker(), worker()]);
  return documents.flatMap((_, index) => done.get(index) ?? []);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
