import type { Document } from "../openapi.js";

/** names.yaml with a remark on each name that only the path gave, for want of an id and a summary. */
export function explainNames(text: string, { paths }: Document): string {
  const nameless = new Set(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]: [string, unknown]) => {
        if (typeof operation !== "object" || operation === null) return [];
        const isNamed = "operationId" in operation || "summary" in operation;
        return isNamed ? [] : [`${method.toUpperCase()} ${path}`];
      }),
    ),
  );
  const lines = text.split("\n").map((line) => {
    const key = line.slice(0, line.lastIndexOf(": "));
    return nameless.has(key) ? `${line} # from the path: choose a better one` : line;
  });
  return lines.join("\n");
}
