import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isObject, type JsonObject, objectAt } from "../corpus/json.js";
import { documentOf } from "./cases.js";
import type { Goal } from "./goal.js";
import { fetchDocument } from "../corpus/fetch.js";
import { medians, type Spent, spend } from "./spend.js";

const cli = fileURLToPath(new URL("../../dist/generator/cli.js", import.meta.url));

/**
 * How the time grows with the document: GitHub's, with its operations ten times under other paths, and
 * rings of schemas that each refer to the next one.
 */
export async function measureGrowth(rounds: number): Promise<readonly Goal[]> {
  const folder = await mkdtemp(join(tmpdir(), "specweld-growth-"));
  const github = await fetchDocument(documentOf("GitHub"));
  const run = async (name: string, document: JsonObject): Promise<Spent> => {
    await writeFile(join(folder, "api.json"), JSON.stringify(document));
    const all: Spent[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const args = ["generate", "--specs", "api.json", "--no-format", "--no-cache"];
      all.push(await spend(["--max-old-space-size=6144", cli, ...args], folder));
    }
    const { seconds, cpu, megabytes } = medians(all);
    process.stdout.write(
      `${name.padEnd(34)}${seconds.toFixed(2).padStart(8)}${cpu.toFixed(2).padStart(9)}${megabytes.toFixed(0).padStart(7)}\n`,
    );
    return { seconds, cpu, megabytes };
  };
  try {
    process.stdout.write(`${`Growth, medians of ${rounds}`.padEnd(34)} seconds      cpu     MB\n`);
    const one = await run("GitHub's operations", github);
    const ten = await run("10 times GitHub's operations", times(github, 10));
    const small = await run("a ring of 1 000 schemas", ring(1_000));
    const large = await run("a ring of 10 000 schemas", ring(10_000));
    process.stdout.write("\n");
    return [
      { name: "10 times the operations", measured: ten.seconds / one.seconds, goal: 11 },
      { name: "10 times the schemas", measured: large.seconds / small.seconds, goal: 11 },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The document with all of its operations several times, under other paths. */
function times(document: JsonObject, count: number): JsonObject {
  const paths = Object.entries(objectAt(document, "paths"));
  const copies = Array.from({ length: count }, (_, copy) =>
    paths.map(([path, item]) => [`/copy${copy}${path}`, copied(item, copy)]),
  );
  return { ...document, paths: Object.fromEntries(copies.flat()) };
}

function copied(item: unknown, copy: number): unknown {
  if (!isObject(item)) return item;
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      const id = isObject(operation) ? operation["operationId"] : undefined;
      if (typeof id !== "string" || !isObject(operation)) return [method, operation];
      return [method, { ...operation, operationId: `copy${copy}/${id}` }];
    }),
  );
}

function ring(size: number): JsonObject {
  const ref = (index: number) => ({ $ref: `#/components/schemas/Link${index % size}` });
  const schemas = Object.fromEntries(
    Array.from({ length: size }, (_, index) => [
      `Link${index}`,
      { type: "object", properties: { next: ref(index + 1) } },
    ]),
  );
  const content = { "application/json": { schema: ref(0) } };
  return {
    openapi: "3.1.0",
    info: { title: "Ring", version: "1" },
    paths: { "/link": { get: { responses: { 200: { description: "OK", content } } } } },
    components: { schemas },
  };
}
