import { execFile } from "node:child_process";
import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startJoyServer, type JoyServer } from "../e2e/joy-server.js";
import { installPacked, packClient, type Packed } from "../e2e/packed.js";
import { cached, installCached } from "./cache.js";

/** arethetypeswrong brings a TypeScript of its own, webpack and the others much else. */
const tools = {
  "@arethetypeswrong/core": "0.18.5",
  "@rollup/plugin-node-resolve": "16.0.3",
  rollup: "4.68.7",
  vite: "8.3.8",
  webpack: "5.112.2",
};

let folder: string;
let server: JoyServer;
let packed: Packed;

beforeAll(async () => {
  await installCached("package", tools);
  folder = await realpath(await mkdtemp(join(tmpdir(), "specweld-package-")));
  server = await startJoyServer();
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  await writeFile(join(folder, "program.js"), program(server.url));
  packed = await packClient(folder);
  await installPacked(packed, folder);
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** What a tool of the cache exports; its types are not there when this is compiled. */
async function tool(
  name: string,
): Promise<Readonly<Record<string, (...given: unknown[]) => unknown>>> {
  const require = createRequire(join(cached("package"), "package.json"));
  // The functions that are called below are those that the pinned versions document.
  return (await import(pathToFileURL(require.resolve(name)).href)) as Awaited<
    ReturnType<typeof tool>
  >;
}

interface Analysis {
  readonly problems: readonly { readonly kind: string; readonly resolutionKind?: string }[];
  readonly entrypoints: object;
}

test("arethetypeswrong finds what an ES module alone has, and nothing else", async () => {
  const { checkPackage, createPackageFromTarballData } = await tool("@arethetypeswrong/core");
  const tarball = createPackageFromTarballData?.(new Uint8Array(await readFile(packed.tarball)));
  const analysis = (await checkPackage?.(tarball)) as Analysis | undefined; // as its README says
  const { problems = [], entrypoints = {} } = analysis ?? {};
  expect(Object.keys(entrypoints)).toEqual([".", "./openapi.json", "./package.json"]);
  // `require` in TypeScript's node16 knows no ES modules; nodenext does. Its profile esm-only says the same.
  expect(problems.map(({ kind, resolutionKind }) => [kind, resolutionKind])).toEqual([
    ["CJSResolvesToESM", "node16-cjs"],
  ]);
});

/** Calls one of the four operations. */
const program = (url: string) => `
  import { createClient, getReferralAnalytics } from "joy-loyalty-client";
  const auth = { JoyAuth: "app-key", JoySecretAuth: "secret-key" };
  const client = createClient({ server: ${JSON.stringify(url)}, auth });
  const { data } = await getReferralAnalytics(client);
  console.log(data.countCouponCodeUsage);
`;

const bundlers: Readonly<Record<string, () => Promise<unknown>>> = {
  rollup: async () => {
    const { rollup } = await tool("rollup");
    const { default: resolve } = await tool("@rollup/plugin-node-resolve");
    const bundle = (await rollup?.({
      input: join(folder, "program.js"),
      plugins: [resolve?.({ browser: true })],
    })) as { readonly write: (options: object) => Promise<unknown> }; // as its documentation says
    await bundle.write({ file: join(folder, "rollup.mjs"), format: "esm" });
  },
  vite: async () => {
    const { build } = await tool("vite");
    const rolldownOptions = {
      input: join(folder, "program.js"),
      output: { entryFileNames: "vite.mjs" },
    };
    const options = { outDir: folder, emptyOutDir: false, target: "es2022", rolldownOptions };
    await build?.({ root: folder, configFile: false, logLevel: "error", build: options });
  },
  webpack: async () => {
    const { default: webpack } = await tool("webpack");
    await new Promise<void>((done, fail) => {
      const ended = (
        error: Error | null,
        stats?: { readonly toString: () => string; hasErrors: () => boolean },
      ) => (error || stats?.hasErrors() ? fail(error ?? new Error(String(stats))) : done());
      webpack?.(
        {
          mode: "production",
          target: ["web", "es2022"],
          entry: join(folder, "program.js"),
          output: { path: folder, filename: "webpack.mjs", module: true, chunkFormat: "module" },
          experiments: { outputModule: true },
        },
        ended,
      );
    });
  },
};

test.each(Object.entries(bundlers))("%s takes what is used, and it runs", async (name, bundle) => {
  await bundle();
  const file = join(folder, `${name}.mjs`);
  const text = await readFile(file, "utf8");
  expect(text).toContain("/rest_api/v2/referrals/analytics");
  expect(text).not.toContain("/rest_api/v2/referrals/invitations");
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  expect(stdout.trim()).toBe("70");
});
