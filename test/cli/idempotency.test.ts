import { expect, test } from "vitest";
import { filesIn, folderWith, joySpecs, specweld } from "./specweld.js";

test.each([
  ["Idempotency-Key", "idempotent(options)"],
  ["X-Once", 'idempotent(options, "X-Once")'],
])("calls that change something carry a key of their own in %s", async (header, want) => {
  const specs = await joySpecs();
  const client = `${specs["specs/client.yaml"] ?? ""}\nidempotency: { header: ${header} }\n`;
  const folder = await folderWith({ ...specs, "specs/client.yaml": client });
  expect((await specweld(folder, ["generate", "--no-format"])).status).toBe(0);
  const files = await filesIn(folder);
  const operations = files["generated/src/operations/referrals.ts"] ?? "";
  expect(operations.match(/idempotent\(.*?\)/g)).toEqual([want]);
  expect(files["generated/README.md"]).toContain(`in \`${header}\`, the same in all attempts`);
});
