import type { SettingsLocate } from "./check-settings.js";

/** Lines of a name and a word, and where they stand. */
export interface PlainSettings {
  readonly value: Readonly<Record<string, string>>;
  readonly locate: SettingsLocate;
}

/**
 * Reads a settings file that has nothing but such lines and comments, of which YAML makes just what
 * stands there: `names.yaml` of a large API takes the parser as long as all of its pages. Undefined
 * where it has anything else.
 */
export function plainSettings(file: string, text: string): PlainSettings | undefined {
  const words = new Map<string, string>();
  const lines = new Map<string, number>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const [, key = "", word = ""] = plainLine.exec(line) ?? [];
    // Other keys and words may be numbers, or what YAML has names for.
    const isText = /[./[]/.test(key) && !key.endsWith(" ") && !/^(?:true|false|null)$/i.test(word);
    if (!isText || words.has(key)) return undefined;
    words.set(key, word);
    lines.set(key, index + 1);
  }
  if (words.size === 0) return undefined;
  const [first = 1] = lines.values();
  return {
    value: Object.fromEntries(words),
    locate: (pointer, part = "entry") => {
      const [, token = ""] = pointer.split("/");
      const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
      const line = lines.get(key);
      if (line === undefined) return { file, line: first, column: 1 };
      return { file, line, column: part === "value" ? key.length + 3 : 1 };
    },
  };
}

const plainLine = /^([A-Za-z][\w ${}()[\]+*~@!;,.=%&/-]*): ([A-Za-z_$][\w$]*)$/;
