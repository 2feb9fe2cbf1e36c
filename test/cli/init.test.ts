import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesIn, folderWith, root, specweld } from "./specweld.js";

const page = await readFile(join(root, "specs/referrals.md"), "utf8");
const newFiles = ["specs/client.yaml", "specs/overlay.yaml", "specs/names.yaml", "package.json"];

test("a project without documents is told what to put where", async () => {
  const folder = await folderWith({});
  const { status, stdout, stderr } = await specweld(folder, ["init"]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("Put the API's documentation there");
  expect(await filesIn(folder)).toEqual({});
});

test("without a terminal the proposal is printed, and nothing is written", async () => {
  const folder = await folderWith({ "specs/referrals.md": page });
  const { status, stdout } = await specweld(folder, ["init"]);
  expect(status).toBe(0);
  for (const path of newFiles) expect(stdout).toContain(`# ${path}\n`);
  expect(Object.keys(await filesIn(folder))).toEqual(["specs/referrals.md"]);
});

test("with --yes it is written, and generate takes it as it is", async () => {
  const folder = await folderWith({ "api/referrals.md": page });
  const { status, stderr } = await specweld(folder, ["init", "api", "--yes"]);
  expect(status).toBe(0);
  expect(stderr).toContain("To be said in api/overlay.yaml: How is the credential JoySecretAuth");
  expect(stderr).toContain("Next: npx specweld generate --specs api");
  const files = await filesIn(folder);
  expect(files["api/client.yaml"]).toContain("\n  unwrap: data\n");
  expect(files[".gitignore"]).toBe("node_modules/\ngenerated/dist/\n");
  const run = await specweld(folder, ["generate", "--specs", "api", "--no-format", "--json"]);
  expect(run.status).toBe(0);
  const { diagnostics } = JSON.parse(run.stdout) as {
    readonly diagnostics: readonly { readonly code: string; readonly severity: string }[];
  };
  const found = diagnostics.filter(({ severity }) => severity !== "notice");
  expect(found.map(({ code }) => code)).toEqual(["undefined-security-scheme"]);
  // Its names are those that generate gives.
  const after = await filesIn(folder);
  for (const [path, text] of Object.entries(files)) expect(after[path]).toBe(text);
});

test("what is there stays, and what it could have is shown", async () => {
  const given = {
    "specs/referrals.md": page,
    "specs/client.yaml": "package: { name: joy }\n",
    "specs/names.yaml": "POST /rest_api/v2/referrals/invitations: invite\n",
    "package.json": '{ "scripts": {} }\n',
    ".gitignore": "/node_modules\n",
  };
  const folder = await folderWith(given);
  const { status, stderr } = await specweld(folder, ["init", "--yes"]);
  expect(status).toBe(0);
  expect(stderr).toContain("specs/client.yaml is there and stays as it is");
  expect(stderr).toContain("  version: 0.1.0\n");
  expect(stderr).not.toContain("name: joy");
  expect(stderr).toContain('"generate": "specweld generate"');
  expect(stderr).toContain("generated/dist/\n");
  const { "specs/overlay.yaml": overlay, ...others } = await filesIn(folder);
  expect(others).toEqual(given);
  expect(overlay).toContain("JoySecretAuth");
});

test("what the project says of itself is taken over", async () => {
  const folder = await folderWith({
    "specs/referrals.md": page,
    LICENSE: "MIT License\n",
    "package.json": JSON.stringify({ license: "MIT", repository: { url: "joy/client" } }),
  });
  expect((await specweld(folder, ["init", "--yes"])).status).toBe(0);
  const { "specs/client.yaml": client } = await filesIn(folder);
  for (const line of ["license: MIT", "licenseFile: ../LICENSE", "repository: joy/client"]) {
    expect(client).toContain(`\n  ${line}\n`);
  }
  expect((await specweld(folder, ["generate", "--no-format"])).status).toBe(0);
  expect((await filesIn(folder))["generated/LICENSE"]).toBe("MIT License\n");
});

test("documents that cannot be read are reported, and nothing is proposed", async () => {
  const folder = await folderWith({ "specs/a.json": '{ "openapi": "3.1.0", ' });
  const { status, stderr } = await specweld(folder, ["init", "--yes"]);
  expect(status).toBe(2);
  expect(stderr).toContain("broken-document");
  expect(Object.keys(await filesIn(folder))).toEqual(["specs/a.json"]);
});

test("several APIs are welded, if nobody chooses one", async () => {
  const get = { responses: { 204: { description: "" } } };
  const document = (title: string, ...methods: readonly string[]) =>
    JSON.stringify({
      openapi: "3.1.0",
      info: { title, version: "1" },
      servers: [{ url: "https://api.example" }],
      security: [],
      paths: { "/a": Object.fromEntries(methods.map((method) => [method, get])) },
    });
  const folder = await folderWith({
    "specs/a.json": document("Bills: the API", "get"),
    "specs/b.json": document("Orders API", "get", "put"),
  });
  const init = await specweld(folder, ["init", "--yes"]);
  expect(init.status).toBe(0);
  expect(init.stderr).toContain("3 names in specs/names.yaml could only be made from the path");
  const files = await filesIn(folder);
  // The larger one has its names as they are.
  expect(files["specs/client.yaml"]).toContain(
    'apis:\n  "Orders API": {}\n  "Bills: the API": { prefix: Bills }\n',
  );
  expect(files["specs/names.yaml"]).toContain("getA # from the path: choose a better one\n");
  const { status, stderr } = await specweld(folder, ["generate", "--no-format"]);
  expect({ status, told: stderr.includes("yaml:") }).toEqual({ status: 0, told: false });
});
