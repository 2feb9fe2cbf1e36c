import { isObject } from "./json.js";

/** One change to a value. */
export interface Mutant {
  readonly kind: "without" | "replaced";
  /** Where the change is, as a JSON pointer into the value. */
  readonly at: string;
  readonly value: unknown;
}

/**
 * Values that differ from the given one in one place: a property is left out, or a value is one of
 * another type. At most `limit` of each kind, spread evenly over the value; always the same ones.
 */
export function mutantsOf(value: unknown, limit: number): readonly Mutant[] {
  const places = placesIn(value);
  const properties = places.filter(({ path }) => typeof path.at(-1) === "string");
  const typed = places.filter(({ found }) => otherType(found) !== undefined);
  return [
    ...spread(properties, limit).map(({ path }): Mutant => ({
      kind: "without",
      at: pointer(path),
      value: changed(value, path, () => undefined),
    })),
    ...spread(typed, limit).map(({ path }): Mutant => ({
      kind: "replaced",
      at: pointer(path),
      value: changed(value, path, otherType),
    })),
  ];
}

type Path = readonly (string | number)[];

interface Place {
  readonly path: Path;
  readonly found: unknown;
}

function placesIn(value: unknown, path: Path = []): readonly Place[] {
  const own = { path, found: value };
  if (Array.isArray(value)) {
    return [own, ...value.flatMap((child, index) => placesIn(child, [...path, index]))];
  }
  if (!isObject(value)) return [own];
  return [own, ...Object.entries(value).flatMap(([key, child]) => placesIn(child, [...path, key]))];
}

function spread<T>(all: readonly T[], limit: number): readonly T[] {
  if (all.length <= limit) return all;
  return all.filter(
    (_, index) =>
      index === 0 ||
      Math.floor((index * limit) / all.length) !== Math.floor(((index - 1) * limit) / all.length),
  );
}

function otherType(value: unknown): unknown {
  if (typeof value === "string") return 7;
  if (typeof value === "number" || typeof value === "boolean" || Array.isArray(value)) {
    return "another type";
  }
  return isObject(value) ? 7 : undefined;
}

function changed(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((child, index) => (index === step ? changed(child, rest, change) : child));
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, child]): [string, unknown][] => {
    if (key !== step) return [[key, child]];
    const replaced = changed(child, rest, change);
    return replaced === undefined ? [] : [[key, replaced]];
  });
  return Object.fromEntries(entries);
}

function pointer(path: Path): string {
  return path
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}
