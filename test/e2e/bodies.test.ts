import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root, specweld } from "../cli/specweld.js";

const run = promisify(execFile);
const tsc = join(root, "node_modules/typescript/bin/tsc");
const fixture = join(root, "test/fixtures/harbour");

let folder: string;

/** A client of an API with bodies of all kinds, and a program that uses it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "specweld-bodies-"));
  const specs = join(fixture, "harbour.yaml");
  const { status, stderr } = await specweld(folder, [
    "generate",
    "--specs",
    specs,
    "--out",
    "client",
  ]);
  if (status !== 0) throw new Error(stderr);
  await cp(join(fixture, "consumer.ts"), join(folder, "consumer.ts"));
  await cp(join(root, "test/e2e/consumer/tsconfig.json"), join(folder, "tsconfig.json"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await mkdir(join(folder, "node_modules"));
  await symlink(join(folder, "client"), join(folder, "node_modules/harbour-client"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function compile(project: string): Promise<void> {
  await run(process.execPath, [tsc, "-p", project], { cwd: folder }).catch(
    (error: { stdout: string }) => {
      throw new Error(error.stdout);
    },
  );
}

interface Request {
  readonly line: string;
  readonly headers: IncomingMessage["headers"];
  readonly bytes: Buffer<ArrayBuffer>;
}

/** Runs the program against a server on loopback; gives what it printed, and what it sent. */
async function consume(): Promise<{ printed: unknown; requests: readonly Request[] }> {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const line = `${request.method} ${request.url}`;
      requests.push({ line, headers: request.headers, bytes: Buffer.concat(chunks) });
      const [status, type, body] = answers[line] ?? [204, undefined, ""];
      response.writeHead(status, {
        ...(type && { "content-type": type }),
        etag: '"1"',
        "x-berths-left": "3",
      });
      response.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    // A server that listens on a port has the address of one.
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const { stdout } = await run(process.execPath, ["consumer.js", url], { cwd: folder });
    return { printed: JSON.parse(stdout), requests };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const json = "application/json";
const answers: Readonly<Record<string, readonly [number, string | undefined, string]>> = {
  "POST /ships": [201, json, '{"name":"Ada"}'],
  "POST /ships/search": [200, "text/csv", "name\nAda"],
  "GET /ships/1": [200, json, '{"success":true}'],
  "PATCH /ships/1": [200, json, '{"data":null}'],
  "GET /ships/1/papers": [200, "application/pdf", "%PDF"],
};

function formOf({ bytes, headers }: Request): Promise<FormData> {
  const type = headers["content-type"] ?? "";
  return new Response(bytes, { headers: { "content-type": type } }).formData();
}

async function entries(form: FormData): Promise<readonly unknown[]> {
  return await Promise.all(
    [...form].map(async ([name, value]) =>
      value instanceof File ? [name, value.name, value.type, await value.text()] : [name, value],
    ),
  );
}

test("the operations read well", async () => {
  const text = await readFile(join(folder, "client/src/operations/ships.ts"), "utf8");
  await expect(text).toMatchFileSnapshot("golden/harbour/ships.ts");
  const readme = await readFile(join(folder, "client/README.md"), "utf8");
  expect(readme).toContain('getPapers(client, { path: { id: "ada-1" } })');
  expect(readme).toContain('body: { name: "Grace" }');
});

describe("a program that sends and gets bodies of all kinds", () => {
  test("compiles, and sends what the document says", async () => {
    await compile("client");
    await compile(".");
    const { printed, requests } = await consume();
    expect(printed).toEqual({
      added: "Ada",
      berths: "3",
      etag: '"1"',
      found: "name\nAda",
      papers: ["application/pdf", "%PDF"],
    });

    const about = requests.map(({ line, headers, bytes }) => {
      const type = headers["content-type"]?.replace(/boundary=.*/, "boundary");
      return [
        line,
        type,
        headers.accept,
        type?.includes("boundary") ? "" : bytes.toString("latin1"),
      ];
    });
    const ship = '{"name":"Ada","flags":["a,b","c"],"home":{"port":"Ã©"}}';
    expect(about).toEqual([
      ["POST /ships", json, "*/*", ship],
      ["POST /ships", json, "*/*", ship],
      [
        "POST /ships",
        "application/x-www-form-urlencoded",
        "*/*",
        "name=Ada&flags=a%2Cb&flags=c&home=%7B%22port%22%3A%22%C3%A9%22%7D",
      ],
      ["POST /ships", "multipart/form-data; boundary", "*/*", ""],
      ["POST /ships", "text/csv", "*/*", "name\nAda"],
      ["POST /ships", "application/octet-stream", "*/*", "\0ÿ"],
      ["POST /ships", json, "*/*", ship],
      ["POST /ships", json, "*/*", ship],
      ["GET /ships/1", undefined, "*/*", ""],
      ["PATCH /ships/1", "application/merge-patch+json", "*/*", '{"name":"G"}'],
      [
        "POST /ships/search",
        "application/x-www-form-urlencoded",
        "application/json, text/csv;q=0.9",
        "names=a%20b&names=c&flags=x%2Cy,z&ports=p%7Cq&size%5Bmin%5D=1&size%5Bmax%5D=2" +
          "&near=%7B%22lat%22%3A1.5%7D&name=o",
      ],
      ["GET /ships/1/papers", undefined, "application/pdf", ""],
      ["PUT /ships/1/papers", "image/png", "*/*", "scan"],
      ["PUT /ships/1/papers", "application/pdf", "*/*", "%PDF"],
    ]);
    const multipart = requests.find(({ headers }) => headers["content-type"]?.includes("boundary"));
    expect(multipart && (await entries(await formOf(multipart)))).toEqual([
      ["papers", "papers.pdf", "application/pdf", "papers"],
      ["photos", "blob", "image/webp", "1"],
      ["photos", "2.webp", "image/webp", "2"],
      ["ship", "blob", json, '{"name":"Ada","flags":["a,b","c"],"home":{"port":"é"}}'],
      ["tags", "x"],
      ["tags", "y"],
      ["note", "blob", "text/markdown", "# Note"],
      ["measured[draught]", "4.5"],
    ]);
  }, 120_000);
});

test("envelopes can be taken off", async () => {
  const specs = join(folder, "unwrapped/specs");
  await mkdir(specs, { recursive: true });
  await cp(join(fixture, "harbour.yaml"), join(specs, "harbour.yaml"));
  await writeFile(
    join(specs, "client.yaml"),
    "envelope: { unwrap: data, failure: { success: false } }\n",
  );
  const { status, stderr } = await specweld(join(folder, "unwrapped"), ["generate"]);
  expect(`${status} ${stderr}`).toMatch(/^0 /);
  const client = join(folder, "unwrapped/generated");
  await cp(join(fixture, "unwrapped.ts"), join(client, "src/unwrapped.ts"));
  await compile(client);
  const readme = await readFile(join(client, "README.md"), "utf8");
  expect(readme).toContain(
    'const envelope = await getShip(client, { path: { id: "id" } }).envelope();',
  );
}, 120_000);

const evil = "a'\"`${x}*/\\\n\u2028</script>";

test("no word of a document becomes code", async () => {
  const schema = { type: "object", properties: { [evil]: { type: "string" } } };
  const content = {
    [`text/${evil}`]: { schema: { type: "string" } },
    [`application/${evil}+json`]: { schema: { type: "integer" } },
    "application/x-www-form-urlencoded": { schema, encoding: { [evil]: { style: "deepObject" } } },
    "multipart/form-data": {
      schema,
      encoding: { [evil]: { contentType: evil }, ["__proto__"]: { contentType: "text/x" } },
    },
  };
  const answer = {
    description: evil,
    headers: { [evil]: { description: evil, schema: {} } },
    content: { ...content, "application/json": { schema: { properties: { [evil]: schema } } } },
  };
  const requestBody = { description: evil, content };
  const operation = { operationId: "go", requestBody, responses: { "200": answer, "201": {} } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Evil", version: "1" },
    servers: [{ url: "https://evil.example" }],
    paths: { "/a": { post: operation } },
  };
  const specs = join(folder, "evil/specs");
  await mkdir(specs, { recursive: true });
  await writeFile(join(specs, "evil.json"), JSON.stringify(document));
  await writeFile(
    join(specs, "client.yaml"),
    JSON.stringify({ envelope: { unwrap: evil, failure: { [evil]: evil } } }),
  );
  const { status, stderr } = await specweld(join(folder, "evil"), ["generate"]);
  expect(`${status} ${stderr}`).toMatch(/^0 /);
  await compile(join(folder, "evil/generated"));
}, 120_000);
