import { expect, test } from "vitest";
import { crash } from "./crash.js";

test("a run that is killed leaves the old client or the new, or what the next run puts right", async () => {
  const { wrong } = await crash(4, 1);
  expect(wrong).toEqual([]);
}, 120_000);
