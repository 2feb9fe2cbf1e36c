import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { runDiff } from "../../generator/commands/diff.js";
import { runGenerate } from "../../generator/commands/generate.js";
import { runRelease } from "../../generator/commands/release.js";
import { readRevision } from "../../generator/diff/git.js";
import { readClient } from "../../generator/read/client-folder.js";
import { folderWith, joySpecs, type Files } from "../cli/specweld.js";
import { consumerErrors } from "../diff/consumer.js";

const page = "specs/referrals.md";

/** What arrives one after the other, and what people are told of it. */
const story: readonly {
  readonly arrives: string;
  readonly edit: (files: Files) => Files;
  /** The lines of the report that tell changes. */
  readonly report: readonly string[];
  readonly version: string;
  /** What CHANGELOG.md tells, below the version. */
  readonly changelog: string;
  /** Lines that come and go in the client, by file; the README, which shows some operation, aside. */
  readonly lines: Readonly<Record<string, string>>;
  /** Whether a program that used all of the old client still compiles. */
  readonly compiles: boolean;
}[] = [
  {
    arrives: "a new endpoint page",
    edit: () => ({ "specs/coupons.md": coupons }),
    report: ["- operation `listCoupons` added · `GET /rest_api/v2/coupons`"],
    version: "0.1.1",
    changelog: "### Added\n\n- Operation `listCoupons` (`GET /rest_api/v2/coupons`)",
    lines: {
      ".specweld.json": "+2 -0",
      "docs/coupons.md": "+40 -0",
      "openapi.json": "+26 -0",
      "src/index.ts": "+1 -0",
      "src/operations/coupons.ts": "+34 -0",
    },
    compiles: true,
  },
  {
    arrives: "an added optional field",
    edit: replaced(
      '"referralCode":{"type":"string"}',
      '"referralCode":{"type":"string"},"expiresAt":{"type":"string"}',
    ),
    report: [
      "- response field `GenerateReferralInvitationResponse.data.expiresAt` added: `expiresAt?: string` · `POST /rest_api/v2/referrals/invitations → response 200 → data.expiresAt`",
    ],
    version: "0.1.2",
    changelog:
      "### Added\n\n- Response field `GenerateReferralInvitationResponse.data.expiresAt` (`expiresAt?: string`)",
    lines: { "openapi.json": "+3 -0", "src/operations/referrals.ts": "+1 -0" },
    compiles: true,
  },
  {
    arrives: "a removed field",
    edit: replaced('"totalRedeemCoupon":{"type":"integer"},', ""),
    report: [
      "- response field `GetCustomerReferralSummaryResponse.data.totalRedeemCoupon` removed: `totalRedeemCoupon?: number` · code that reads it does not compile · `GET /rest_api/v2/referrals/customers/{customerId}/summary → response 200 → data.totalRedeemCoupon`",
    ],
    version: "0.2.0",
    changelog:
      "### Breaking\n\n- Response field `GetCustomerReferralSummaryResponse.data.totalRedeemCoupon` is gone (`totalRedeemCoupon?: number`)",
    lines: { "openapi.json": "+0 -3", "src/operations/referrals.ts": "+0 -1" },
    compiles: false,
  },
  {
    arrives: "a renamed summary",
    edit: replaced('"summary":"Get referral analytics"', '"summary":"How referrals went"'),
    report: [
      "- operation `getReferralAnalytics` described differently · `GET /rest_api/v2/referrals/analytics`",
    ],
    version: "0.2.1",
    changelog:
      "### Documentation\n\n- Changed descriptions, limits or examples: `getReferralAnalytics`",
    lines: {
      "docs/referrals.md": "+2 -2",
      "openapi.json": "+1 -1",
      "src/operations/referrals.ts": "+1 -1",
    },
    compiles: true,
  },
  {
    arrives: "a changed description",
    edit: replaced("Number of items returned", "How many items there are"),
    report: [
      "- field `ListResponse.meta.count` described differently · `components/schemas/ListResponse`",
    ],
    version: "0.2.2",
    changelog:
      "### Documentation\n\n- Changed descriptions, limits or examples: `ListResponse.meta.count`",
    lines: { "openapi.json": "+1 -1", "src/types.ts": "+1 -1" },
    compiles: true,
  },
  {
    arrives: "a parameter that is required now",
    edit: replaced(
      '"name":"startDate","in":"query",',
      '"name":"startDate","in":"query","required":true,',
    ),
    report: [
      "- parameter `GetReferralAnalyticsInput.query.startDate` changed: `startDate?: string` → `startDate: string` · required now · `GET /rest_api/v2/referrals/analytics → query parameter → startDate`",
    ],
    version: "0.3.0",
    changelog:
      "### Breaking\n\n- Parameter `GetReferralAnalyticsInput.query.startDate` is `startDate: string` now, was `startDate?: string`: required now",
    lines: {
      "docs/referrals.md": "+2 -2",
      "openapi.json": "+1 -0",
      "src/operations/referrals.ts": "+3 -3",
    },
    compiles: false,
  },
];

const coupons = `# Coupons

## List coupons

\`\`\`json
${JSON.stringify({
  openapi: "3.0.0",
  info: { title: "Joy Loyalty Program - REST API v2", version: "2.0.0" },
  tags: [{ name: "Coupons" }],
  servers: [
    { url: "https://dev-api.joy.so", description: "Staging" },
    { url: "https://api.joy.so", description: "Production" },
  ],
  security: [{ JoyAuth: [], JoySecretAuth: [] }],
  components: {
    securitySchemes: {
      JoyAuth: { type: "apiKey", in: "header", name: "X-Joy-Loyalty-App-Key" },
    },
  },
  paths: {
    "/rest_api/v2/coupons": {
      get: {
        tags: ["Coupons"],
        summary: "List coupons",
        responses: {
          200: {
            description: "Coupons",
            content: {
              "application/json": {
                schema: { type: "array", items: { type: "string" } },
              },
            },
          },
        },
      },
    },
  },
})}
\`\`\`
`;

test(
  "a client's life: what arrives is generated, told and released",
  { timeout: 120_000 },
  async () => {
    const folder = await folderWith(await joySpecs());
    vi.spyOn(process, "cwd").mockReturnValue(folder);
    const git = (...args: string[]): string =>
      execFileSync("git", args, { cwd: folder, stdio: "pipe" }).toString();
    git("init", "-q", "-b", "main");
    for (const [name, value] of [
      ["user.name", "Test"],
      ["user.email", "test@example.com"],
      ["commit.gpgsign", "false"],
      ["core.autocrlf", "false"],
    ] as const) {
      git("config", name, value);
    }
    const commit = (message: string) => {
      git("add", "-A");
      git("commit", "-q", "-m", message);
    };
    await run(() => runGenerate(generating));
    expect(await run(() => runRelease(releasing))).toContain("0.1.0: the first release");
    commit("0.1.0");
    git("tag", "v0.1.0");

    for (const { arrives, edit, version, ...want } of story) {
      // oxlint-disable no-await-in-loop -- each follows the one before
      const before = { [page]: await readFile(join(folder, page), "utf8") };
      for (const [path, text] of Object.entries(edit(before))) {
        await writeFile(join(folder, path), text);
      }
      await run(() => runGenerate(generating));
      git("add", "-A", "-N");
      const lines = numstat(git("diff", "--numstat", "--relative=generated"));

      const report = await run(() => runDiff("HEAD", undefined, { json: false }));
      const changelog = await run(() => runRelease(releasing));
      const manifest: unknown = JSON.parse(
        await readFile(join(folder, "generated/package.json"), "utf8"),
      );
      await run(() => runGenerate({ ...generating, check: true }));

      const old = await readRevision("HEAD", "generated", folder);
      const now = await readClient(join(folder, "generated"));
      if (old.kind !== "client" || now?.kind !== "client") throw new Error("There is no client.");
      expect({
        arrives,
        report: report.split("\n").filter((line) => line.startsWith("- ")),
        changelog: changelog.split(`## ${version}\n\n`)[1]?.split("\n\nWrote ")[0],
        lines,
        compiles: consumerErrors(old.files, now.files).length === 0,
      }).toEqual({ arrives, ...want });
      expect(manifest).toMatchObject({ version });
      commit(arrives);
      git("tag", `v${version}`);
      // oxlint-enable no-await-in-loop
    }

    const told = await readFile(join(folder, "generated/CHANGELOG.md"), "utf8");
    expect([...told.matchAll(/^## (.*)$/gm)].map(([, version]) => version)).toEqual([
      ...story.map(({ version }) => version).toReversed(),
      "0.1.0",
    ]);
  },
);

const generating = {
  specs: "specs",
  out: "generated",
  check: false,
  format: true,
  cache: false,
  json: false,
};
const releasing = { specs: "specs", out: "generated", dryRun: false, format: true, json: false };

/** What a command prints on stdout; it has to end well. */
async function run(command: () => Promise<number>): Promise<string> {
  const printed: string[] = [];
  const spies = ([process.stdout, process.stderr] as const).map((stream) =>
    vi.spyOn(stream, "write").mockImplementation((text) => {
      if (stream === process.stdout) printed.push(String(text));
      return true;
    }),
  );
  try {
    expect(await command()).toBe(0);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return printed.join("");
}

function replaced(from: string, to: string): (files: Files) => Files {
  return ({ [page]: text = "" }) => {
    if (!text.includes(from)) throw new Error(`The page has no ${from}.`);
    return { [page]: text.replaceAll(from, to) };
  };
}

/** File → `+added -removed`. */
function numstat(output: string): Readonly<Record<string, string>> {
  const rows = output
    .trim()
    .split("\n")
    .filter((row) => !row.endsWith("\tREADME.md"));
  return Object.fromEntries(
    rows.map((row) => {
      const [added = "", removed = "", path = ""] = row.split("\t");
      return [path, `+${added} -${removed}`];
    }),
  );
}
