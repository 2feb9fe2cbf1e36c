import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";
import { byCodeUnit, canonical, groupBy, richest } from "./canonical.js";
import type { Entry } from "./push-down.js";
import { uniteOperations } from "./unite.js";

/** Each operation once, in the order of paths and methods. */
export function mergeOperations(
  entries: readonly Entry[],
  whole: unknown,
): { readonly entries: readonly Entry[]; readonly diagnostics: readonly Diagnostic[] } {
  const merged = [...groupBy(entries, ({ path, method }) => `${path} ${method}`)]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .map(([, same]) => mergeSame(same, whole));
  return {
    entries: merged.flatMap(({ entry }) => entry ?? []),
    diagnostics: merged.flatMap(({ conflict }) => conflict ?? []),
  };
}

function mergeSame(
  same: readonly Entry[],
  whole: unknown,
): { readonly entry?: Entry; readonly conflict?: Diagnostic } {
  // In most APIs no operation is described twice, and to compare takes long.
  const [only, ...more] = same;
  if (only && more.length === 0) return { entry: only };
  const groups = [...groupBy(same, ({ operation }) => canonical(operation, "operation"))]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .map(([, entries]) => richestEntry(entries));
  const [first, ...others] = groups.filter((entry) => entry !== undefined);
  if (!first || others.length === 0) return first ? { entry: first } : {};
  const operation = uniteOperations(
    [first.operation, ...others.map((entry) => entry.operation)],
    whole,
  );
  return { entry: { ...first, operation }, conflict: reportConflict([first, ...others]) };
}

function richestEntry(entries: readonly Entry[]): Entry | undefined {
  const [first, ...others] = entries;
  if (!first) return undefined;
  const operation = richest([first.operation, ...others.map((entry) => entry.operation)]);
  return entries.find((entry) => entry.operation === operation);
}

function reportConflict(entries: readonly [Entry, ...Entry[]]): Diagnostic {
  const { path, method } = entries[0];
  const places = entries
    .map(({ origin }) => origin.locate(origin.pointer))
    .toSorted((a, b) => byCodeUnit(a.file, b.file) || a.line - b.line);
  const name = `${method.toUpperCase()} ${path}`;
  return diagnostic(
    "operation-conflict",
    `${name} is described in ${entries.length} ways; what any of them allows is allowed.`,
    {
      place: places[0],
      related: places.slice(1).map((place) => ({ message: "Described differently here.", place })),
      hint: "If only one of them is right, remove the others from specs/.",
    },
  );
}

/** Paths that differ only in the names of their parameters match the same requests. */
export function equivalentPaths(entries: readonly Entry[]): readonly Diagnostic[] {
  const groups = groupBy(
    entries,
    ({ path, method }) => `${path.replaceAll(/\{[^{}]*\}/g, "{}")} ${method}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group;
    if (!first || others.length === 0) return [];
    const names = group.map(({ path }) => path).join(" and ");
    const [place, ...related] = group.map(({ origin }) => origin.locate(origin.pointer));
    return [
      diagnostic(
        "equivalent-paths",
        `${first.method.toUpperCase()} ${names} differ only in the names of their parameters; all are kept.`,
        { place, related: related.map((at) => ({ message: "The other one.", place: at })) },
      ),
    ];
  });
}
