import { isPlainLine } from "./plain-line.js";
import { isWide } from "./tangled.js";

/** A table as prettier aligns it; undefined: it would be huge, or its cells are of no known form. */
export function tableOf(lines: readonly string[]): string | undefined {
  const [head, rule, ...others] = lines;
  if (head === undefined || rule === undefined || !/^\|(?: -{3,} \|)+$/.test(rule))
    return undefined;
  if (isWide(lines)) return undefined;
  const rows = [head, ...others].map(cellsOf);
  const count = cellsOf(rule)?.length;
  const known = rows.flatMap((cells) => (cells?.length === count && cells ? [cells] : []));
  const [names = []] = known;
  if (known.length < rows.length) return undefined;
  const widths = names.map((_, column) =>
    Math.max(3, ...known.map((cells) => cells[column]?.length ?? 0)),
  );
  const row = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`;
  const [first = "", ...rest] = known.map(row);
  return [first, row(widths.map((width) => "-".repeat(width))), ...rest].join("\n");
}

function cellsOf(line: string): readonly string[] | undefined {
  if (!line.startsWith("| ") || !line.endsWith(" |") || line.includes("\\")) return undefined;
  const cells = line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
  const isKnown = cells.every((cell) => cell === "" || /^-+$/.test(cell) || isPlainLine(cell));
  return isKnown ? cells : undefined;
}
