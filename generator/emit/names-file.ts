import type { Document, Pair, Scalar, YAMLMap } from "yaml";
import { visibleJson } from "../diagnostics/visible.js";
import type { Api } from "../model/api.js";
import { operationPlace, type PinnedNames } from "../settings.js";
import { yaml } from "../yaml.js";

const header = `# The names of functions and types, pinned on their first run so that a reworded summary renames
# nothing. Change a name here to change it in the client.
`;

/**
 * `names.yaml` with a line for each operation and each place of a named inline object that has none
 * yet, beside its neighbours: by path, then by method, what stands in an operation behind it, what
 * stands in components at the end. All that stands in it stays as it is, comments included.
 *
 * @param text the file as it stands; empty where there is none
 * @param pins what is known to stand in it already
 */
export function namesFile(text: string, api: Api, pins: PinnedNames = new Map()): string {
  if (namesOf(api).every(([key]) => pins.has(key))) return text;
  const document = yaml().parseDocument(text.trim() === "" ? `${header}{}` : text);
  const { contents } = document;
  if (!yaml().isMap(contents)) return text;
  const pinned = new Set(contents.items.map(keyOf));
  const unpinned = namesOf(api).filter(([key]) => !pinned.has(key));
  if (unpinned.length === 0) return text;
  const [first] = contents.items;
  insert(
    contents,
    unpinned.map(([key, name]) => document.createPair(keyNode(key), name)),
  );
  if (first) keepHeading(document, first, contents.items[0]);
  contents.flow = false;
  return document.toString({ lineWidth: 0 }).replaceAll(quotedKey, visibleJson);
}

/** A key with characters that cannot be seen is quoted, so that they can be written in another way. */
function keyNode(key: string): Scalar {
  const node = new (yaml().Scalar)(key);
  if (visibleJson(key) !== key) node.type = "QUOTE_DOUBLE";
  return node;
}

const quotedKey = /^"(?:[^"\\\n]|\\.)*"(?=:)/gm;

function namesOf({ groups, types }: Api): readonly (readonly [key: string, name: string])[] {
  const operations = groups.flatMap((group) => group.operations);
  return [
    ...operations.map(({ key, name }) => [key, name] as const),
    ...types.flatMap(({ name, places = [] }) => places.map((key) => [key, name] as const)),
  ];
}

/** Puts each pair behind the last one that it follows, and leaves the others in their order. */
function insert(map: YAMLMap, pairs: readonly Pair[]): void {
  const sorted = pairs
    .map((pair) => ({ pair, rank: rankOf(keyOf(pair)) }))
    .toSorted((one, other) => compare(one.rank, other.rank));
  // From a place on, every line follows what its smallest rank follows.
  const smallest: Rank[] = [];
  for (const item of map.items.toReversed()) {
    const rank = rankOf(keyOf(item));
    const next = smallest.at(-1);
    smallest.push(next && compare(next, rank) < 0 ? next : rank);
  }
  smallest.reverse();
  const items: Pair[] = [];
  let next = 0;
  for (const { pair, rank } of sorted) {
    for (; next < smallest.length; next += 1) {
      const [following, item] = [smallest[next], map.items[next]];
      if (!following || !item || compare(following, rank) >= 0) break;
      items.push(item);
    }
    items.push(pair);
  }
  map.items = [...items, ...map.items.slice(next)];
}

/**
 * The comment at the head of a file is about all of it, though for the parser it belongs to the first
 * line; what an empty line parts from it is about that line.
 */
function keepHeading(document: Document, former: Pair, first: Pair | undefined): void {
  if (!first || former === first || !yaml().isScalar(former.key) || !yaml().isScalar(first.key))
    return;
  const comment = former.key.commentBefore ?? "";
  const end = comment.lastIndexOf("\n\n");
  if (comment === "") return;
  if (end === -1) {
    first.key.commentBefore = comment;
    former.key.commentBefore = null;
  } else {
    document.commentBefore = comment.slice(0, end);
    former.key.commentBefore = comment.slice(end + 2);
  }
}

function keyOf({ key }: Pair): string {
  return String(yaml().isScalar(key) ? key.value : key);
}

type Rank = readonly string[];

/** By path, then by method, then by the place inside; components last. */
function rankOf(key: string): Rank {
  const place = operationPlace(key);
  return place ? ["operation", place.path, place.method, place.where] : ["place", key];
}

function compare(one: Rank, other: Rank): number {
  for (const [index, part] of one.entries()) {
    const against = other[index] ?? "";
    if (part !== against) return part < against ? -1 : 1;
  }
  return 0;
}
