import { expect, test } from "vitest";
import { readBytes, TooLarge } from "../../generator/read/file-bytes.js";
import { folderWith } from "../cli/specweld.js";
import { join } from "node:path";

test("a file is read whole, and up to what it may have", async () => {
  const folder = await folderWith({ "a.txt": "a".repeat(300_000), "empty.txt": "" });
  const path = join(folder, "a.txt");
  expect((await readBytes(path, 300_000)).length).toBe(300_000);
  expect((await readBytes(join(folder, "empty.txt"), 10)).length).toBe(0);
  await expect(readBytes(path, 299_999)).rejects.toThrow(TooLarge);
});

test.skipIf(process.platform === "win32")("what has no size is read no further", async () => {
  await expect(readBytes("/dev/zero", 10_000_000)).rejects.toThrow(TooLarge);
});
