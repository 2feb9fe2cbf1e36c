import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchFile } from "./fetch.js";
import { isObject } from "./json.js";
import { callsOf, readDocument, withoutAnswers, type Call } from "./mock-calls.js";
import { explanationOf } from "./mock-explained.js";
import { startPrism } from "./mock-prism.js";
import { typedDocuments } from "./types-documents.js";

/** Documents of different characters: forms, files, JSON, deep objects, headers. Prism does not come to an end with Stripe's. */
const names = [
  "GitHub",
  "Adyen Management",
  "Asana",
  "Box",
  "Discourse",
  "Docker Engine",
  "Figma",
  "Square",
  "Twilio",
  "Vercel",
];

/** Documents for which Prism takes many seconds to make up an answer: it is given none. */
const heavy = new Set(["GitHub"]);

const widths = [10, 7, 9, 6, 8, 12];

/**
 * Calls every operation of clients of real documents against Prism, a mock server that checks requests
 * against the document, once with what must be given and once with all that can be. `bare` counts the
 * calls for which Prism was given no answers to make up. `npm run
 * corpus:mock -- [name…]`; the status is 1 where a refusal has no explanation.
 */
async function main(): Promise<void> {
  const asked = process.argv.slice(2).map((name) => name.toLowerCase());
  const chosen = typedDocuments.filter(
    ({ name }) =>
      names.includes(name) &&
      (asked.length === 0 || asked.some((part) => name.toLowerCase().includes(part))),
  );
  print("document          operations  calls accepted  bare refused unexplained");
  const unexplained: Refusal[] = [];
  for (const source of chosen) {
    const folder = await mkdtemp(join(tmpdir(), "specweld-mock-"));
    try {
      const document = await fetchFile(source);
      const { calls, newClient } = await callsOf(document, folder);
      const first = heavy.has(source.name)
        ? calls.map(unmocked)
        : await against(document, calls, newClient);
      // Where Prism fails over an answer, it is asked again without: it is requests that are tried.
      const failed = first.filter(({ outcome }) => outcome.kind === "unmocked");
      const bare = join(folder, "bare.json");
      await writeFile(bare, JSON.stringify(withoutAnswers(await readDocument(document))));
      const again =
        failed.length === 0
          ? []
          : await against(
              bare,
              failed.map(({ call }) => call),
              newClient,
            );
      const outcomes = [...first.filter(({ outcome }) => outcome.kind !== "unmocked"), ...again];
      const refusals = outcomes.flatMap(({ call, outcome }) =>
        outcome.kind === "accepted" ? [] : [{ ...call, document: source.name, said: outcome.said }],
      );
      const open = refusals.filter((refusal) => explanationOf(refusal) === undefined);
      unexplained.push(...open);
      const figures = [
        calls.length / 2,
        calls.length,
        outcomes.length - refusals.length,
        failed.length,
        refusals.length,
        open.length,
      ];
      print(
        source.name.padEnd(18) +
          figures.map((figure, at) => `${figure}`.padStart(widths[at] ?? 8)).join(""),
      );
      for (const [why, some] of grouped(refusals)) print(`    ${some.length} × ${why}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  for (const { document, key, extent, said } of unexplained) {
    print(`\n${document} ${key} (${extent})\n  ${said.slice(0, 600)}`);
  }
  if (unexplained.length > 0) process.exitCode = 1;
}

type Outcome =
  | { readonly kind: "accepted" }
  /** Refused; or unmocked, where Prism could not make up an answer. `said`: in its words. */
  | { readonly kind: "refused" | "unmocked"; readonly said: string };

interface Tried {
  readonly call: Call;
  readonly outcome: Outcome;
}

interface Refusal extends Call {
  readonly document: string;
  readonly said: string;
}

function unmocked(call: Call): Tried {
  return { call, outcome: { kind: "unmocked", said: "" } };
}

async function against(
  document: string,
  calls: readonly Call[],
  newClient: (server: string) => unknown,
): Promise<readonly Tried[]> {
  const prism = await startPrism(document);
  try {
    const client = newClient(prism.url);
    return await all(calls, async (call) => ({ call, outcome: await outcomeOf(call, client) }));
  } finally {
    prism.stop();
  }
}

async function outcomeOf({ send }: Call, client: unknown): Promise<Outcome> {
  try {
    await send(client);
    return { kind: "accepted" };
  } catch (error) {
    const body: unknown = error instanceof Error ? Reflect.get(error, "body") : undefined;
    const type = isObject(body) ? String(body["type"]) : "";
    if (!type.includes("prism/errors#")) return madeUp(error);
    const isRefused =
      /#(?:UNPROCESSABLE|UNAUTHORIZED|NO_(?:PATH|METHOD|SERVER)|NOT_ACC|INVALID)/.test(type);
    return { kind: isRefused ? "refused" : "unmocked", said: JSON.stringify(body) };
  }
}

/**
 * An answer that the mock made up and the client takes for an error, or none at all. Where the document
 * has an answer to requests that do not fit, Prism gives that, and says so in a header. The document's
 * answer to missing credentials stands for nothing else.
 */
function madeUp(error: unknown): Outcome {
  const status: unknown = error instanceof Error ? Reflect.get(error, "status") : undefined;
  const headers: unknown = error instanceof Error ? Reflect.get(error, "headers") : undefined;
  if (typeof status !== "number") return { kind: "refused", said: wordsOf(error) };
  const violations = headers instanceof Headers ? (headers.get("sl-violations") ?? "") : "";
  return status === 401 || violations.includes('"request"')
    ? { kind: "refused", said: `${status} ${violations}` }
    : { kind: "accepted" };
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return cause instanceof Error ? `${message} (${wordsOf(cause)})` : message;
}

/** In the order of the calls, a few at a time. */
async function all<From, To>(
  list: readonly From[],
  run: (each: From) => Promise<To>,
): Promise<readonly To[]> {
  const results: To[] = [];
  for (let start = 0; start < list.length; start += 8) {
    results.push(...(await Promise.all(list.slice(start, start + 8).map(run))));
  }
  return results;
}

function grouped(refusals: readonly Refusal[]): ReadonlyMap<string, readonly Refusal[]> {
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const why = explanationOf(refusal) ?? "not explained";
    groups.set(why, [...(groups.get(why) ?? []), refusal]);
  }
  return groups;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
