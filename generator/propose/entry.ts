/** One line or a few of a settings file, with what to ask about them. Plain data, but for `lines`. */
export interface Entry {
  readonly file: "client" | "overlay";
  /** The key of client.yaml that the lines stand under, if they share it with others. */
  readonly under?: string;
  /** What the lines are for: in the file above them. */
  readonly comment: string;
  readonly question: string;
  /** `yes`: the answer is yes or no. */
  readonly kind: "text" | "yes";
  /** The answer that Enter gives; empty where only a person knows. */
  readonly proposed: string;
  /** What is wrong with an answer, if anything. */
  readonly problem?: (answer: string) => string | undefined;
  /** The YAML; for no answer, and for no, what could be written. */
  readonly lines: (answer: string) => readonly string[];
}

export interface Answered {
  readonly entry: Entry;
  readonly answer: string;
}

/** Whether the lines hold; else they are written as a comment. */
export function isTaken({ entry, answer }: Answered): boolean {
  return entry.kind === "yes" ? answer === "yes" : answer !== "";
}
