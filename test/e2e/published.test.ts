import { execFile, spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modelPackage } from "../../generator/model/package.js";
import type { Document } from "../../generator/openapi.js";
import { root } from "../cli/specweld.js";
import { copyOfClient, installPacked, packClient, withTools, type Packed } from "./packed.js";

let folder: string;
let packed: Packed;
let client: string;

/** An empty project that has the packed client installed. */
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "specweld-published-")));
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  packed = await packClient(folder);
  await installPacked(packed, folder);
  client = join(folder, "node_modules/joy-loyalty-client");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("publint has nothing to say, however strict", async () => {
  const { buffer, byteOffset, byteLength } = await readFile(packed.tarball);
  const tarball = buffer.slice(byteOffset, byteOffset + byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});

describe("npm publish --dry-run", () => {
  test("has nothing to warn of or to correct", async () => {
    // A registry that knows no package, so that nothing is asked of the real one.
    const registry = createServer((_, response) => response.writeHead(404).end("{}"));
    await new Promise<void>((done) => registry.listen(0, "127.0.0.1", done));
    // A server that listens on a port has an address of this kind.
    const host = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
    const settings = join(folder, "npmrc");
    await writeFile(settings, `registry=http://${host}/\n//${host}/:_authToken=none\n`);
    const copy = await copyOfClient(await mkdtemp(join(folder, "publish-")));
    await describeFully(join(copy, "package.json"));
    const own = Object.entries(withTools).filter(([name]) => !/^npm_/i.test(name));
    try {
      const { stdout, stderr } = await promisify(execFile)("npm", ["publish", "--dry-run"], {
        cwd: copy,
        env: { ...Object.fromEntries(own), npm_config_userconfig: settings },
      });
      expect(stderr).toContain("README.md");
      expect(`${stdout}\n${stderr}`).not.toMatch(/npm (?:warn|error)/i);
    } finally {
      registry.close();
    }
  });
});

/** Adds what settings can say, as a client has it that says all of it. */
async function describeFully(path: string): Promise<void> {
  const manifest = JSON.parse(await readFile(path, "utf8")) as object;
  const document: Document = { openapi: "3.1.0", info: { title: "Joy", version: "1" }, paths: {} };
  const { repository, publishConfig } = modelPackage(document, {
    repository: { url: "joy/loyalty-client", directory: "generated/" },
    access: "public",
  });
  await writeFile(path, JSON.stringify({ ...manifest, repository, publishConfig }));
}

describe("TypeScript's ways to find modules", () => {
  const use = [
    'import { createClient, getReferralAnalytics, type Client } from "joy-loyalty-client";',
    'const client: Client = createClient({ server: "production", auth: { JoyAuth: "", JoySecretAuth: "" } });',
    "export const count: Promise<number | undefined> = getReferralAnalytics(client)",
    "  .then(({ data }) => data?.countCouponCodeUsage);",
  ].join("\n");

  test.each([
    ["nodenext", "use.mts", "NodeNext", "NodeNext", []],
    ["node16", "use.mts", "Node16", "Node16", []],
    ["bundler", "use.ts", "ESNext", "Bundler", []],
    ["node10", "use.ts", "ESNext", "Node10", []],
    ["nodenext, from CommonJS: require(esm)", "use.cts", "NodeNext", "NodeNext", []],
    // There `require` of an ES module is an error, whatever the version of Node.
    ["node16, from CommonJS", "use.cts", "Node16", "Node16", [1479]],
  ] as const)("%s", async (name, file, module, moduleResolution, want) => {
    const project = join(folder, `project-${name.replaceAll(/\W+/g, "-")}`);
    await mkdir(project);
    await writeFile(join(project, file), use);
    const given = { module, moduleResolution, target: "ES2022", lib: ["ES2022", "DOM"] };
    const checks = { strict: true, types: [], noEmit: true, skipDefaultLibCheck: true };
    const { options } = ts.convertCompilerOptionsFromJson({ ...given, ...checks }, project);
    const program = ts.createProgram([join(project, file)], options, withLibraries(options));
    const found = ts.getPreEmitDiagnostics(program).map(({ code }) => code);
    expect(found).toEqual(want);
  });
});

const libraries = new Map<string, ts.SourceFile | undefined>();

/** The libraries of TypeScript itself are read once. */
function withLibraries(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  return {
    ...host,
    getSourceFile: (path, ...rest) => {
      if (!/\/typescript\/lib\/lib\./.test(path)) return read(path, ...rest);
      if (!libraries.has(path)) libraries.set(path, read(path, ...rest));
      return libraries.get(path);
    },
  };
}

describe("maps", () => {
  test("each leads to files that are published", () => {
    const maps = packed.paths.filter((path) => path.endsWith(".map"));
    const modules = packed.paths.filter((path) => /^src\/.*\.ts$/.test(path));
    expect(maps.filter((path) => path.endsWith(".js.map"))).toHaveLength(modules.length);
    expect(maps.filter((path) => path.endsWith(".d.ts.map"))).toHaveLength(modules.length);
    const lost = maps.flatMap((path) => {
      const map = JSON.parse(readFileSync(join(client, path), "utf8")) as {
        readonly sources: readonly string[];
      };
      expect(map.sources).not.toEqual([]);
      return map.sources.filter((source) => !existsSync(resolve(client, dirname(path), source)));
    });
    expect(lost).toEqual([]);
    const unmapped = readdirSync(join(client, "dist"), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(?:js|d\.ts)$/.test(path))
      .filter((path) => !readFileSync(join(client, "dist", path), "utf8").includes("# sourceMapp"));
    expect(unmapped).toEqual([]);
  });

  test("an editor goes from a name to where it is written", async () => {
    const places = {
      getReferralAnalytics: "src/operations/referrals.ts",
      ApiError: "src/runtime/errors.ts",
      createClient: "src/client.ts",
    };
    const names = Object.keys(places);
    const file = join(folder, "use.ts");
    const lines = names.map((name) => `export { ${name} } from "joy-loyalty-client";`);
    await writeFile(file, lines.join("\n"));
    const asked = names.map((_, index) => ({ file, line: index + 1, offset: 10 }));
    const found = await definitions(file, asked);
    expect(found.map((place) => place.file)).toEqual(
      Object.values(places).map((path) => join(client, path)),
    );
    const written = found.map(({ file: source, start, end }) => {
      const sourceLines = readFileSync(source, "utf8").split("\n");
      return sourceLines[start.line - 1]?.slice(start.offset - 1, end.offset - 1);
    });
    expect(written).toEqual(names);
  });
});

interface Position {
  readonly line: number;
  readonly offset: number;
}

interface Definition {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** What the server that editors run gives for the positions: the first definition of each. */
async function definitions(
  file: string,
  positions: readonly object[],
): Promise<readonly Definition[]> {
  const path = join(root, "node_modules/typescript/lib/tsserver.js");
  const flags = ["--disableAutomaticTypingAcquisition", "--suppressDiagnosticEvents"];
  const server = spawn(process.execPath, [path, ...flags], { stdio: ["pipe", "pipe", "inherit"] });
  const ask = (seq: number, command: string, given: object) =>
    server.stdin.write(`${JSON.stringify({ seq, type: "request", command, arguments: given })}\n`);
  try {
    ask(0, "open", { file });
    positions.forEach((position, index) => ask(index + 1, "definition", position));
    const found: Definition[] = [];
    for await (const line of createInterface({ input: server.stdout })) {
      // Between its messages it says how long each is.
      const message = (line.startsWith("{") ? JSON.parse(line) : {}) as {
        readonly command?: string;
        readonly body?: readonly Definition[];
      };
      if (message.command === "definition") found.push(...(message.body ?? []).slice(0, 1));
      if (message.command === "definition" && found.length === positions.length) return found;
    }
    throw new Error("tsserver ended");
  } finally {
    server.kill();
  }
}
