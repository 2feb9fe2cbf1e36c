import { execFile, spawn } from "node:child_process";
import { access, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const version = "5.9.0";
const cache = fileURLToPath(new URL("../../node_modules/.cache/specweld/prism", import.meta.url));

/** Prism's program, from the cache: it is installed there when it is first asked for. */
async function fetchPrism(): Promise<string> {
  const program = join(cache, "node_modules/@stoplight/prism-cli/dist/index.js");
  const isThere = await access(program).then(
    () => true,
    () => false,
  );
  if (isThere) return program;
  await mkdir(cache, { recursive: true });
  await writeFile(join(cache, "package.json"), '{ "private": true }\n');
  const args = [
    "install",
    "--silent",
    "--no-audit",
    "--no-fund",
    `@stoplight/prism-cli@${version}`,
  ];
  // On Windows npm is a batch file, which only a shell runs.
  await promisify(execFile)("npm", args, { cwd: cache, shell: process.platform === "win32" });
  return program;
}

export interface MockServer {
  readonly url: string;
  readonly stop: () => void;
}

/** A mock of the API that a document describes, which refuses requests that do not fit it. */
export async function startPrism(document: string): Promise<MockServer> {
  const program = await fetchPrism();
  const port = await freePort();
  const args = [program, "mock", "--errors", "--host", "127.0.0.1", "--port", `${port}`, document];
  const prism = spawn(process.execPath, ["--max-old-space-size=6144", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1" },
  });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      // It lists all operations before it says so.
      said = (said + chunk.toString("utf8")).slice(-10_000);
      if (said.includes("Prism is listening")) resolve();
    };
    prism.stdout.on("data", hear);
    prism.stderr.on("data", hear);
    prism.on("exit", () => reject(new Error(`Prism did not start:\n${said.slice(-2000)}`)));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => prism.kill("SIGKILL") };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      // A server that listens on a port has an address of this kind.
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
