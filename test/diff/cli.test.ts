import { execFileSync } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, joySpecs, root, specweld } from "../cli/specweld.js";

const page = "specs/referrals.md";

/** A repository with the committed client, and the tag v1 on it. */
async function repository(): Promise<{ folder: string; git: (...args: string[]) => void }> {
  const folder = await folderWith(await joySpecs());
  await cp(join(root, "generated/openapi.json"), join(folder, "generated/openapi.json"), {
    recursive: true,
  });
  for (const name of ["package.json", "src", ".specweld.json", "README.md", "tsconfig.json"]) {
    await cp(join(root, "generated", name), join(folder, "generated", name), { recursive: true });
  }
  const git = (...args: string[]) => {
    const settings = ["user.name=Test", "user.email=test@example.com", "commit.gpgsign=false"];
    const options = settings.flatMap((setting) => ["-c", setting]);
    execFileSync("git", [...options, ...args], { cwd: folder, stdio: "pipe" });
  };
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "The client");
  git("tag", "v1");
  return { folder, git };
}

async function edit(folder: string, from: string, to: string): Promise<void> {
  const path = join(folder, page);
  const text = await readFile(path, "utf8");
  if (!text.includes(from)) throw new Error(`The page has no ${from}.`);
  await writeFile(path, text.replaceAll(from, to));
  const { status, stderr } = await specweld(folder, ["generate"]);
  if (status !== 0) throw new Error(stderr);
}

test("a revision is compared with the folder, and with another revision", async () => {
  const { folder, git } = await repository();
  expect(await specweld(folder, ["diff", "v1"])).toEqual({
    status: 0,
    stdout: "No changes.\n",
    stderr: "",
  });

  await edit(folder, '"inviteLink":{"type":"string"}', '"inviteLink":{"type":"integer"}');
  const changed = await specweld(folder, ["diff", "v1", "--fail-on", "breaking"]);
  expect(changed.stdout).toBe(`## API changes: major (1 breaking)

### Breaking

- response field \`GenerateReferralInvitationResponse.data.inviteLink\` changed: \`string\` → \`number\` · what comes may be something that the code does not expect · \`POST /rest_api/v2/referrals/invitations → response 200 → data.inviteLink\`
`);
  expect(changed.status).toBe(1);

  git("add", "-A");
  git("commit", "-q", "-m", "A number");
  for (const [base, head] of [
    ["v1", "main"],
    ["HEAD~1", "HEAD"],
    ["v1:generated", "main:generated"],
    ["v1:generated/openapi.json", "generated/openapi.json"],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one process at a time
    const { status, stdout } = await specweld(folder, ["diff", base, head, "--json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      step: "major",
      changes: [
        {
          impact: "breaking",
          kind: "changed",
          name: "GenerateReferralInvitationResponse.data.inviteLink",
          before: "string",
          after: "number",
          place: "POST /rest_api/v2/referrals/invitations → response 200 → data.inviteLink",
        },
      ],
    });
  }
});

test.each([
  ["nothing", "git knows no revision nothing"],
  ["v1:nowhere", "there is no nowhere in v1"],
  ["v1:specs", "there is no client in specs of v1"],
  ["specs", "specs holds no client"],
  ["--output=x", "error: unknown option"],
  ["-- -x", "no revision begins with -"],
])("diff %s says what is wrong and what to write", async (argument, message) => {
  const { folder } = await repository();
  const { status, stdout, stderr } = await specweld(folder, ["diff", ...argument.split(" ")]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message);
});

test.each([
  ["brackets", `export type A = ${"[".repeat(20_000)}string${"]".repeat(20_000)};`],
  ["objects", `export interface A ${"{ a: ".repeat(3000)}string${" }".repeat(3000)}`],
  ["lists", `export type A = string${"[]".repeat(20_000)};`],
  ["what is no TypeScript", "export type A = {{{ ${"],
])("diff says that a client of %s cannot be read", async (_, types) => {
  const { folder } = await repository();
  await cp(join(folder, "generated"), join(folder, "old"), { recursive: true });
  await writeFile(join(folder, "old/src/types.ts"), types);
  const { status, stdout, stderr } = await specweld(folder, ["diff", "old"]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^error {2}one of the clients cannot be read: .*\[unreadable-client\]/);
});
