import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keys, startJoyServer, type JoyServer } from "./joy-server.js";
import { examplesIn, installPacked, packClient } from "./packed.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const tsc = join(root, "node_modules/typescript/bin/tsc");

let folder: string;
let server: JoyServer;
let packed: readonly string[];

/** The client as its users get it: packed, installed into an empty project, compiled against. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "specweld-consumer-"));
  server = await startJoyServer();
  await cp(join(root, "test/e2e/consumer"), folder, { recursive: true });
  const client = await packClient(folder);
  packed = client.paths;
  await installPacked(client, folder);
}, 120_000);

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** One module of all examples: each a function of its own, with its imports, or those before, in reach. */
function examplesModule(examples: readonly string[]): string {
  const functions = examples.map((code, index) => {
    const body = code.replaceAll(/^import [^;]*;$/gm, "");
    const client = body.includes("const client =") ? "" : "client: joy.Client";
    return `export async function example${index}(${client}) {\n${body}\n}`;
  });
  const imported = examples.flatMap((code) =>
    [...code.matchAll(/^import \{([^}]*)\}/gm)].flatMap(([, names = ""]) => names.split(",")),
  );
  const called = examples.flatMap((code) =>
    [...code.matchAll(/(\w+)\(\s*client/g)].map(([, name = ""]) => name),
  );
  const whole = examples.flatMap((code) => code.match(/^import \* [^;]*;$/gm) ?? []);
  const names = new Set(
    [...imported, ...called].map((name) => name.trim()).filter((name) => name !== ""),
  );
  return [
    'import type * as joy from "joy-loyalty-client";',
    ...whole,
    `import { ${[...names].join(", ")} } from "joy-loyalty-client";`,
    "declare const process: { env: Record<string, string | undefined> };",
    ...functions,
  ].join("\n");
}

describe("the packed client", () => {
  test("holds what it needs and nothing else", () => {
    expect(packed).toContain("dist/index.js");
    expect(packed).toContain("dist/index.d.ts");
    expect(packed).toContain("openapi.json");
    expect(packed).toContain("README.md");
    expect(packed).toContain("docs/referrals.md");
    expect(
      packed.filter(
        (path) => !/^(dist|src|docs)\/|^(package|openapi)\.json$|^README\.md$/.test(path),
      ),
    ).toEqual([]);
  });

  test("compiles and runs in a consumer's project", async () => {
    await run(process.execPath, [tsc, "-p", "."], { cwd: folder });
    const { stdout } = await run(process.execPath, ["consumer.js", server.url], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({
      invitation: "https://joy.test/i/ada@example.com",
      referrers: ["Ada"],
      count: 1,
      summary: [300, 200],
      analytics: [70, 7],
      retried: [true, true],
      missing: [true, ["ApiError", 404, expect.stringContaining("Customer not found")]],
      badEmail: [true, ["ApiError", 400, expect.stringContaining("is not an e-mail address")]],
      plan: [true, ["ApiError", 403, expect.stringContaining("Ultimate plan")]],
      wrongKey: [401, expect.objectContaining({ success: false })],
      broken: ["ApiError", 502, expect.any(String)],
      slow: true,
      halfKey: true,
    });
  });

  test("sends both keys with each call, and each request once", () => {
    const calls = server.seen.filter(
      ({ headers }) => headers["x-joy-loyalty-app-key"] === keys.app,
    );
    expect(calls.every(({ headers }) => headers["x-joy-loyalty-secret-key"] === keys.secret)).toBe(
      true,
    );
    const urls = server.seen.map(({ method, url }) => `${method} ${url}`);
    expect(urls).toContain("GET /rest_api/v2/referrals/customers/a%2Fb%20%C3%BC/referrers");
    expect(urls.filter((url) => url.includes("/flaky/"))).toHaveLength(2);
    expect(server.seen.filter(({ body }) => body.includes("busy@"))).toHaveLength(2);
    expect(server.seen.filter(({ body }) => body === '{"email":"ada@example.com"}')).toHaveLength(
      1,
    );
  });

  test("has a README and a reference whose examples compile", async () => {
    const client = join(folder, "node_modules/joy-loyalty-client");
    const pages = packed.filter((path) => path.endsWith(".md"));
    const examples = await examplesIn(client, pages);
    expect(examples.length).toBeGreaterThan(6 + 4);
    await writeFile(join(folder, "readme.ts"), examplesModule(examples));
    const options = ["--module", "nodenext", "--target", "es2022", "--strict", "--noEmit"];
    await run(process.execPath, [tsc, ...options, "readme.ts"], { cwd: folder }).catch(
      (error: { stdout: string }) => {
        throw new Error(error.stdout);
      },
    );
  });

  test("loads through require", async () => {
    const { stdout } = await run(process.execPath, ["require.cjs", server.url], { cwd: folder });
    expect(stdout.trim().split("\n").at(-1)).toBe("70");
  });
});
