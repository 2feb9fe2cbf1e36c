import type { JsonObject } from "./json.js";
import { listAt } from "./json.js";
import type { Disagreement } from "./truth.js";
import type { Fault } from "./truth-schemas.js";

/** A class of disagreements in which nothing is to be mended. */
export interface Explanation {
  readonly name: string;
  readonly reason: string;
  readonly explains: (disagreement: Disagreement) => boolean;
}

export const explanations: readonly Explanation[] = [
  {
    name: "properties without a type",
    reason:
      "A schema with `properties` and no `type` accepts every value that is no object. Its authors " +
      "mean objects, and so does the type.",
    explains: ({ allowed, reliesOnNoType }) => allowed && reliesOnNoType,
  },
  {
    name: "no property in common",
    reason:
      "Where all properties of a type are optional, TypeScript refuses an object that has none of " +
      "them. JSON Schema allows it, but the documents that do so have the wrong example.",
    explains: ({ allowed, complaint }) => allowed && complaint?.codes.at(-1) === noneInCommon,
  },
  {
    name: "required, but not declared",
    reason:
      "The document requires a property that it declares nowhere, mostly by a misspelling. The type " +
      "has the declared ones.",
    explains: ({ allowed, faults }) =>
      !allowed && faults.length > 0 && faults.every(({ isUndeclared }) => isUndeclared),
  },
  {
    name: "enum of another type",
    reason:
      "The values of the enum are not of the `type` beside it, so nothing satisfies the schema. The " +
      "type has the values.",
    explains: ({ allowed, faults }) =>
      !allowed && faults.length > 0 && faults.every(({ schema }) => isEmptyEnum(schema)),
  },
];

/** "Type … has no properties in common with type …" */
const noneInCommon = 2559;

function isEmptyEnum(schema: Fault["schema"]): boolean {
  const values = listAt(schema, "enum");
  const types = listAt(schema, "type");
  if (!values || !types) return false;
  return values.every((value) => !types.includes(typeOf(value)));
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** Disagreements of one kind, explained or not. */
export interface DisagreementClass {
  readonly name: string;
  /** Why nothing is to be mended; undefined where something is. */
  readonly reason: string | undefined;
  readonly members: readonly Disagreement[];
}

/** Disagreements by what is behind them, the unexplained first, then the frequent. */
export function classesOf(disagreements: readonly Disagreement[]): readonly DisagreementClass[] {
  const classes = new Map<string, DisagreementClass>();
  for (const each of disagreements) {
    const explanation = explanations.find(({ explains }) => explains(each));
    const name = explanation?.name ?? nameOf(each);
    const members = [...(classes.get(name)?.members ?? []), each];
    classes.set(name, { name, reason: explanation?.reason, members });
  }
  const weight = ({ reason, members }: DisagreementClass) =>
    (reason === undefined ? 1e9 : 0) + members.length;
  return [...classes.values()].toSorted((a, b) => weight(b) - weight(a));
}

function nameOf({ allowed, complaint, faults }: Disagreement): string {
  if (allowed) {
    const message = complaint?.lines.at(-1) ?? "";
    return `allowed, but refused: ${message.replaceAll(/'(?:[^']|'(?=\w))*'/g, "…")}`;
  }
  const keywords = new Set(
    faults.map(({ keyword, under }) =>
      under === undefined ? keyword : `${keyword} under ${under}`,
    ),
  );
  return `wrong, but let through: ${[...keywords].toSorted().join(" and ")}`;
}

/** The text of a schema or value, cut to what can be read. */
export function excerpt(value: JsonObject[string], length = 300): string {
  const text = JSON.stringify(value) ?? "";
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
