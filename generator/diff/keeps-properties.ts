import type ts from "typescript";
import { compiler } from "./compiler.js";

/**
 * Whether whatever is a known property of the old type, at any depth, is one of the new type. Being
 * assignable does not tell: an optional property that is gone can no longer be read, nor be written in
 * a literal.
 *
 * @param how whether an index signature has the properties that it allows
 */
export function keepsProperties(
  checker: ts.TypeChecker,
  old: ts.Type,
  now: ts.Type,
  how: "by name" | "by index" = "by index",
): boolean {
  const seen = new Set<string>();
  const keeps = (was: readonly ts.Type[], is: readonly ts.Type[], depth: number): boolean => {
    const [before, after] = [membersOf(was), membersOf(is)];
    const pair = [...before.map(idOf), "→", ...after.map(idOf)].join(" ");
    if (depth > mostSteps || seen.has(pair) || before.every((type) => after.includes(type))) {
      return true;
    }
    seen.add(pair);
    if (after.some(isOpen)) return true;
    const items = (types: readonly ts.Type[]) =>
      types.flatMap((type) =>
        checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [],
      );
    const objects = (types: readonly ts.Type[]) => types.filter((type) => isObject(checker, type));
    const [wereItems, areItems] = [items(before), items(after)];
    if (wereItems.length > 0 && areItems.length > 0 && !keeps(wereItems, areItems, depth + 1)) {
      return false;
    }
    const [wereObjects, areObjects] = [objects(before), objects(after)];
    // Nothing to compare: whether they fit is for the checker to say.
    if (areObjects.length === 0) return true;
    const names = new Set(wereObjects.flatMap((type) => ownProperties(checker, type)));
    return [...names].every((name) => {
      const inside = typesOf(checker, areObjects, name, how);
      if (inside.length === 0) return false;
      return keeps(typesOf(checker, wereObjects, name, how), inside, depth + 1);
    });
  };
  return keeps([old], [now], 0);
}

const mostSteps = 12;

function idOf(type: ts.Type): string {
  // Every type has one; it is not in the declarations of the compiler.
  return String((type as ts.Type & { readonly id: number }).id);
}

function membersOf(types: readonly ts.Type[]): readonly ts.Type[] {
  return types.flatMap((type) => (type.isUnion() ? membersOf(type.types) : [type]));
}

function isOpen({ flags }: ts.Type): boolean {
  return (flags & (compiler.TypeFlags.Any | compiler.TypeFlags.Unknown)) !== 0;
}

function isObject(checker: ts.TypeChecker, type: ts.Type): boolean {
  const isOne = (type.flags & (compiler.TypeFlags.Object | compiler.TypeFlags.Intersection)) !== 0;
  return isOne && !checker.isArrayType(type) && !checker.isTupleType(type);
}

/** The names of the properties that the client declares, and not the language or the platform. */
function ownProperties(checker: ts.TypeChecker, type: ts.Type): readonly string[] {
  return checker
    .getPropertiesOfType(type)
    .filter(({ declarations = [] }) => {
      const files = declarations.map((node) => node.getSourceFile().fileName);
      return !files.some((file) => /[/\\]lib\.[^/\\]*\.d\.ts$/.test(file));
    })
    .map(({ name }) => name);
}

function typesOf(
  checker: ts.TypeChecker,
  objects: readonly ts.Type[],
  name: string,
  how: "by name" | "by index",
): readonly ts.Type[] {
  return objects.flatMap((type) => {
    const property = checker.getPropertyOfType(type, name);
    if (property || how === "by name") {
      return property ? [checker.getTypeOfSymbol(property)] : [];
    }
    const index = checker
      .getIndexInfosOfType(type)
      .find(({ keyType }) => (keyType.flags & compiler.TypeFlags.String) !== 0);
    return index ? [index.type] : [];
  });
}
