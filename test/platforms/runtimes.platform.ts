import { execFile, spawn } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expected, platformProject } from "./project.js";
import { installRuntimes, scriptRuntimes, workerd } from "./runtimes.js";
import { closedUrl, startServer } from "./server.js";

const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  await installRuntimes();
  folder = await platformProject();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test.each(Object.entries(scriptRuntimes))("%s", async (_, [path, ...flags]) => {
  const server = await startServer();
  const closed = await closedUrl();
  const script = join(folder, "run.js");
  await writeFile(
    script,
    `import { visit } from "./visit.js";
     console.log(JSON.stringify(await visit(${JSON.stringify(server.url)}, ${JSON.stringify(closed)})));`,
  );
  try {
    const { stdout, stderr } = await run(path, [...flags, script], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual(expected);
    expect(stderr.replace(/^.*npm warn.*$/gm, "")).toBe("");
  } finally {
    await server.close();
  }
});

test("workerd", async () => {
  const server = await startServer();
  const closed = await closedUrl();
  await writeFile(
    join(folder, "worker.js"),
    `import { visit } from "./bundle.js";
     export default {
       fetch: async () => Response.json(await visit(${JSON.stringify(server.url)}, ${JSON.stringify(closed)})),
     };`,
  );
  await writeFile(join(folder, "worker.capnp"), config);
  const flags = ["serve", "worker.capnp", "--control-fd=1"];
  const worker = spawn(workerd, flags, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const port = await portOf(worker.stdout);
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(await response.json()).toEqual(expected);
  } finally {
    worker.kill();
    await server.close();
  }
});

/** The server on loopback is of the network that workers do not see unless they are let. */
const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["private", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "bundle.js", esModule = embed "bundle.js"),
  ],
  compatibilityDate = "2025-01-01",
);
`;

/** workerd says on its control descriptor which port it took. */
async function portOf(output: NodeJS.ReadableStream): Promise<number> {
  for await (const line of createInterface({ input: output })) {
    const message: unknown = JSON.parse(line);
    if (typeof message === "object" && message !== null && "port" in message) {
      return Number(message.port);
    }
  }
  throw new Error("workerd did not start.");
}
