import type { Change } from "./change.js";
import type { Difference, Rewording, Slot } from "./compare.js";
import { describePromise } from "./describe-promise.js";
import { expanded } from "./expand.js";
import type { Verdict } from "./judge.js";
import type { Pairing } from "./pairing.js";
import { pathText, placeAt, subjectAt, type Owner } from "./places.js";
import { keyOf, print, printKey } from "./shape.js";
import type { Side } from "./side.js";
import type { Use, Uses } from "./uses.js";

/** What is known of both clients when a change is put into words. */
export interface Context {
  readonly pairing: Pairing;
  /** How the types of the old client are used there. */
  readonly uses: Uses;
  /** How those of the new one are used in it, by their names there. */
  readonly usesNow: Uses;
  /** The types of operations, by the names that the comparison uses. */
  readonly owners: ReadonlyMap<string, Owner>;
  /** The statuses of the documented successes of an operation, by `METHOD /path`. */
  readonly statuses: (key: string) => readonly string[];
  /** Where the document has what a type was made of. */
  readonly component: (name: string) => string | undefined;
}

/** A difference and what the compiler says of it → the change that people read. */
export function describeDifference(
  difference: Difference,
  verdict: Verdict,
  use: Use,
  context: Context,
): Change {
  const { kind } = difference;
  const breaks = {
    given: use.given && verdict.breaksGiving,
    gotten: use.gotten && verdict.breaksGetting,
  };
  const isBreaking = breaks.given || breaks.gotten || kind === "renamed";
  const reason = isBreaking ? whyBreaking(difference, breaks, context) : whyCompatible(difference);
  const { path, before, after } = difference;
  return {
    impact: isBreaking ? "breaking" : "compatible",
    kind,
    ...where(difference, context),
    ...(path[0] !== "()" && texts(difference)),
    ...(reason !== undefined && { reason }),
    ...(path[0] === "()" && describePromise(before.shape, after.shape)),
  };
}

/** Words that have changed, or that a thing is to be used no more. */
export function describeRewording({ docs, ...at }: Rewording, context: Context): Change {
  const { before, after } = docs;
  const isDeprecation = before.deprecated !== after.deprecated;
  const words = {
    ...(before.text !== after.text && { before: before.text, after: after.text }),
  };
  if (!isDeprecation) {
    return { impact: "documentation", kind: "changed", ...where(at, context), ...words };
  }
  const about = { impact: "compatible", ...where(at, context), ...words } as const;
  return after.deprecated
    ? { ...about, kind: "deprecated" }
    : { ...about, kind: "changed", reason: "no longer deprecated" };
}

function where(
  { owner, path }: Pick<Difference, "owner" | "path">,
  { owners, uses, statuses, pairing, component }: Context,
): Pick<Change, "subject" | "name" | "place" | "operations"> {
  const steps = path.filter((step) => step !== "()");
  const name = steps.length > 0 ? pathText([owner, ...steps]) : owner;
  if (pairing.before.signature(owner)) {
    const operation = pairing.operations.find((each) => each.before.name === owner);
    if (!operation) return { subject: "function", name, operations: [] };
    return { subject: "operation", name, place: operation.before.key, operations: [owner] };
  }
  const found = owners.get(owner);
  if (found) {
    const place = placeAt(found, path, statuses(found.operation.key));
    return { subject: subjectAt(found, path), name, place, operations: [found.operation.name] };
  }
  const from = component(owner);
  const place = [from, pathText(path)].filter((part) => part !== "").join(" → ");
  return {
    subject: subjectAt(undefined, path),
    name,
    ...(from !== undefined && { place }),
    operations: uses.functions(owner),
  };
}

/** Both types as TypeScript: as properties where that is what differs, else by themselves. */
function texts({ kind, before, after }: Difference): Partial<Change> {
  const isSameProperty =
    kind === "changed" && before.property?.optional === after.property?.optional;
  const text = ({ shape, property }: Slot): string =>
    property && !isSameProperty
      ? `${printKey(property.name)}${property.optional ? "?" : ""}: ${print(shape)}`
      : print(shape);
  const [one, other] = [membersOf(before), membersOf(after)];
  return {
    ...(kind !== "added" && { before: text(before) }),
    ...(kind !== "removed" && { after: text(after) }),
    ...(kind === "changed" &&
      one.length + other.length > 2 && {
        gained: other.filter((member) => !one.includes(member)),
        lost: one.filter((member) => !other.includes(member)),
      }),
  };
}

function membersOf({ shape }: Slot): readonly string[] {
  return shape.kind === "union" ? shape.members.map((member) => print(member)) : [print(shape)];
}

function whyBreaking(
  { kind, before, after }: Difference,
  breaks: { readonly given: boolean; readonly gotten: boolean },
  { pairing }: Context,
): string {
  if (kind === "removed") {
    return breaks.gotten
      ? "code that reads it does not compile"
      : "code that gives it does not compile";
  }
  if (kind === "renamed") return "code that uses the old name does not compile";
  if (kind === "added") return "every caller has to give it";
  const hasBecome = before.property?.optional !== after.property?.optional;
  if (hasBecome && breaks.given && after.property?.optional === false) return "required now";
  if (hasBecome && breaks.gotten && after.property?.optional === true) return "may be missing now";
  const mayBeNull = isNullable(after, pairing.after) && !isNullable(before, pairing.before);
  if (breaks.gotten && mayBeNull) return "may be null now";
  if (breaks.gotten) return "what comes may be something that the code does not expect";
  return "what the code gives may no longer fit";
}

function whyCompatible({ kind, before, after }: Difference): string | undefined {
  const hasBecome = before.property?.optional !== after.property?.optional;
  if (kind !== "changed" || !hasBecome) return undefined;
  return after.property?.optional === true ? "optional now" : "always there now";
}

/** Whether null is one of what stands there, or of what its name stands for. */
function isNullable({ shape }: Slot, side: Side): boolean {
  const whole = expanded(shape, side);
  return whole.kind === "union" && whole.members.some((member) => keyOf(member) === "null");
}
