import { markdown } from "../diff/markdown.js";
import { clientsOf, compared, sideAt } from "./sides.js";
import { give, giveJson, progressLine, say, sayDiagnostics } from "./terminal.js";

export interface DiffOptions {
  readonly json: boolean;
  readonly failOn?: "breaking";
}

const generated = "generated";

/** `specweld diff`: gives the exit status. */
export async function runDiff(
  base: string,
  head: string | undefined,
  { json, failOn }: DiffOptions,
): Promise<number> {
  const onStage = progressLine();
  const sides = await Promise.all([base, head ?? generated].map((name) => sideAt(name, generated)));
  const problems = sides.flatMap((side) => (side.kind === "nothing" ? [side.message] : []));
  const [old, now] = sides;
  if (!old || !now || problems.length > 0) {
    say(problems.map((problem) => `${problem}\n`).join(""));
    return 2;
  }
  const clients = await clientsOf(old, now);
  if ("diagnostics" in clients) {
    sayDiagnostics(clients.diagnostics, true);
    return 2;
  }
  onStage("diff");
  const found = compared(clients.base, clients.head);
  onStage(undefined);
  if ("diagnostics" in found) {
    sayDiagnostics(found.diagnostics, true);
    return 2;
  }
  if (json) giveJson(found);
  else give(markdown(found));
  const isBreaking = found.changes.some(({ impact }) => impact === "breaking");
  return failOn === "breaking" && isBreaking ? 1 : 0;
}
