import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const file = `${root}hover.ts`;

/** A program a user might have open, with what an editor shows for a name in it. */
function hoverOver(code: string): (name: string) => string {
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: [],
  };
  const text = `import * as joy from "./generated/src/index.js";\n${code}`;
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const content = path === file ? text : ts.sys.readFile(path);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: (path) => (path === file ? text : ts.sys.readFile(path)),
  });
  return (name) => {
    const info = service.getQuickInfoAtPosition(file, text.lastIndexOf(name));
    return ts.displayPartsToString(info?.displayParts).replaceAll(/\s+/g, " ");
  };
}

const hover = hoverOver(`
  declare const client: joy.Client;
  type Referrers = joy.GetCustomerReferrersResponse;
  type Invitation = joy.GenerateReferralInvitationResponse;
  const invitation = await joy.generateReferralInvitation(client, { body: { email: "" } });
  const referrers = await joy.getCustomerReferrers(client, { path: { customerId: "" } });
  const inviteLink = invitation.data?.inviteLink;
`);

test("an answer reads as its envelope and what is in it, not as their expansion", () => {
  expect(hover("Invitation =")).toBe(
    "type Invitation = joy.SuccessResponse<{ inviteLink?: string; referralCode?: string; }>",
  );
  expect(hover("invitation =")).toBe("const invitation: joy.GenerateReferralInvitationResponse");
  expect(hover("GenerateReferralInvitationResponse;")).toBe(
    "type GenerateReferralInvitationResponse = joy.SuccessResponse<{ inviteLink?: string; referralCode?: string; }>",
  );
  expect(hover("Referrers =")).toBe("type Referrers = joy.ListResponse<Record<string, unknown>>");
  expect(hover("referrers =")).toBe("const referrers: joy.GetCustomerReferrersResponse");
});

test("a field reads as its type", () => {
  expect(hover("data?.inv")).toBe(
    "(property) SuccessResponse<{ inviteLink?: string; referralCode?: string; }>.data?: { inviteLink?: string; referralCode?: string; } | undefined",
  );
  expect(hover("inviteLink =")).toBe("const inviteLink: string | undefined");
});

test("an operation reads as what it takes and gives", () => {
  expect(hover("generateReferralInvitation(")).toBe(
    "function generateReferralInvitation(client: joy.Client, input: joy.GenerateReferralInvitationInput, options?: joy.RequestOptions): joy.ApiPromise<joy.GenerateReferralInvitationResponse>",
  );
});
