import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { readBytes } from "../../generator/read/file-bytes.js";
import { folderWith } from "../cli/specweld.js";

vi.mock("node:fs/promises", { spy: true });

/** How often a file is read from until all is there. */
async function readsOf(path: string, most: number): Promise<number> {
  let count = 0;
  const { open: own } =
    await vi.importActual<typeof import("node:fs/promises")>("node:fs/promises");
  vi.mocked(open).mockImplementationOnce(async (...given) => {
    const file = await own(...given);
    const read = vi.spyOn(file, "read");
    const close = file.close.bind(file);
    file.close = () => {
      count = read.mock.calls.length;
      return close();
    };
    return file;
  });
  await readBytes(path, most).catch(() => undefined);
  return count;
}

test("a file is read at once", async () => {
  const folder = await folderWith({ "a.txt": "a".repeat(300_000) });
  // The second time, nothing is left.
  expect(await readsOf(join(folder, "a.txt"), 1e6)).toBe(2);
});

test("what says that it has no size is read in parts that are worth it", async () => {
  const count = await readsOf("/dev/zero", 1e6);
  expect(count).toBeGreaterThan(1);
  expect(count).toBeLessThan(100);
});
