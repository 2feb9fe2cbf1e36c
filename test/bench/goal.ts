/** What a goal of the project asks for, and what was measured. */
export interface Goal {
  readonly name: string;
  readonly measured: number;
  /** At most. */
  readonly goal: number;
}

/** The goals as a table, each with whether it is met. */
export function goalTable(goals: readonly Goal[]): string {
  const width = Math.max(...goals.map(({ name }) => name.length));
  const lines = goals.map(({ name, measured, goal }) => {
    const isMet = measured <= goal ? "met" : "not met";
    return `${name.padEnd(width)}${measured.toFixed(2).padStart(10)}   at most ${goal}: ${isMet}`;
  });
  return `${lines.join("\n")}\n`;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
