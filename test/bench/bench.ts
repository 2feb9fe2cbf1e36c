import { parseArgs } from "node:util";
import { measureBundles } from "./bundle.js";
import { cases } from "./cases.js";
import { type Goal, goalTable } from "./goal.js";
import { measureGrowth } from "./growth.js";
import { measureRuns } from "./runs.js";
import { measureCompiler } from "./tsc-time.js";

/**
 * `npm run bench [-- --rounds N] [section…]`: what a run takes beside the peers, how that grows with
 * the document, and what the client costs those who use it. Ends with the goals, and which are met.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { rounds: { type: "string", default: "3" } },
    allowPositionals: true,
  });
  const rounds = Number(values.rounds);
  const sections: Readonly<Record<string, () => Promise<readonly Goal[]>>> = {
    ...Object.fromEntries(cases.map((each) => [each.name, () => measureRuns(each, rounds)])),
    growth: () => measureGrowth(rounds),
    tsc: () => measureCompiler(rounds),
    bundle: measureBundles,
  };
  const unknown = positionals.filter((name) => !sections[name]);
  if (unknown.length > 0) {
    throw new Error(
      `No ${unknown.join(", ")} is measured, but ${Object.keys(sections).join(", ")}.`,
    );
  }
  const goals: Goal[] = [];
  for (const [name, measure] of Object.entries(sections)) {
    if (positionals.length === 0 || positionals.includes(name)) goals.push(...(await measure()));
  }
  process.stdout.write(goalTable(goals));
}

await main();
