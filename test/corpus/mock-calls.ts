import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { parse } from "yaml";
import { isObject, listAt, objectAt, type JsonObject } from "./json.js";
import { dereferenced, exampleOf, sample, type Extent } from "./mock-sample.js";
import { generateClient } from "./types-generate.js";
import { runNode } from "./types-run.js";

const cli = fileURLToPath(new URL("../../dist/generator/cli.js", import.meta.url));

/** A call of one operation, with an input that its document allows. */
export interface Call {
  /** `METHOD /path` */
  readonly key: string;
  readonly extent: Extent;
  readonly send: (client: unknown) => Promise<unknown>;
}

export interface CallableClient {
  /** A client with made-up credentials for all schemes. */
  readonly newClient: (server: string) => unknown;
  readonly calls: readonly Call[];
}

type Functions = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

/** The client of a document, and the calls of all its operations: with what they need, with all. */
export async function callsOf(path: string, folder: string): Promise<CallableClient> {
  const document = await readDocument(path);
  await mkdir(folder, { recursive: true });
  const { failure } = await generateClient(path, join(folder, "client"));
  if (failure !== undefined) throw new Error(failure);
  const bundle = join(folder, "client.mjs");
  await build({
    entryPoints: [join(folder, "client/src/index.ts")],
    outfile: bundle,
    bundle: true,
    format: "esm",
    logLevel: "error",
  });
  // The client was generated a moment ago: no compiler knows its functions.
  const functions = (await import(pathToFileURL(bundle).href)) as Functions;
  const dump = ["generate", "--specs", path, "--out", join(folder, "client"), "--dump", "model"];
  const ran = await runNode([cli, ...dump], dirname(path));
  const api: unknown = JSON.parse(ran.stdout);
  const operations = (listAt(api, "groups") ?? []).flatMap(
    (group) => listAt(group, "operations") ?? [],
  );
  return {
    newClient: (server) => functions["createClient"]?.({ server, auth: credentials(api) }),
    calls: operations
      .filter(isObject)
      .flatMap((operation) =>
        (["required", "all"] as const).map((extent) =>
          callOf(document, operation, functions, extent),
        ),
      ),
  };
}

export async function readDocument(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8");
  return path.endsWith(".json") ? JSON.parse(text) : parse(text);
}

/** The document with nothing in its answers. */
export function withoutAnswers(document: unknown): JsonObject {
  const paths = Object.entries(objectAt(document, "paths")).map(([path, item]) => {
    const members = Object.entries(isObject(item) ? item : {}).map(([key, member]) => [
      key,
      isObject(member) && "responses" in member
        ? { ...member, responses: { "200": { description: "Done" } } }
        : member,
    ]);
    return [path, Object.fromEntries(members)];
  });
  return { ...(isObject(document) ? document : {}), paths: Object.fromEntries(paths) };
}

function credentials(api: unknown): object {
  const schemes = (listAt(api, "schemes") ?? []).filter(isObject);
  return Object.fromEntries(
    schemes.map(({ name, kind }) => [
      name,
      kind === "basic" ? { username: "ada", password: "secret" } : "secret",
    ]),
  );
}

function callOf(
  document: unknown,
  operation: JsonObject,
  functions: Functions,
  extent: Extent,
): Call {
  const { key, name, method, path } = operation;
  const item = dereferenced(document, objectAt(document, "paths")[String(path)]);
  const described = objectAt(item, String(method));
  const parameters = [
    ...(listAt(item, "parameters") ?? []),
    ...(listAt(described, "parameters") ?? []),
  ]
    .map((each) => dereferenced(document, each))
    .filter(isObject);
  const modelled = (listAt(operation, "parameters") ?? []).filter(isObject);
  const input: Record<string, Record<string, unknown>> = {};
  for (const { in: group, name: parameter, required } of modelled) {
    if (required !== true && extent === "required") continue;
    const found = parameters.findLast(
      (each) =>
        each["name"] === parameter &&
        `${String(each["in"])}s`.startsWith(String(group).slice(0, 4)),
    );
    const value = found && valueOf(document, found, extent);
    const members = (input[String(group)] ??= {});
    if (value !== undefined) members[String(parameter)] = value;
  }
  const body = bodyOf(document, operation, described, extent);
  const given = { ...input, ...(body !== undefined && { body }) };
  const hasInput = isObject(operation["types"]) && operation["types"]["input"] !== undefined;
  const run = functions[String(name)];
  return {
    key: String(key),
    extent,
    send: async (client) =>
      await run?.(client, ...(hasInput ? [given] : []), { timeout: 60_000, maxRetries: 0 }),
  };
}

function valueOf(document: unknown, place: JsonObject, extent: Extent): unknown {
  const [media] = Object.values(objectAt(place, "content"));
  const schema = place["schema"] ?? (isObject(media) ? media["schema"] : undefined) ?? {};
  const sampled = sample(document, schema, extent);
  return sampled ?? exampleOf(document, place);
}

/** The body in the media type that the client sends when it is not told of another. */
function bodyOf(
  document: unknown,
  operation: JsonObject,
  described: JsonObject,
  extent: Extent,
): unknown {
  const body = operation["body"];
  const [content] = listAt(body, "contents") ?? [];
  if (!isObject(body) || !isObject(content)) return undefined;
  if (body["required"] !== true && extent === "required") return undefined;
  const requestBody = dereferenced(document, described["requestBody"]);
  const media = objectAt(objectAt(requestBody, "content"), String(content["mediaType"]));
  if (content["kind"] === "raw") return new Blob(["bytes"]);
  return sample(document, media["schema"] ?? {}, extent);
}
