import { visibleJson } from "../diagnostics/visible.js";

/** JSON as npm prints it, with nothing in it that is not seen. */
export function jsonText(value: unknown): string {
  return `${visibleJson(JSON.stringify(value, null, 2))}\n`;
}
