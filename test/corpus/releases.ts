import { diff } from "../../generator/diff/diff.js";
import type { Change } from "../../generator/diff/change.js";
import { clientOf as clientParts, type Client } from "../../generator/diff/client.js";
import { release } from "../../generator/release/release.js";
import { consumerFindings, type ConsumerFinding } from "../diff/consumer.js";
import { clientOf, load } from "./client.js";
import { fetchFile } from "./fetch.js";

const github = { package: "@octokit/openapi", path: "generated/api.github.com.json" };

/** Versions of GitHub's document that were published one after the other. */
const pairs = [
  ["23.0.1", "23.0.2"],
  ["22.0.0", "23.0.2"],
] as const;

/** How deep the program of the old client goes into what it gives and gets. */
const steps = 3;

/**
 * Compares the clients of real versions of a large document, and asks the compiler about a program that
 * uses all of the old client: it fails to compile exactly where the report says that something breaks.
 * `npm run corpus:releases -- [version version]`; the status is 1 where the two disagree.
 */
async function main(): Promise<void> {
  const [one, other] = process.argv.slice(2);
  const chosen = one !== undefined && other !== undefined ? [[one, other] as const] : pairs;
  for (const [was, now] of chosen) {
    const base = await clientOf(await load(await fetchFile({ ...github, version: was })));
    const head = await clientOf(await load(await fetchFile({ ...github, version: now })));
    const start = performance.now();
    const found = diff(base, head);
    const seconds = (performance.now() - start) / 1000;
    print(`GitHub ${was} → ${now}: ${found.changes.length} changes in ${seconds.toFixed(1)} s`);
    for (const [kind, count] of counted(found.changes)) print(`${`${count}`.padStart(7)}  ${kind}`);
    for (const last of ["1.4.0", "0.4.0"]) {
      const { value } = release({
        ...found,
        last,
        standing: last,
        settings: {},
        changelog: undefined,
      });
      const lines = value?.section.split("\n").length ?? 0;
      print(`  a ${found.step} step: ${last} → ${value?.version}, told in ${lines} lines`);
    }
    judge(found.changes, consumerFindings(base, head, steps), clientParts(base, "/old"));
  }
}

/**
 * An error in the use of an operation is told by a change that says it is reached, an error in the use
 * of anything else by a change of what that leads to. A breaking change is seen where one of its
 * operations, or what leads to it, has an error; those that types do not show are none of the compiler's.
 */
function judge(
  changes: readonly Change[],
  errors: readonly ConsumerFinding[],
  { operations, declarations }: Client,
): void {
  const breaking = changes.filter(({ impact }) => impact === "breaking");
  const typesOf = new Map([...operations.values()].map((each) => [each.name, each.types]));
  const told = new Set(
    breaking.flatMap(({ name, kind, operations: reached }) => [
      name,
      name.replace(/[.[].*/s, ""),
      ...reached,
      // The types of an operation go with it.
      ...(kind === "removed" || kind === "renamed" ? Object.values(typesOf.get(name) ?? {}) : []),
    ]),
  );
  const reaches = new Map<string, ReadonlySet<string>>();
  const reachedBy = (name: string) => {
    const found = reaches.get(name) ?? mentioned(name, declarations);
    reaches.set(name, found);
    return found;
  };
  const open = errors.filter(({ name }) =>
    typesOf.has(name) ? !told.has(name) : ![...reachedBy(name)].some((each) => told.has(each)),
  );
  const broken = new Set(
    errors.flatMap(({ name }) => (typesOf.has(name) ? [name] : [...reachedBy(name)])),
  );
  const silent = breaking.filter(
    ({ subject, name, operations: reached }) =>
      subject !== "package" &&
      !name.endsWith(" credentials") &&
      ![name, name.replace(/[.[].*/s, ""), ...reached].some((each) => broken.has(each)),
  );
  const uses = new Set(errors.map(({ name }) => name)).size;
  print(
    `  the compiler: ${errors.length} errors in ${uses} uses, ${open.length} of them not told; ${breaking.length} breaking changes, ${silent.length} of them not seen by it`,
  );
  for (const { message, line, name } of open.slice(0, 10)) {
    print(`    not told: ${name}: ${message.split("\n")[0]}\n      ${line.slice(0, 300)}`);
  }
  for (const { subject, kind, name, reason, before, after } of silent) {
    print(
      `    not seen: ${subject} ${name} ${kind}: ${reason} ${`${before} → ${after}`.slice(0, 200)}`,
    );
  }
  if (open.length > 0 || silent.length > 0) process.exitCode = 1;
}

/** A declaration, and all that its text leads to. An operation's function mentions its types. */
function mentioned(name: string, declarations: Client["declarations"]): ReadonlySet<string> {
  const found = new Set([name]);
  // A set that grows is iterated to its end.
  for (const each of found) {
    const text = declarations.get(each)?.text ?? "";
    for (const [word] of text.matchAll(/\b[A-Za-z_$][\w$]*/g)) {
      if (declarations.has(word)) found.add(word);
    }
  }
  return found;
}

function counted(changes: readonly Change[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { impact, kind, subject } of changes) {
    const what = `${impact}: ${subject} ${kind}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].toSorted();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
