import type { PrintedDeclaration, PrintedType, TypeText } from "../../templates/type-text.js";
import { plain } from "../../templates/words.js";
import type { NamedType } from "../model/api.js";
import type { ResolvedSchemaObject, Schema, SchemaObject } from "../openapi.js";
import { compiler } from "./compiler.js";
import { circularReferences } from "./circular.js";
import type { Context } from "./context.js";
import { typesOf } from "./keywords.js";
import { member, print } from "./node-text.js";
import { toNode } from "./type-node.js";

/** Turns resolved schemas into TypeScript. */
export function schemaTypes(types: readonly NamedType[]): TypeText {
  const byRef = new Map(types.map((type) => [refTo(type), type]));
  const circular = circularReferences(byRef);
  const contextOf = (within?: NamedType): Context => ({
    byRef,
    references: new Set(),
    parameters: new Map(within?.parameters.map(({ property, name }) => [property, name])),
    circular: (within && circular.get(refTo(within))) ?? new Set(),
    isAlias: true,
    depth: 0,
  });
  const expression = (schema: Schema): PrintedType => {
    const context = contextOf();
    const text = print(toNode(schema, context));
    return { text, references: [...context.references].toSorted() };
  };
  // The reference repeats what the code says.
  const printed = new WeakMap<object, PrintedType>();
  return {
    expression: (words) => {
      const schema = plain<Schema>(words);
      if (typeof schema === "boolean") return expression(schema);
      const known = printed.get(schema) ?? expression(schema);
      printed.set(schema, known);
      return known;
    },
    declaration: (words) => {
      const type = plain<NamedType>(words);
      return declaration(type, contextOf(type));
    },
  };
}

function declaration(type: NamedType, context: Context): PrintedDeclaration {
  const schema: ResolvedSchemaObject = typeof type.schema === "object" ? type.schema : {};
  const node = toNode(withoutBase(type.schema), context);
  const base = schema["x-extends"] && baseText(schema["x-extends"], context);
  const parameters = type.parameters.map(({ name, default: byDefault }) => ({
    name,
    default: print(toNode(byDefault, context)),
  }));
  const references = () => [...context.references].filter((name) => name !== type.name).toSorted();
  if (compiler.isTypeLiteralNode(node)) {
    const members = node.members.flatMap(member);
    const extending = base !== undefined && { extends: base };
    return { kind: "interface", parameters, ...extending, members, references: references() };
  }
  if (base !== undefined) {
    return { kind: "interface", parameters, extends: base, members: [], references: references() };
  }
  return { kind: "alias", parameters, text: print(node), references: references() };
}

/** An interface can extend an object, but not one that may be null. */
function baseText(base: SchemaObject, context: Context): string {
  const text = print(toNode(base, context));
  const schema = context.byRef.get(base.$ref ?? "")?.schema;
  const isNullable = typeof schema === "object" && typesOf(schema).includes("null");
  return isNullable ? `NonNullable<${text}>` : text;
}

/** An empty object without its base would be a record of anything. */
function withoutBase(schema: Schema): Schema {
  const { "x-extends": base, ...own }: ResolvedSchemaObject =
    typeof schema === "object" ? schema : {};
  return base ? own : schema;
}

function refTo({ wireName }: NamedType): string {
  return `#/components/schemas/${wireName.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
