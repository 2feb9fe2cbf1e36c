import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { root } from "../cli/specweld.js";

/** Bytes: 2.0 kB. */
const limit = 2000;

/** A program for browsers that makes a client with both credentials and calls one operation. */
const program = `
  import { createClient, generateReferralInvitation } from "./index.js";

  export async function invite(app, secret, email) {
    const joy = createClient({ server: "production", auth: { JoyAuth: app, JoySecretAuth: secret } });
    const { data } = await generateReferralInvitation(joy, { body: { email } });
    return data?.inviteLink;
  }
`;

async function bundleSize(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(root, "generated/src"), loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    // The second test imports what has no side effects, on purpose.
    logLevel: "error",
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

test(`a program that calls one operation is at most ${limit} bytes, minified and gzipped`, async () => {
  const size = await bundleSize(program);
  process.stdout.write(`\nbundle of one operation: ${size} bytes, minified and gzipped\n`);
  expect(size).toBeLessThanOrEqual(limit);
});

test("the whole runtime, all that any operation can need, is at most 8 kB", async () => {
  const size = await bundleSize('export * from "./index.js"; export * from "./runtime/index.js";');
  process.stdout.write(`\nbundle of everything: ${size} bytes, minified and gzipped\n`);
  expect(size).toBeLessThanOrEqual(8000);
});

test("importing the client brings nothing that is not used", async () => {
  expect(await bundleSize('import "./index.js"')).toBeLessThan(50);
});
