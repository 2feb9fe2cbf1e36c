import { isObject, type JsonObject } from "./draft.js";

/**
 * Lets documents have the same value where their components are equal. Pages repeat them: of the 10 357
 * in GitHub's 1 223 fragments 890 are different, and what is one value is only looked at once. Gives
 * a function from a document to one that says the same; to be called as soon as one is parsed, so that
 * what it repeats need not be kept until all of them are.
 */
export function sharingComponents(): (document: JsonObject) => JsonObject {
  const known = new Map<string, unknown>();
  const shared = (kind: string, held: unknown): unknown => {
    if (!isObject(held)) return held;
    const entries = Object.entries(held).map(([name, value]): [string, unknown] => {
      const key = `${kind}/${name}/${JSON.stringify(value)}`;
      if (!known.has(key)) known.set(key, value);
      return [name, known.get(key)];
    });
    return Object.fromEntries(entries);
  };
  const sharing = (document: JsonObject): JsonObject => {
    const { components } = document;
    if (!isObject(components)) return document;
    const kinds = Object.entries(components).map(([kind, held]) => [kind, shared(kind, held)]);
    return { ...document, components: Object.fromEntries(kinds) };
  };
  // One that stays alone has nobody to share with: it is only looked at when there is another.
  let alone: JsonObject | undefined;
  let count = 0;
  return (document) => {
    count++;
    if (count === 1) return (alone = document);
    if (alone) sharing(alone);
    alone = undefined;
    return sharing(document);
  };
}
