import type { Generated } from "./types-generate.js";

/** A document's client, and its errors by the version of TypeScript. */
export interface Verdict extends Generated {
  readonly name: string;
  readonly errors: ReadonlyMap<string, readonly string[]>;
}

/** The line above the rows. */
export function head(versions: readonly string[]): string {
  const compilers = versions.map((version) => `TS ${version}`.padStart(9)).join("");
  return `${"document".padEnd(22)}${"OpenAPI".padEnd(8)}operations schemas seconds   lines${compilers}  errors/warnings of the tool`;
}

export function row(verdict: Verdict, versions: readonly string[]): string {
  const { name, openapi, failure, errors, ...counts } = verdict;
  const { operations, schemas, seconds, lines, findings } = counts;
  const severe = (severity: string) => findings.filter((one) => one.severity === severity).length;
  const cells = [
    name.padEnd(22),
    openapi.padEnd(8),
    String(operations).padStart(10),
    String(schemas).padStart(8),
    seconds.toFixed(1).padStart(8),
    String(lines).padStart(8),
    ...versions.map((version) => String(errors.get(version)?.length ?? "–").padStart(9)),
    `  ${severe("error")}/${severe("warning")}`,
    failure === undefined ? "" : "  no client",
  ];
  return cells.join("");
}

/** The sums, and what went wrong: every kind of error with its number and one example. */
export function summary(verdicts: readonly Verdict[], versions: readonly string[]): string {
  const sum = (of: (verdict: Verdict) => number) =>
    verdicts.reduce((total, verdict) => total + of(verdict), 0);
  const refused = verdicts.filter(({ failure }) => failure !== undefined).length;
  const compiled = versions.map((version) => {
    const failing = verdicts.filter(({ errors }) => errors.get(version)?.length).length;
    const errors = sum((verdict) => verdict.errors.get(version)?.length ?? 0);
    return `TypeScript ${version}: ${errors} errors in ${failing} clients`;
  });
  return [
    `${verdicts.length} documents, ${sum(({ operations }) => operations)} operations, ${sum(({ schemas }) => schemas)} schemas, ${sum(({ lines }) => lines)} lines in ${sum(({ seconds }) => seconds).toFixed(1)} s; ${refused} without a client`,
    ...compiled,
    ...verdicts.filter(hasFailed).flatMap(complaints),
  ].join("\n");
}

export function hasFailed({ failure, errors }: Verdict): boolean {
  return failure !== undefined || [...errors.values()].some((list) => list.length > 0);
}

function complaints({ name, failure, errors }: Verdict): readonly string[] {
  const lines = failure === undefined ? [] : [`  ${failure}`];
  for (const [version, list] of errors) {
    for (const kind of new Set(list.map(kindOf))) {
      const same = list.filter((error) => kindOf(error) === kind);
      lines.push(`  TypeScript ${version}: ${same.length} × ${kind}, the first: ${same[0]}`);
    }
  }
  return [`\n${name}`, ...lines];
}

function kindOf(error: string): string {
  return /\bTS\d+\b/.exec(error)?.[0] ?? "?";
}
