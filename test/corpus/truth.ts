import type { JsonObject } from "./json.js";
import { clientOf } from "./truth-client.js";
import { type Complaint, compile, literal } from "./truth-compile.js";
import { type Mutant, mutantsOf } from "./truth-mutants.js";
import { type Place, placesOf } from "./truth-places.js";
import { type Fault, type Judge, judgeOf } from "./truth-schemas.js";

/** A value that the validator and the compiler are both asked about. */
export interface Question {
  readonly place: Place;
  /** Of the example. */
  readonly pointer: string;
  readonly value: unknown;
  /** What of the example was changed. */
  readonly change?: Pick<Mutant, "kind" | "at">;
  /** Whether the schema allows the value; what is in between is not asked. */
  readonly allowed: boolean;
}

interface Answer extends Question {
  /** What the compiler says; undefined where it is content. */
  readonly complaint: Complaint | undefined;
}

export interface Disagreement extends Answer {
  /** What the validator says; empty where it is content. */
  readonly faults: readonly Fault[];
  /** Whether the validator is content only because a schema names no type. */
  readonly reliesOnNoType: boolean;
}

/** How far the types of a client agree with the schemas they are made from. */
export interface Truth {
  readonly examples: number;
  readonly accepted: number;
  /** The keywords for which examples are rejected, and how many. */
  readonly rejected: ReadonlyMap<string, number>;
  /** Examples whose type has no name. */
  readonly unnamed: number;
  readonly allowed: Agreement;
  readonly forbidden: Agreement;
  readonly disagreements: readonly Disagreement[];
  /** Names that should lead to a type and don't. */
  readonly misnamed: readonly { readonly place: Place; readonly complaint: Complaint }[];
  /** Mistakes that the compiler finds in the client. */
  readonly mistakes: readonly string[];
}

export interface Agreement {
  readonly asked: number;
  readonly agreed: number;
}

/**
 * Holds the types of the client for a document to its schemas: what a schema accepts must fit the
 * type, and what it rejects for a reason that a type has a word for must not.
 */
export async function truthOf(document: JsonObject): Promise<Truth> {
  const { resolved, api, files } = await clientOf(document);
  const judge = judgeOf(resolved);
  const places = placesOf(resolved, api);
  const named = places.filter(({ type }) => type !== undefined);
  const questions = named.flatMap((place) => questionsAt(place, judge));
  const types = [...new Set(named.map(({ type = "" }) => type))];
  const numbers = new Map(types.map((type, index) => [type, index]));
  const numberOf = ({ type = "" }: Place) => numbers.get(type) ?? 0;
  const compiled = compile(
    files,
    types,
    questions.map(({ place, value }) => ({ type: numberOf(place), value })),
  );
  const answered = questions
    .map((question, index) => ({ ...question, complaint: compiled.assignments[index] }))
    .filter(({ place }) => compiled.types[numberOf(place)] === undefined);
  const isAgreed = ({ allowed, complaint }: Answer) => allowed === (complaint === undefined);
  const agreement = (wanted: boolean): Agreement => {
    const asked = answered.filter(({ allowed }) => allowed === wanted);
    return { asked: asked.length, agreed: asked.filter(isAgreed).length };
  };
  return {
    ...verdicts(places, judge),
    unnamed: count(places.filter(({ type }) => type === undefined)),
    allowed: agreement(true),
    forbidden: agreement(false),
    disagreements: answered
      .filter((each) => !isAgreed(each))
      .map((each) => ({
        ...each,
        faults: each.allowed ? [] : judge.faults(each.place, each.value),
        reliesOnNoType: judge.reliesOnNoType(each.place, each.value),
      })),
    misnamed: named.flatMap((place) => {
      const complaint = compiled.types[numberOf(place)];
      return complaint ? [{ place, complaint }] : [];
    }),
    mistakes: compiled.client,
  };
}

function questionsAt(place: Place, judge: Judge): readonly Question[] {
  return place.values.flatMap(({ pointer, value }): readonly Question[] => {
    const question = { place, pointer, value };
    if (!judge.accepts(place, value)) {
      return judge.contradicts(place, value) ? [{ ...question, allowed: false }] : [];
    }
    const wrong = mutantsOf(value, literal(value).length > longValue ? 2 : 5)
      .filter((mutant) => judge.contradicts(place, mutant.value))
      .map(({ kind, at, value: changed }) => ({
        ...question,
        value: changed,
        change: { kind, at },
        allowed: false,
      }));
    return [{ ...question, allowed: true }, ...wrong];
  });
}

/** Of a long value there are fewer variants: each is compiled in full. */
const longValue = 4000;

function verdicts(
  places: readonly Place[],
  judge: Judge,
): Pick<Truth, "examples" | "accepted" | "rejected"> {
  const rejected = new Map<string, number>();
  let accepted = 0;
  for (const place of places) {
    for (const { value } of place.values) {
      const [reason] = judge.reasons(place, value);
      if (reason === undefined) accepted += 1;
      else rejected.set(reason, (rejected.get(reason) ?? 0) + 1);
    }
  }
  return { examples: count(places), accepted, rejected };
}

function count(places: readonly Place[]): number {
  return places.reduce((sum, { values }) => sum + values.length, 0);
}
