import type { Method, Operation as DocumentOperation } from "../openapi.js";
import type { PinnedNames } from "../settings.js";
import { camelCase, countWords, isKeyword, isLatin, nameFromPath, newScope } from "./names.js";
import { reservedFunctions } from "./reserved.js";

export interface OperationToName {
  /** `METHOD /path` */
  readonly key: string;
  readonly method: Method;
  readonly path: string;
  readonly operation: DocumentOperation;
}

/** Longer summaries are sentences: their words make no name that one wants to type. */
const mostWords = 8;

/**
 * Names the function of each operation: the pinned name, else the first of operationId, summary and
 * method with path that no other operation asks for. Two operations that ask for the same name both
 * take their next one, so that no name depends on the order of the files.
 */
export function nameOperations(
  operations: readonly OperationToName[],
  pinned: PinnedNames,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const scope = newScope(reservedFunctions);
  for (const { key } of operations) {
    const name = pinned.get(key);
    if (name === undefined) continue;
    names.set(key, name);
    scope.claim(name);
  }
  let open = operations.filter(({ key }) => !names.has(key));
  // A name that was asked for twice would be taken for either: nobody gets it by another way.
  const disputed = new Set<string>();
  for (const candidate of [fromOperationId, fromSummary, fromPath]) {
    const askers = new Map<string, number>();
    for (const operation of open) {
      const name = candidate(operation).toLowerCase();
      askers.set(name, (askers.get(name) ?? 0) + 1);
    }
    for (const [name, count] of askers) if (count > 1) disputed.add(name);
    for (const operation of open) {
      const name = candidate(operation);
      if (name === "" || disputed.has(name.toLowerCase())) continue;
      if (isKeyword(name) || scope.has(name)) continue;
      names.set(operation.key, name);
      scope.claim(name);
    }
    open = open.filter(({ key }) => !names.has(key));
  }
  for (const operation of open.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    names.set(operation.key, scope.take(fromPath(operation)));
  }
  return names;
}

function fromOperationId({ operation, method, path }: OperationToName): string {
  const operationId = withoutRoute(operation.operationId ?? "", method, path);
  if (!isLatin(operationId)) return "";
  const name = camelCase(operationId);
  // An id that is the path written together says nothing but the path, whose words can be told apart.
  const words = camelCase(`${method} ${path}`);
  return words.toLowerCase() === name.toLowerCase() ? words : name;
}

/** FastAPI puts path and method behind the name: `read_pet_v1_pets__pet_id__get` → `read_pet`. */
function withoutRoute(operationId: string, method: Method, path: string): string {
  const route = `${path.replaceAll(/[^A-Za-z0-9_]/g, "_")}_${method}`;
  return operationId.length > route.length && operationId.endsWith(route)
    ? operationId.slice(0, -route.length)
    : operationId;
}

function fromSummary({ operation }: OperationToName): string {
  const summary = operation.summary ?? "";
  return isLatin(summary) && countWords(summary) <= mostWords ? camelCase(summary) : "";
}

function fromPath({ method, path }: OperationToName): string {
  return nameFromPath(method, path);
}
