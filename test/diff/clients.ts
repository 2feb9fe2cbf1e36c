import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { OutputFile } from "../../generator/files.js";
import { build } from "../../generator/pipeline.js";

export type Json = Readonly<Record<string, unknown>>;

/** A document, and what the settings beside it say. */
export interface Version {
  readonly paths?: Json;
  readonly schemas?: Json;
  readonly document?: Json;
  readonly components?: Json;
  readonly settings?: Json;
  readonly names?: Json;
}

/** The client package of a document, as the command line would write it. */
export async function clientOf(version: Version): Promise<readonly OutputFile[]> {
  const folder = await mkdtemp(join(tmpdir(), "specweld-"));
  try {
    const { paths = {}, schemas = {}, components, document, settings, names } = version;
    const whole = {
      openapi: "3.1.0",
      info: { title: "Shop", version: "1" },
      servers: [{ url: "https://shop.example" }],
      paths,
      components: { schemas, ...components },
      ...document,
    };
    await writeFile(join(folder, "openapi.json"), JSON.stringify(whole));
    if (settings) await writeFile(join(folder, "client.yaml"), stringify(settings));
    if (names) await writeFile(join(folder, "names.yaml"), stringify(names));
    const { results, diagnostics } = await build({ inputs: ["."], root: folder, format: false });
    if (results.emit) return results.emit.files;
    throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const text: Json = { type: "string" };
export const number: Json = { type: "number" };

export function oneOf(...values: readonly string[]): Json {
  return { type: "string", enum: values };
}

/** An object; a `!` at the end of a name makes the property required. */
export function object(properties: Json): Json {
  const names = Object.keys(properties);
  return {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name.replace(/!$/, ""), schema]),
    ),
    required: names.filter((name) => name.endsWith("!")).map((name) => name.slice(0, -1)),
  };
}

export function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

export function json(schema: Json): Json {
  return { content: { "application/json": { schema } } };
}

export function query(name: string, schema: Json = text, more: Json = {}): Json {
  return { in: "query", name, schema, ...more };
}

/** A GET with an answer. */
export function gives(schema: Json, more: Json = {}): Json {
  return {
    operationId: "getThing",
    responses: { 200: { description: "OK", ...json(schema) } },
    ...more,
  };
}

/** A POST with a body. */
export function takes(schema: Json, more: Json = {}): Json {
  return {
    operationId: "sendThing",
    requestBody: { required: true, ...json(schema) },
    responses: { 204: { description: "Done" } },
    ...more,
  };
}
