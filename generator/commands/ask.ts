import { createInterface } from "node:readline/promises";
import type { Answered, Entry } from "../propose/entry.js";

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

export interface Asking {
  /** Gives the answer, Enter being the proposed one; rejects where the input ends. */
  readonly ask: (question: Omit<Entry, "file" | "comment" | "lines">) => Promise<string>;
  readonly close: () => void;
}

/** Asks on a terminal, one line for one question; a wrong answer is asked for again. */
export function asking({ input, output }: Terminal): Asking {
  const lines = createInterface({ input, output, terminal: false });
  const given = lines[Symbol.asyncIterator]();
  const ask: Asking["ask"] = async (question) => {
    for (;;) {
      output.write(prompt(question));
      const { value, done } = await given.next();
      if (done) throw new InputEnded();
      const answer = answerOf(String(value).trim(), question);
      const problem = answer === undefined ? "Write y or n." : problemOf(answer, question);
      if (problem === undefined && answer !== undefined) return answer;
      output.write(`  ${problem}\n`);
    }
  };
  return { ask, close: () => lines.close() };
}

/** Every entry with its answer, in order. */
export async function askAll(
  entries: readonly Entry[],
  ask: Asking["ask"],
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const entry of entries) answers.push({ entry, answer: await ask(entry) });
  return answers;
}

/** Nobody is there to answer any more: nothing is to be written. */
export class InputEnded extends Error {}

type Question = Parameters<Asking["ask"]>[0];

function prompt({ question, kind, proposed }: Question): string {
  if (kind === "yes") return `${question}? [${proposed === "yes" ? "Y/n" : "y/N"}] `;
  return `${question}: ${proposed === "" ? "" : `[${proposed}] `}`;
}

/** `-` leaves out what has a proposal. */
function answerOf(line: string, { kind, proposed }: Question): string | undefined {
  if (line === "") return proposed;
  if (kind === "text") return line === "-" ? "" : line;
  if (/^y(?:es)?$/i.test(line)) return "yes";
  return /^no?$/i.test(line) ? "no" : undefined;
}

function problemOf(answer: string, { problem }: Question): string | undefined {
  return answer === "" ? undefined : problem?.(answer);
}
