import { expect, test } from "vitest";
import { crash } from "../crash.js";

const kills = Number(process.env["KILLS"] ?? 300);
const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);

test("runs that are killed leave the old client or the new, or what the next run puts right", async () => {
  const { wrong, ...states } = await crash(kills, seed);
  process.stdout.write(
    `${kills} kills from seed ${seed}: ${states.old} left the old client, ${states.new} the new one, ` +
      `${states.between} a journal to put it right with; ${states.missed} came too late\n`,
  );
  expect(wrong).toEqual([]);
});
