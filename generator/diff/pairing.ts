import { isType, type Client } from "./client.js";
import type { OperationFacts, Role } from "./operations.js";
import { keyOf } from "./shape.js";
import { sideOf, type Side } from "./side.js";

/** An operation that both clients have. */
export interface OperationPair {
  readonly before: OperationFacts;
  readonly after: OperationFacts;
}

/** What of the new client is what of the old one. */
export interface Pairing {
  readonly before: Side;
  readonly after: Side;
  readonly operations: readonly OperationPair[];
  readonly removed: readonly OperationFacts[];
  readonly added: readonly OperationFacts[];
  /** The types and constants that have the same content under another name: old name → new name. */
  readonly renamed: ReadonlyMap<string, string>;
}

const roles: readonly Role[] = ["input", "response", "data", "errors", "byStatus", "headers"];

/**
 * Pairs the operations: by method and path, else by the function's name. The types of a pair are
 * paired, and so are types that differ in nothing but their names.
 */
export function pair(before: Client, after: Client): Pairing {
  const operations = pairOperations(before, after);
  const paired = new Set(operations.flatMap((each) => [each.before, each.after]));
  const renames = new Map(operations.flatMap(namesOf).filter(([now, was]) => now !== was));
  const old = sideOf(before);
  const renamed = pairTypes(old, sideOf(after, renames), renames);
  for (const [was, now] of renamed) renames.set(now, was);
  return {
    before: old,
    after: sideOf(after, renames),
    operations,
    removed: [...before.operations.values()].filter((each) => !paired.has(each)),
    added: [...after.operations.values()].filter((each) => !paired.has(each)),
    renamed,
  };
}

/** The types of an operation, by their roles. */
export function typesOf({ types }: OperationFacts): readonly string[] {
  return roles.flatMap((role) => types[role] ?? []);
}

function pairOperations(before: Client, after: Client): readonly OperationPair[] {
  const byKey = [...before.operations].flatMap(([key, operation]) => {
    const same = after.operations.get(key);
    return same ? [{ before: operation, after: same }] : [];
  });
  const taken = new Set(byKey.flatMap((each) => [each.before, each.after]));
  const byName = new Map([...after.operations.values()].map((each) => [each.name, each]));
  const moved = [...before.operations.values()].flatMap((operation) => {
    const same = byName.get(operation.name);
    if (taken.has(operation) || !same || taken.has(same)) return [];
    return [{ before: operation, after: same }];
  });
  return [...byKey, ...moved];
}

/** New name → old name, of an operation and its types. */
function namesOf({ before, after }: OperationPair): readonly (readonly [string, string])[] {
  const types = roles.flatMap((role): [string, string][] => {
    const [was, now] = [before.types[role], after.types[role]];
    return was !== undefined && now !== undefined ? [[now, was]] : [];
  });
  return [[after.name, before.name], ...types];
}

/** Old name → new name, of declarations that are gone and have come back under another name. */
function pairTypes(
  before: Side,
  after: Side,
  renames: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  // The types of operations come and go with them.
  const own = (client: Client) => new Set([...client.operations.values()].flatMap(typesOf));
  const [old, now] = [own(before.client), own(after.client)];
  const gone = [...before.client.declarations.keys()].filter(
    (name) => !old.has(name) && !after.has(name),
  );
  const back = [...after.client.declarations.keys()].filter(
    (name) => !now.has(name) && !renames.has(name) && !before.has(name),
  );
  const contents = (names: readonly string[], side: Side) => {
    const found = new Map<string, string[]>();
    for (const name of names) {
      const content = contentOf(name, side);
      if (content !== undefined) found.set(content, [...(found.get(content) ?? []), name]);
    }
    return found;
  };
  const contentsNow = contents(back, after);
  const pairs = [...contents(gone, before)].flatMap(([content, was]): [string, string][] => {
    const [[one, ...others], [other, ...rest]] = [was, contentsNow.get(content) ?? []];
    const isClear = others.length === 0 && rest.length === 0;
    return one !== undefined && other !== undefined && isClear ? [[one, other]] : [];
  });
  return new Map(pairs);
}

/** What a declaration says without its name. Undefined where it says too little to know it by. */
function contentOf(name: string, side: Side): string | undefined {
  const declaration = side.declaration(name);
  if (!declaration) return undefined;
  if (!isType(declaration)) {
    const { text } = declaration;
    const at = text.indexOf("= ", Math.max(0, text.indexOf(`const ${name}`)));
    return at < 0 ? undefined : text.slice(at + 2).replaceAll(/\s/g, "");
  }
  const type = side.type(name);
  if (!type || /^(?:[\w"]*|\{[^;]*;[^;]*\}|@.*<>)$/.test(keyOf(type.shape))) return undefined;
  const own = type.parameters.map((parameter) => parameter.name);
  // A type that mentions itself does so under its name.
  const key = keyOf(type.shape).replaceAll(`@${name}<`, "@<");
  return `${own.join(",")}${key}`;
}
