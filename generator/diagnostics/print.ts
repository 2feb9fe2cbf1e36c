import { styleText } from "node:util";
import { addTo } from "../group.js";
import { severities } from "./codes.js";
import type { Diagnostic, Place } from "./diagnostic.js";
import { excerpt } from "./excerpt.js";
import { visible } from "./visible.js";

export interface PrintOptions {
  readonly color: boolean;
  /** Gives the line of a file, counted from 1, for an excerpt; undefined where it cannot be had. */
  readonly readLine?: (file: string, line: number) => string | undefined;
  /** What tells all findings where some are left out, if it is not the command's own `--json`. */
  readonly whole?: string | undefined;
}

/**
 * The findings as text for people: errors first, then by place; what was found in several places is
 * told once, and of one kind not more than fifty. Ends with a count. Empty where there is nothing to tell.
 */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: PrintOptions,
): string {
  if (diagnostics.length === 0) return "";
  const groups = grouped(sortDiagnostics(diagnostics));
  const blocks = abridged(groups).map((told) =>
    "more" in told
      ? styles(options.color)("dim", moreText(told, options))
      : block(told.group, options),
  );
  return (
    [
      ...blocks,
      summary(
        groups.flatMap(([first]) => first ?? []),
        options,
      ),
    ].join("\n\n") + "\n"
  );
}

/** The findings as `--json` prints them: the same order, each with the same keys in the same order. */
export function diagnosticsToJson(
  diagnostics: readonly Diagnostic[],
): readonly Readonly<Record<string, unknown>>[] {
  return sortDiagnostics(diagnostics).map(toJson);
}

function toJson({
  code,
  severity,
  message,
  place,
  related,
  hint,
}: Diagnostic): Readonly<Record<string, unknown>> {
  return {
    code,
    severity,
    message,
    ...(place && { place: placeToJson(place) }),
    ...(related && {
      related: related.map((other) => ({
        message: other.message,
        place: placeToJson(other.place),
      })),
    }),
    ...(hint !== undefined && { hint }),
  };
}

const colors = { error: "red", warning: "yellow", notice: "cyan" } as const;

/** Errors first, then by file, line and column; findings without a place come first of their kind. */
function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      compare(a.place?.file ?? "", b.place?.file ?? "") ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0) ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

/** By code units: the same on every machine, unlike `localeCompare`. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Puts findings that differ only in their place together, where the first of them stands. */
function grouped(diagnostics: readonly Diagnostic[]): readonly (readonly Diagnostic[])[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { code, severity, message, hint, related } = diagnostic;
    const key = JSON.stringify([severity, code, message, hint, related]);
    const group = groups.get(key);
    if (group) group.push(diagnostic);
    else groups.set(key, [diagnostic]);
  }
  return [...groups.values()];
}

const shownOfACode = 50;

interface More {
  readonly more: number;
  readonly code: string;
}

/** The first groups of each code, and after the last of them how many more there are. */
function abridged(
  groups: readonly (readonly Diagnostic[])[],
): readonly ({ readonly group: readonly Diagnostic[] } | More)[] {
  const byCode = new Map<string, (readonly Diagnostic[])[]>();
  for (const group of groups) addTo(byCode, group[0]?.code ?? "", group);
  const told = new Set([...byCode.values()].flatMap((all) => all.slice(0, shownOfACode)));
  return groups.flatMap((group) => {
    if (!told.has(group)) return [];
    const code = group[0]?.code ?? "";
    const all = byCode.get(code) ?? [];
    const more = all.length - shownOfACode;
    return more > 0 && all[shownOfACode - 1] === group ? [{ group }, { more, code }] : [{ group }];
  });
}

function moreText({ more, code }: More, { whole = "--json" }: PrintOptions): string {
  return `… and ${more} more like this  [${code}]  ${whole} tells all`;
}

const placesShown = 5;

function block(group: readonly Diagnostic[], options: PrintOptions): string {
  const [first, ...others] = group;
  if (!first) return "";
  const style = styles(options.color);
  const { severity, place, related = [], hint } = first;
  const head = [
    ...(place ? [style("bold", placeText(place))] : []),
    style(colors[severity], severity),
    visible(first.message),
    style("dim", `[${first.code}]`),
  ].join("  ");

  const lines = [head, ...excerptLines(place, colors[severity], options)];
  const places = others.flatMap((other) => other.place ?? []);
  for (const other of places.slice(0, placesShown)) {
    lines.push(`  ${style("dim", "also")} ${placeText(other)}`);
  }
  if (places.length > placesShown) {
    const more = `and ${places.length - placesShown} more places (${group.length} in all)`;
    lines.push(`  ${style("dim", more)}`);
  }
  for (const { message, place: at } of related) {
    lines.push(`  ${style("dim", `${visible(message)}:`)} ${placeText(at)}`);
    lines.push(...excerptLines(at, "dim", options));
  }
  if (hint !== undefined) lines.push(...hintLines(hint, style));
  return lines.join("\n");
}

function hintLines(hint: string, style: Style): readonly string[] {
  const [first = "", ...rest] = hint.trimEnd().split("\n").map(visible);
  // Pasted text must not carry a mark on its lines, so only the first line has one.
  return [
    `  ${style("green", "→")} ${first}`,
    ...rest.map((line) => (line === "" ? "" : `    ${line}`)),
  ];
}

function excerptLines(
  place: Place | undefined,
  color: Parameters<typeof styleText>[0],
  { color: colored, readLine }: PrintOptions,
): readonly string[] {
  const line = place && readLine?.(place.file, place.line);
  if (!place || line === undefined || line.trim() === "") return [];
  const style = styles(colored);
  const { text, caret } = excerpt(line, place.column);
  const number = String(place.line);
  return [
    `  ${style("dim", `${number} │`)} ${text}`,
    `  ${style("dim", `${" ".repeat(number.length)} │`)} ${" ".repeat(caret)}${style(color, "^")}`,
  ];
}

/** How many are told of each severity. */
function summary(diagnostics: readonly Diagnostic[], { color }: PrintOptions): string {
  const style = styles(color);
  return severities
    .map((severity) => ({
      severity,
      count: diagnostics.filter((diagnostic) => diagnostic.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) =>
      style(colors[severity], `${count} ${severity}${count === 1 ? "" : "s"}`),
    )
    .join(", ");
}

type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

function styles(color: boolean): Style {
  // The caller has decided; the environment is not asked again.
  return color
    ? (format, text) => styleText(format, text, { validateStream: false })
    : (_format, text) => text;
}

function placeText({ file, line, column }: Place): string {
  return `${visible(file)}:${line}:${column}`;
}

function placeToJson({ file, line, column }: Place): Place {
  return { file, line, column };
}
