/** A string as prettier writes it: in double quotes, unless it holds more of them than of single ones. */
export function quoted(raw: string): string {
  // Most: there are many.
  if (raw.startsWith('"') && !raw.includes('\\"')) return raw;
  const inner = raw.slice(1, -1);
  const quote = count(inner, '"') > count(inner, "'") ? "'" : '"';
  if (raw.startsWith(quote)) return raw;
  const other = quote === '"' ? "'" : '"';
  const turned = inner.replaceAll(/\\(["'\\])|(["'])/g, (found, escaped, plain) => {
    if (escaped !== undefined) return escaped === other ? other : found;
    return plain === quote ? `\\${quote}` : found;
  });
  return quote + turned + quote;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** A key that is no string where it needs not be one; undefined: only prettier knows. */
export function propertyKey(raw: string): string | undefined {
  const text = quoted(raw);
  const inner = text.slice(1, -1);
  if (inner.includes("\\")) return text;
  if (/^[A-Za-z_$][\w$]*$/.test(inner)) return inner;
  // Letters of other scripts may be those of a name.
  return /^[ -~]*$/.test(inner) ? text : undefined;
}

/** A number in the form that prettier gives it. */
export function isPlainNumber(text: string): boolean {
  return /^(?:0|[1-9]\d*(?:_\d+)*)(?:\.\d*[1-9])?$/.test(text);
}

/** The lines of a block comment as they are indented anew; undefined: it is left as it is. */
export function commentLines(comment: string): readonly string[] | undefined {
  if (comment.startsWith("//")) return [comment.trimEnd()];
  if (!comment.includes("\n")) return [comment];
  const lines = comment.split("\n").map((line, index) => (index === 0 ? line : line.trim()));
  if (lines.some((line, index) => index > 0 && !line.startsWith("*"))) return undefined;
  return lines.map((line, index) => (index === 0 ? line.trimEnd() : ` ${line}`));
}
