import fs from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { fetchBytes, type Lookup } from "../../generator/read/fetch-bytes.js";
import { TooLarge } from "../../generator/read/file-bytes.js";
import { limitsOf } from "../../generator/limits.js";
import { readFragments } from "../../generator/read/fragments.js";
import { folderWith } from "../cli/specweld.js";

const secret = '{"A":{"type":"string","description":"SECRET"}}';

function document(more: object = {}): string {
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Kiln", version: "1" },
    servers: [{ url: "https://kiln.example" }],
    paths: {},
    ...more,
  });
}

function referring(ref: string): string {
  return document({ components: { schemas: { A: { $ref: ref } } } });
}

/** A server on loopback, and the paths that it has been asked for. */
async function served(
  answer: RequestListener,
): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on a port has the address of one.
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** The paths that are opened from now on until the test ends. */
function opened(): readonly string[] {
  const paths: string[] = [];
  const { openSync } = fs;
  const { open } = fs.promises;
  fs.openSync = (path, ...rest) => {
    paths.push(String(path));
    return openSync(path, ...rest);
  };
  fs.promises.open = async (path, ...rest) => {
    paths.push(String(path));
    return await open(path, ...rest);
  };
  syncBuiltinESMExports();
  onTestFinished(() => {
    Object.assign(fs, { openSync });
    Object.assign(fs.promises, { open });
    syncBuiltinESMExports();
  });
  return paths;
}

test.each([301, 302, 303, 307, 308])(
  "a redirect with %d is told and not followed",
  async (status) => {
    const hidden = await served((_, response) => void response.end(document()));
    const target = `${hidden.url}/metadata.json`;
    const { url, asked } = await served((_, response) => {
      response.writeHead(status, { location: target }).end();
    });
    const { value, diagnostics } = await readFragments([`${url}/a.json`], ".");
    expect(value).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: "no-such-input", severity: "error" }]);
    expect(diagnostics[0]?.message).toContain(`redirects to ${target}`);
    expect(asked).toEqual(["/a.json"]);
    expect(hidden.asked).toEqual([]);
  },
);

describe("a name", () => {
  const named = (...addresses: readonly string[]): Lookup => {
    const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    return (_, __, done) => done(null, found);
  };

  test.each([
    ["127.0.0.1"],
    ["10.1.2.3"],
    ["100.64.0.1"],
    ["169.254.169.254"],
    ["172.31.0.1"],
    ["192.168.1.1"],
    ["0.0.0.0"],
    ["::1"],
    ["::ffff:127.0.0.1"],
    ["::ffff:a9fe:a9fe"],
    ["fd00::1"],
    ["fe80::1"],
    ["203.0.113.9", "10.0.0.1"],
  ])("that leads to %s is not followed", async (...addresses) => {
    const { url, asked } = await served((_, response) => void response.end(document()));
    const { port } = new URL(url);
    const fetched = fetchBytes(`http://docs.example:${port}/a.json`, 1000, named(...addresses));
    await expect(fetched).rejects.toThrow("docs.example leads to");
    expect(asked).toEqual([]);
  });

  test.each(["localhost", "docs.localhost"])("%s is this machine, as it says", async (name) => {
    const { url } = await served((_, response) => void response.end("{}"));
    const { port } = new URL(url);
    const bytes = await fetchBytes(`http://${name}:${port}/a.json`, 1000, named("127.0.0.1"));
    expect(Buffer.from(bytes).toString()).toBe("{}");
  });
});

test.each([
  ["gzip", gzipSync],
  ["br", brotliCompressSync],
  ["deflate", deflateSync],
] as const)("an answer packed by %s is limited by its own size", async (encoding, pack) => {
  const { url } = await served((_, response) => {
    response.setHeader("content-encoding", encoding);
    response.end(pack("x".repeat(5000)));
  });
  expect(await fetchBytes(url, 5000)).toHaveLength(5000);
  await expect(fetchBytes(url, 4999)).rejects.toThrow(TooLarge);
});

test("an answer that ends before it is whole is an error", async () => {
  const { url } = await served((_, response) => {
    response.setHeader("content-encoding", "gzip");
    response.write(gzipSync("x".repeat(5000)).subarray(0, 20), () => response.destroy());
  });
  await expect(fetchBytes(url, 9000)).rejects.toThrow(Error);
});

test.each(["http:", "HTTP:", ""])(
  "a reference that begins with %s// is not fetched",
  async (scheme) => {
    const { url, asked } = await served((_, response) => void response.end(secret));
    const folder = await folderWith({
      "specs/a.json": referring(`${scheme}${url.slice("http:".length)}/b.json#/A`),
    });
    const { diagnostics } = await readFragments(["specs"], folder);
    expect(diagnostics).toMatchObject([{ code: "external-ref", severity: "error" }]);
    expect(asked).toEqual([]);
  },
);

test("an answer without end is cut off at the limit", async () => {
  const { url } = await served((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(" ".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  });
  const limits = limitsOf({ fileSize: 1 });
  const { diagnostics } = await readFragments([`${url}/a.json`], ".", undefined, limits);
  expect(diagnostics).toMatchObject([{ code: "beyond-limit", severity: "error" }]);
});

test.each([
  ["a path upwards", "../outside/secret.json#/A"],
  ["an escaped path upwards", "%2e%2e/outside/secret.json#/A"],
  ["a link to a file", "link.json#/A"],
  ["a file below a link to a folder", "linked/secret.json#/A"],
])("no file outside of the roots is opened: %s", async (_, ref) => {
  const folder = await folderWith({ "outside/secret.json": secret });
  const project = join(folder, "project");
  await mkdir(project);
  await symlink(join(folder, "outside/secret.json"), join(project, "link.json"));
  await symlink(join(folder, "outside"), join(project, "linked"));
  await writeFile(join(project, "a.json"), referring(ref));
  const paths = opened();
  const { diagnostics } = await readFragments(["a.json"], project);
  expect(diagnostics).toMatchObject([{ code: "external-ref", severity: "error" }]);
  expect(JSON.stringify(diagnostics)).not.toContain("SECRET");
  expect(paths).toContain(join(project, "a.json"));
  expect(paths.filter((path) => !path.startsWith(project) || path.includes("link"))).toEqual([]);
});

test("an absolute path to a file outside of the roots is not opened", async () => {
  const folder = await folderWith({ "outside/secret.json": secret, "project/x": "" });
  const project = join(folder, "project");
  await writeFile(join(project, "a.json"), referring(`${folder}/outside/secret.json#/A`));
  const paths = opened();
  const { diagnostics } = await readFragments(["a.json"], project);
  expect(diagnostics).toMatchObject([{ code: "external-ref", severity: "error" }]);
  expect(paths).toEqual([join(project, "a.json")]);
});

test("a link among the inputs of a folder that leads out of it", async () => {
  const folder = await folderWith({ "outside/b.json": document(), "project/a.json": document() });
  const project = join(folder, "project");
  await symlink(join(folder, "outside/b.json"), join(project, "b.json"));
  await symlink(join(folder, "outside"), join(project, "more"));
  const paths = opened();
  const { value } = await readFragments(["."], project);
  expect(value.map(({ file }) => file)).toEqual(["a.json"]);
  expect(paths.filter((path) => path.includes("b.json"))).toEqual([]);
});
