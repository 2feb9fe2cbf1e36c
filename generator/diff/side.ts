import { compiler } from "./compiler.js";
import { elementsOf, type Client, type Declaration } from "./client.js";
import { basesOf, docIn, objectOf, shapeOf, signatureOf, type Scope } from "./parse-shape.js";
import type { Doc, Shape } from "./shape.js";

/** A type declaration as data. */
export interface TypeShape {
  readonly parameters: readonly { readonly name: string; readonly byDefault: Shape | undefined }[];
  readonly shape: Shape;
}

/** One of the two clients, by the names that the comparison uses: those of the old one. */
export interface Side {
  readonly client: Client;
  /** The name in this client. */
  readonly actual: (name: string) => string;
  readonly has: (name: string) => boolean;
  readonly declaration: (name: string) => Declaration | undefined;
  /** Undefined for what is no type. */
  readonly type: (name: string) => TypeShape | undefined;
  /** The comment, by the names that the comparison uses. */
  readonly doc: (name: string) => Doc;
  /** What a function takes and gives, as the type of a function. Undefined for what is none. */
  readonly signature: (name: string) => Shape | undefined;
  /** What a function gives. */
  readonly returned: (name: string) => Shape | undefined;
}

/** @param renames name in this client → name in the comparison, where they differ */
export function sideOf(client: Client, renames: ReadonlyMap<string, string> = new Map()): Side {
  const actuals = new Map([...renames].map(([name, canonical]) => [canonical, name]));
  const actual = (name: string): string => actuals.get(name) ?? name;
  const scope: Scope = {
    nameOf: (name) => renames.get(name) ?? name,
    valuesOf: (name) => elementsOf(client.declarations.get(name)),
  };
  const declaration = (name: string): Declaration | undefined => {
    const found = actual(name);
    // A name that now belongs to something else is nothing here.
    if (found === name && renames.has(name)) return undefined;
    return client.declarations.get(found);
  };
  const types = new Map<string, TypeShape | undefined>();
  return {
    client,
    actual,
    declaration,
    has: (name) => declaration(name) !== undefined,
    type: (name) => {
      if (!types.has(name)) types.set(name, typeShape(declaration(name), scope));
      return types.get(name);
    },
    doc: (name) => {
      const { text, deprecated } = docIn(declaration(name)?.text ?? "");
      return { deprecated, text: withNames(text, scope.nameOf) };
    },
    signature: (name) => {
      const node = declaration(name)?.node;
      return node && compiler.isFunctionDeclaration(node) ? signatureOf(node, scope) : undefined;
    },
    returned: (name) => {
      const node = declaration(name)?.node;
      return node && compiler.isFunctionDeclaration(node) && node.type
        ? shapeOf(node.type, scope)
        : undefined;
    },
  };
}

function typeShape(declaration: Declaration | undefined, scope: Scope): TypeShape | undefined {
  const node = declaration?.node;
  if (!node || !(compiler.isInterfaceDeclaration(node) || compiler.isTypeAliasDeclaration(node))) {
    return undefined;
  }
  const parameters = (node.typeParameters ?? []).map((parameter) => ({
    name: parameter.name.text,
    byDefault: parameter.default && shapeOf(parameter.default, scope),
  }));
  const shape = compiler.isInterfaceDeclaration(node)
    ? objectOf(node.members, basesOf(node, scope), scope)
    : shapeOf(node.type, scope);
  return { parameters, shape };
}

/** A comment whose links name what the comparison names so. */
function withNames(text: string, nameOf: (name: string) => string): string {
  return text.replaceAll(
    /\{@link ([A-Za-z_$][\w$]*)\}/g,
    (_, name: string) => `{@link ${nameOf(name)}}`,
  );
}
