import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fetchFile } from "../corpus/fetch.js";
import { generateClient } from "../corpus/types-generate.js";
import { bundledSize } from "../e2e/bundled-size.js";
import { documentOf } from "./cases.js";
import type { Goal } from "./goal.js";

const joy = fileURLToPath(new URL("../../generated/", import.meta.url));

/**
 * The bundles of programs that make a client and call one operation, which sends a body, in thousands
 * of bytes, minified and gzipped: of an API of four operations, and of GitHub's.
 */
export async function measureBundles(): Promise<readonly Goal[]> {
  const folder = await mkdtemp(join(tmpdir(), "specweld-bundle-"));
  try {
    const github = join(folder, "client");
    const { failure } = await generateClient(await fetchFile(documentOf("GitHub")), github);
    if (failure !== undefined) throw new Error(failure);
    return [
      {
        name: "Joy: bundle of one operation, kB",
        measured: await kilobytes(
          joy,
          `import { createClient, generateReferralInvitation } from "./src/index.js";
          export const run = (app, secret, email) => generateReferralInvitation(
            createClient({ server: "production", auth: { JoyAuth: app, JoySecretAuth: secret } }),
            { body: { email } });`,
        ),
        goal: 2,
      },
      {
        name: "GitHub: bundle of one operation, kB",
        measured: await kilobytes(
          github,
          `import { createClient, gistsCreate } from "./src/index.js";
          export const run = (files) => gistsCreate(createClient(), { body: { files } });`,
        ),
        goal: 2,
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function kilobytes(folder: string, program: string): Promise<number> {
  return (await bundledSize(folder, program)) / 1000;
}
