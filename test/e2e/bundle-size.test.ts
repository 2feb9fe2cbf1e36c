import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../cli/specweld.js";
import { bundledSize } from "./bundled-size.js";

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

const size = (contents: string) => bundledSize(join(root, "generated/src"), contents);

test(`a program that calls one operation is at most ${limit} bytes, minified and gzipped`, async () => {
  const bytes = await size(program);
  process.stdout.write(`\nbundle of one operation: ${bytes} bytes, minified and gzipped\n`);
  expect(bytes).toBeLessThanOrEqual(limit);
});

test("the whole runtime, all that any operation can need, is at most 8 kB", async () => {
  const bytes = await size('export * from "./index.js"; export * from "./runtime/index.js";');
  process.stdout.write(`\nbundle of everything: ${bytes} bytes, minified and gzipped\n`);
  expect(bytes).toBeLessThanOrEqual(8000);
});

test("importing the client brings nothing that is not used", async () => {
  expect(await size('import "./index.js"')).toBeLessThan(50);
});
