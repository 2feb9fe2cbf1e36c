/** A value of a JSON text: where it stands (a member stands where its key does), and what is in it. */
export interface JsonNode {
  readonly offset: number;
  readonly children?: Map<string, JsonNode>;
}

export interface JsonError {
  readonly offset: number;
  readonly message: string;
}

export type JsonScan =
  | { readonly ok: true; readonly root: JsonNode; readonly duplicate?: JsonError }
  | { readonly ok: false; readonly error: JsonError };

interface Open {
  readonly node: { offset: number; children: Map<string, JsonNode> };
  readonly close: "}" | "]";
}

/**
 * Finds the place of every value of a JSON text (RFC 8259), or of the first mistake in it. Slower
 * than `JSON.parse`, so it runs only once a place is asked for. Keeps its own stack: a text may be
 * nested as deep as it likes.
 */
export function scanJson(text: string): JsonScan {
  const stack: Open[] = [];
  let root: JsonNode | undefined;
  let duplicate: JsonError | undefined;
  let at = skipSpace(text, 0);
  for (;;) {
    const parent = stack.at(-1);
    if (!parent && root) break;
    if (at >= text.length) return failed(text.length, endMessage(parent));
    let offset = at;
    let key = parent ? String(parent.node.children.size) : "";
    if (parent?.close === "}") {
      const end = stringEnd(text, at);
      if (end < 0)
        return failed(
          at,
          text[at] === '"' ? endless : 'Here a name in double quotes or "}" is expected.',
        );
      key = stringValue(text.slice(at, end));
      if (parent.node.children.has(key)) {
        duplicate ??= { offset: at, message: `The name ${JSON.stringify(key)} is here twice.` };
      }
      at = skipSpace(text, end);
      if (text[at] !== ":")
        return failed(at, at < text.length ? 'Here ":" is expected.' : endMessage(parent));
      at = skipSpace(text, at + 1);
      if (at >= text.length) return failed(at, endMessage(parent));
    } else offset = at;

    const opening = text[at];
    if (opening === "{" || opening === "[") {
      const node = { offset, children: new Map<string, JsonNode>() };
      const close = opening === "{" ? "}" : "]";
      add(parent, key, node);
      root ??= node;
      at = skipSpace(text, at + 1);
      if (text[at] !== close) {
        stack.push({ node, close });
        continue;
      }
      at = skipSpace(text, at + 1);
    } else {
      const end = opening === '"' ? stringEnd(text, at) : literalEnd(text, at);
      if (end < 0) return failed(at, opening === '"' ? endless : "Here a value is expected.");
      add(parent, key, { offset });
      root ??= { offset };
      at = skipSpace(text, end);
    }

    for (let open = stack.at(-1); open; open = stack.at(-1)) {
      if (text[at] === open.close) {
        stack.pop();
        at = skipSpace(text, at + 1);
        continue;
      }
      if (at >= text.length) return failed(text.length, endMessage(open));
      if (text[at] !== ",") return failed(at, `Here "," or "${open.close}" is expected.`);
      at = skipSpace(text, at + 1);
      break;
    }
  }
  if (at < text.length) return failed(at, "The JSON ends before this, so nothing may follow.");
  return { ok: true, root, ...(duplicate && { duplicate }) };
}

/** The end of the JSON object or array that begins at `start`; -1 where the text ends before it. */
export function jsonEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      at = stringEnd(text, at) - 1;
      if (at < 0) return -1;
    } else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) return at + 1;
  }
  return -1;
}

/** How many members the objects of a JSON text have, duplicate names included. */
export function countMembers(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = stringEnd(text, at) - 1;
    else if (code === 0x3a) count++;
    if (at < 0) break;
  }
  return count;
}

const endless = "This text in quotes has no end.";

function add(parent: Open | undefined, key: string, node: JsonNode): void {
  parent?.node.children.set(key, node);
}

function failed(offset: number, message: string): JsonScan {
  return { ok: false, error: { offset, message } };
}

function endMessage(open: Open | undefined): string {
  return open
    ? `The text ends here, in the middle of the JSON: "${open.close}" is missing.`
    : "There is no JSON here.";
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  return at;
}

/** The end of the string that begins at `start`; -1 where none begins or it has no end. */
function stringEnd(text: string, start: number): number {
  if (text.charCodeAt(start) !== 0x22) return -1;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) at++;
    else if (code < 0x20) return -1;
  }
  return -1;
}

function literalEnd(text: string, start: number): number {
  const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
  literal.lastIndex = start;
  return literal.test(text) ? literal.lastIndex : -1;
}

function stringValue(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    // An escape that JSON doesn't know: its place is what matters here.
    return quoted.slice(1, -1);
  }
}
