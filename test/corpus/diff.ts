import type { OutputFile } from "../../generator/files.js";
import { changedLines, type ChangedLines } from "./changed-lines.js";
import { fetchFile } from "./fetch.js";
import { clientOf, load } from "./client.js";
import { type JsonObject, objectAt } from "./json.js";
import { shuffledKeys } from "./shuffle.js";
import { methods, operationsOf, type SourceOperation } from "./source.js";
import { typedDocuments } from "./types-documents.js";

/** Large documents, and some of other characters. */
const names = ["Asana", "Box", "Figma", "GitHub", "Kubernetes", "OpenAI", "Square", "Stripe"];

/**
 * Measures how much of a client changes that should not. The keys of real documents are shuffled, which
 * is to change nothing. An operation is taken away and added again, which is to add its lines, and to
 * touch no others than those that import its types. `npm run corpus:diff -- [part of a name…]`; the
 * status is 1 where it is not so.
 */
async function main(): Promise<void> {
  const asked = process.argv.slice(2).map((name) => name.toLowerCase());
  const chosen = typedDocuments.filter(
    ({ name }) =>
      names.includes(name) &&
      (asked.length === 0 || asked.some((part) => name.toLowerCase().includes(part))),
  );
  if (chosen.length === 0) throw new Error("Nothing is called that.");
  print("document        lines  shuffled   added  touched  files  operation that is added");
  for (const source of chosen) {
    const document = await load(await fetchFile(source));
    const client = await clientOf(document);
    const noise = await changedLines(client, await clientOf(shuffledKeys(document, 1)));
    print(figures(source.name, lineCount(client), count(noise, "added") + count(noise, "removed")));
    complain(noise);
    for (const operation of someOf(document)) {
      const changes = await changedLines(await clientOf(without(document, operation)), client);
      const { method, path } = operation;
      const key = `${method.toUpperCase()} ${path}`;
      const counts = [count(changes, "added"), count(changes, "removed"), changes.length];
      print(`${figures("", "", "", ...counts)}  ${key}`);
      complain(changes.map(withoutNeeded).filter(({ removed }) => removed.length > 0));
    }
  }
}

/** Three operations: from the beginning, the middle and the end. */
function someOf(document: JsonObject): readonly SourceOperation[] {
  const operations = operationsOf(document).filter(({ at }) => at === "paths");
  return [0.1, 0.5, 0.9].flatMap((part) => operations[Math.floor(part * operations.length)] ?? []);
}

function without(document: JsonObject, { path, method }: SourceOperation): JsonObject {
  const { [method]: _, ...item } = objectAt(objectAt(document, "paths"), path);
  const isEmpty = !Object.keys(item).some((key) => methods.includes(key));
  const paths = Object.entries(objectAt(document, "paths")).flatMap(([key, value]) => {
    if (key === path && isEmpty) return [];
    return [[key, key === path ? item : value]];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

function lineCount(files: readonly OutputFile[]): number {
  return files.reduce((sum, { text }) => sum + text.split("\n").length - 1, 0);
}

function count(files: readonly ChangedLines[], what: "added" | "removed"): number {
  return files.reduce((sum, file) => sum + file[what].length, 0);
}

/**
 * A module imports what it uses on one line. Where a form is made of a component that nothing used
 * before, its files are `Blob`, and their comments say so. What another operation has as well, written
 * out in place, becomes a type of both.
 */
function withoutNeeded({ path, added, removed }: ChangedLines): ChangedLines {
  const comes = new Set(added.map((line) => line.trim()));
  const isNeeded = (line: string): boolean => {
    const [, words = ""] = /^\/\*\* (.*) \*\/$/.exec(line.trim()) ?? [];
    const asFile = line.trim().replace(/: string;$/, ": Blob;");
    return line.startsWith("import ") || comes.has(asFile) || comes.has(`* ${words}`);
  };
  const shared = new Set(
    added.flatMap((line) => /^export type (\w+) = \w+;$/.exec(line)?.[1] ?? []),
  );
  const others: string[] = [];
  let isShared = false;
  for (const line of removed) {
    const [, name] = /^export interface (\w+) \{$/.exec(line) ?? [];
    if (name !== undefined) isShared = shared.has(name);
    if (!isShared && !isNeeded(line)) others.push(line);
    if (line === "}") isShared = false;
  }
  return { path, added, removed: others };
}

function figures(name: string, ...columns: readonly (number | string)[]): string {
  const widths = [9, 10, 8, 9, 7];
  return (
    name.padEnd(12) + columns.map((column, at) => `${column}`.padStart(widths[at] ?? 8)).join("")
  );
}

const mostShown = 10;

function complain(files: readonly ChangedLines[]): void {
  if (files.length === 0) return;
  process.exitCode = 1;
  for (const { path, added, removed } of files) {
    print(`    ${path}`);
    for (const line of removed.slice(0, mostShown)) print(`      - ${line}`);
    for (const line of added.slice(0, mostShown)) print(`      + ${line}`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
