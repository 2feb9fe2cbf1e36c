import { classesOf, type DisagreementClass, excerpt } from "./truth-explained.js";
import type { Agreement, Truth } from "./truth.js";

export interface NamedTruth {
  readonly name: string;
  readonly truth: Truth;
  readonly seconds: number;
}

export interface Report {
  readonly lines: readonly string[];
  /** Whether every disagreement is explained. */
  readonly holds: boolean;
}

/** A table by document with the totals, and the disagreements by class with an example of each. */
export function report(truths: readonly NamedTruth[]): Report {
  const every = truths.map(({ truth }) => truth);
  const total: NamedTruth = {
    name: "all",
    seconds: truths.reduce((all, { seconds }) => all + seconds, 0),
    truth: {
      examples: sum(every, ({ examples }) => examples),
      accepted: sum(every, ({ accepted }) => accepted),
      unnamed: sum(every, ({ unnamed }) => unnamed),
      rejected: new Map(),
      allowed: united(every.map(({ allowed }) => allowed)),
      forbidden: united(every.map(({ forbidden }) => forbidden)),
      disagreements: every.flatMap(({ disagreements }) => disagreements),
      misnamed: every.flatMap(({ misnamed }) => misnamed),
      mistakes: every.flatMap(({ mistakes }) => mistakes),
    },
  };
  const documentOf = new Map(
    truths.flatMap(({ name, truth }) => truth.disagreements.map((each) => [each, name] as const)),
  );
  const { allowed, forbidden, disagreements, misnamed, mistakes } = total.truth;
  const classes = classesOf(disagreements);
  const unexplained = classes.filter(({ reason }) => reason === undefined);
  return {
    lines: [
      "document         examples accepted unnamed  allowed values that   wrong values that are  seconds  rejected for",
      "                                             type-check            refused by the type",
      ...truths.map(row),
      row(total),
      "",
      `Agreement one: ${said(allowed)} of the values that a schema allows type-check.`,
      `Agreement two: ${said(forbidden)} of the values of a wrong type or without a required property do not.`,
      ...classes.flatMap((each) => describeClass(each, documentOf)),
      ...misnamed.flatMap(({ place, complaint }) => [
        "",
        `No such type: ${place.type ?? ""} for ${place.pointer}`,
        `  ${complaint.lines.join(" ")}`,
      ]),
      ...(mistakes.length > 0 ? ["", "Mistakes in the clients:", ...mistakes] : []),
    ],
    holds: unexplained.length + misnamed.length + mistakes.length === 0,
  };
}

function sum(truths: readonly Truth[], of: (truth: Truth) => number): number {
  return truths.reduce((total, truth) => total + of(truth), 0);
}

function united(agreements: readonly Agreement[]): Agreement {
  return {
    asked: agreements.reduce((total, { asked }) => total + asked, 0),
    agreed: agreements.reduce((total, { agreed }) => total + agreed, 0),
  };
}

function row({ name, truth, seconds }: NamedTruth): string {
  const { examples, accepted, unnamed, allowed, forbidden, rejected } = truth;
  const reasons = [...rejected].map(([keyword, times]) => `${keyword} ${times}`);
  return [
    name.padEnd(16),
    String(examples).padStart(8),
    String(accepted).padStart(8),
    String(unnamed).padStart(7),
    said(allowed).padStart(22),
    said(forbidden).padStart(22),
    seconds.toFixed(1).padStart(8),
    ` ${reasons.join(", ")}`,
  ]
    .join(" ")
    .trimEnd();
}

/** `99.87 % (4703/4709)`; never rounded up to a hundred. */
function said({ asked, agreed }: Agreement): string {
  if (asked === 0) return "–";
  const percent = Math.floor((agreed / asked) * 10_000) / 100;
  return `${percent.toFixed(2)} % (${agreed}/${asked})`;
}

function describeClass(
  { name, reason, members }: DisagreementClass,
  documentOf: ReadonlyMap<unknown, string>,
): readonly string[] {
  const shortest = members.toSorted(
    (a, b) => excerpt(a.value, 1e6).length - excerpt(b.value, 1e6).length,
  );
  const [example] = shortest;
  if (!example) return [];
  const { place, pointer, value, change, complaint, faults } = example;
  const documents = [...new Set(members.map((each) => documentOf.get(each)))];
  const changed = change ? `, ${change.kind} ${change.at}` : "";
  const complaints = faults.map(
    ({ keyword, at, schema }) => `${keyword} at "${at}" of ${excerpt(schema)}`,
  );
  return [
    "",
    `${members.length} × ${name} (${documents.join(", ")})`,
    ...(reason === undefined ? ["  Not explained."] : [`  Explained: ${reason}`]),
    `  for example ${documentOf.get(example) ?? ""} ${pointer}${changed}`,
    `  value   ${excerpt(value)}`,
    `  schema  ${excerpt(place.schemas[0])}`,
    `  type    ${place.type ?? ""}`,
    ...complaints.slice(0, 3).map((fault) => `  schema says: ${fault}`),
    ...(complaint
      ? [`  TypeScript says: ${complaint.lines.map((line) => line.slice(0, 300)).join(" ")}`]
      : []),
  ];
}
