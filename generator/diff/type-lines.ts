/** A type on one line → with a line for each property and each member of a union. */
export function typeLines(text: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let depth = 0;
  let parentheses = 0;
  const end = (): void => {
    if (line.trim() !== "") lines.push("  ".repeat(depth) + line.trim());
    line = "";
  };
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|\{\}|[^]/g)) {
    if (token === "}") {
      end();
      depth -= 1;
    } else if (token === "|" && depth + parentheses === 0) end();
    else if (token === "(") parentheses += 1;
    else if (token === ")") parentheses -= 1;
    line += token;
    if (token === "{") {
      end();
      depth += 1;
    } else if (token === ";") end();
  }
  end();
  return lines;
}
