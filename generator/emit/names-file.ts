import { isMap, isScalar, parseDocument, type Pair, type YAMLMap } from "yaml";
import type { Api, Operation } from "../model/api.js";

const header = `# The name of each operation's function, pinned on its first run so that a reworded summary renames
# nothing. Change a name here to change it in the client.
`;

/**
 * `names.yaml` with a line for each operation that has none yet, beside its neighbours by path. All
 * that stands in it stays as it is, comments included.
 *
 * @param text the file as it stands; empty where there is none
 */
export function namesFile(text: string, api: Api): string {
  const operations = api.groups.flatMap((group) => group.operations);
  const document = parseDocument(text.trim() === "" ? `${header}{}` : text);
  const { contents } = document;
  if (!isMap(contents)) return text;
  const pinned = new Set(contents.items.map(keyOf));
  const unpinned = operations.filter(({ key }) => !pinned.has(key)).toSorted(byPath);
  if (unpinned.length === 0) return text;
  for (const { key, name } of unpinned) insert(contents, document.createPair(key, name));
  contents.flow = false;
  return document.toString({ lineWidth: 0 });
}

function insert(map: YAMLMap, pair: Pair): void {
  const key = keyOf(pair);
  const after = map.items.findLastIndex((item) => byPath({ key: keyOf(item) }, { key }) < 0);
  map.items.splice(after + 1, 0, pair);
}

function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}

/** By path, then by method. */
function byPath(one: Pick<Operation, "key">, other: Pick<Operation, "key">): number {
  const [a, b] = [one, other].map(({ key }) => key.split(" ").toReversed().join(" "));
  return (a ?? "") < (b ?? "") ? -1 : 1;
}
