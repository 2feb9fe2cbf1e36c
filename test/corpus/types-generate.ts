import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { isObject, listAt } from "./json.js";
import { runNode } from "./types-run.js";

export interface Finding {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

export interface Generated {
  /** The version of OpenAPI, as the document writes it. */
  readonly openapi: string;
  readonly operations: number;
  readonly schemas: number;
  readonly seconds: number;
  /** Lines of TypeScript, the runtime among them. */
  readonly lines: number;
  readonly findings: readonly Finding[];
  /** Why there is no client: what the tool said last; undefined where there is one. */
  readonly failure: string | undefined;
}

const cli = fileURLToPath(new URL("../../dist/generator/cli.js", import.meta.url));

/** Writes the client of a document into a folder, as a person would from a shell. */
export async function generateClient(document: string, out: string): Promise<Generated> {
  const args = ["generate", "--specs", document, "--out", out, "--no-format", "--json"];
  const ran = await runNode([cli, ...args], dirname(document));
  const summary: unknown = ran.stdout === "" ? undefined : JSON.parse(ran.stdout);
  const findings = (listAt(summary, "diagnostics") ?? []).map(finding);
  return {
    openapi: await versionOf(document),
    operations: numberAt(summary, "operations"),
    schemas: numberAt(summary, "schemas"),
    seconds: ran.seconds,
    lines: ran.status === 0 ? await countLines(join(out, "src")) : 0,
    findings,
    failure: ran.status === 0 ? undefined : failure(ran.status, findings, ran.stderr),
  };
}

function failure(status: number, findings: readonly Finding[], stderr: string): string {
  const errors = findings.filter(({ severity }) => severity === "error");
  const said = errors.map(({ code, message }) => `${code}: ${message}`);
  return `status ${status}; ${said.length > 0 ? said.slice(0, 5).join("\n  ") : stderr.slice(-1500)}`;
}

async function versionOf(path: string): Promise<string> {
  const text = await readFile(path, "utf8");
  const root: unknown = path.endsWith(".json") ? JSON.parse(text) : parse(text);
  return isObject(root) ? String(root["openapi"] ?? root["swagger"]) : "";
}

async function countLines(folder: string): Promise<number> {
  const paths = await readdir(folder, { recursive: true });
  const texts = await Promise.all(
    paths
      .filter((path) => path.endsWith(".ts"))
      .map((path) => readFile(join(folder, path), "utf8")),
  );
  return texts.reduce((sum, text) => sum + text.split("\n").length - 1, 0);
}

function finding(value: unknown): Finding {
  const text = (key: string) => (isObject(value) ? String(value[key]) : "");
  return { severity: text("severity"), code: text("code"), message: text("message") };
}

function numberAt(value: unknown, key: string): number {
  return isObject(value) && typeof value[key] === "number" ? value[key] : 0;
}
