import { stringify } from "yaml";
import { quoted } from "../diagnostics/visible.js";

/** A text as YAML on one line, in quotes where it needs some, inside `{ … }` too. */
export function scalar(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
  if (/[,[\]{}]/.test(line)) return quoted(line);
  return stringify(line, { lineWidth: 0 }).trim();
}

/** A text that fits in a comment, and in a question on a terminal. */
export function shown(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}
