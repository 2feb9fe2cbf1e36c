import { join } from "node:path";
import { cached, installCached } from "./cache.js";

const folder = cached("runtimes");

/** Runtimes that come from npm with their binaries inside. */
const packages = {
  "node-22": `npm:node-${process.platform}-${process.arch}@22.23.3`,
  "node-24": `npm:node-${process.platform}-${process.arch}@24.9.0`,
  deno: "2.9.6",
  bun: "1.4.5",
  workerd: "1.20261117.1",
} as const;

/** Installs the runtimes into the cache, unless they are there. */
export async function installRuntimes(): Promise<void> {
  await installCached("runtimes", packages);
}

/** What runs a script, with the arguments that go before its path. */
export const scriptRuntimes: Readonly<Record<string, readonly [path: string, ...string[]]>> = {
  "Node 20 or what runs the tests": [process.execPath],
  "Node 22": [binary("node-22/bin/node")],
  "Node 24": [binary("node-24/bin/node")],
  Deno: [binary(".bin/deno"), "run", "--allow-net", "--node-modules-dir=manual", "--no-lock"],
  Bun: [binary(".bin/bun"), "run"],
};

export const workerd = binary(".bin/workerd");

function binary(path: string): string {
  return join(folder, "node_modules", path);
}
