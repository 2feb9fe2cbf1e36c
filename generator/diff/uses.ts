import type ts from "typescript";
import { compiler } from "./compiler.js";
import { isType, webhooksModule, type Client, type Declaration } from "./client.js";

/** Whether users of a client give values of a type, or get them. */
export interface Use {
  readonly given: boolean;
  readonly gotten: boolean;
}

/** How the types of a client are used. */
export interface Uses {
  /** Undefined for a type that nothing of the client mentions. */
  readonly of: (name: string) => Use | undefined;
  /** The functions that lead to a declaration, in the order of the client. */
  readonly functions: (name: string) => readonly string[];
}

/** Follows what each function takes and gives. */
export function usesOf({ declarations }: Client): Uses {
  const references = new Map<string, readonly Reference[]>();
  const referrers = new Map<string, string[]>();
  for (const declaration of declarations.values()) {
    const known = referencesIn(declaration).filter(({ name }) => declarations.has(name));
    references.set(declaration.name, known);
    for (const { name } of known) {
      referrers.set(name, [...(referrers.get(name) ?? []), declaration.name]);
    }
  }
  const isFunction = (name: string) => {
    const node = declarations.get(name)?.node;
    return node !== undefined && compiler.isFunctionDeclaration(node);
  };
  const functions = [...declarations.keys()].filter(isFunction);
  const received = [...declarations.values()].filter(isReceived).map(({ name }) => name);
  const given = reached(functions, [], references, "given");
  const gotten = reached(functions, received, references, "gotten");
  return {
    of: (name) => {
      const use = { given: given.has(name), gotten: gotten.has(name) };
      return use.given || use.gotten ? use : undefined;
    },
    functions: (name) => {
      const found = closure([name], (each) =>
        isFunction(each) ? [] : (referrers.get(each) ?? []),
      );
      return [...found].filter(isFunction);
    },
  };
}

interface Reference {
  readonly name: string;
  /** How it is used where the declaration itself is used in one way; undefined: as that is. */
  readonly use: "given" | "gotten" | "both" | undefined;
}

/** What servers send by themselves comes only, whether or not a function of the client parses it. */
function isReceived(declaration: Declaration): boolean {
  return isType(declaration) && declaration.node.getSourceFile().fileName.endsWith(webhooksModule);
}

function reached(
  functions: readonly string[],
  types: readonly string[],
  references: ReadonlyMap<string, readonly Reference[]>,
  direction: "given" | "gotten",
): ReadonlySet<string> {
  const roots = functions.flatMap((name) =>
    (references.get(name) ?? [])
      .filter(({ use }) => use === direction || use === "both")
      .map((reference) => reference.name),
  );
  return closure([...types, ...roots], (name) =>
    // What stands in a function's own type is used both ways.
    (references.get(name) ?? [])
      .filter(({ use }) => use === undefined || use === "both")
      .map((reference) => reference.name),
  );
}

function closure(
  roots: readonly string[],
  next: (name: string) => readonly string[],
): ReadonlySet<string> {
  const found = new Set(roots);
  // A set that grows is iterated to its end.
  for (const name of found) for (const each of next(name)) found.add(each);
  return found;
}

function referencesIn({ node }: Declaration): readonly Reference[] {
  const found: Reference[] = [];
  const visit = (each: ts.Node, use: Reference["use"]): void => {
    const name = referenced(each);
    if (name !== undefined) found.push({ name, use });
    const inside = use === undefined && isFunctionType(each) ? "both" : use;
    each.forEachChild((child) => visit(child, inside));
  };
  if (compiler.isFunctionDeclaration(node)) {
    for (const { type } of node.parameters) if (type) visit(type, "given");
    if (node.type) visit(node.type, "gotten");
  } else if (!compiler.isVariableDeclaration(node)) visit(node, undefined);
  return found;
}

function referenced(node: ts.Node): string | undefined {
  if (compiler.isTypeReferenceNode(node) && compiler.isIdentifier(node.typeName))
    return node.typeName.text;
  if (compiler.isTypeQueryNode(node) && compiler.isIdentifier(node.exprName))
    return node.exprName.text;
  if (!compiler.isExpressionWithTypeArguments(node)) return undefined;
  return compiler.isIdentifier(node.expression) ? node.expression.text : undefined;
}

function isFunctionType(node: ts.Node): boolean {
  return compiler.isFunctionTypeNode(node) || compiler.isMethodSignature(node);
}
