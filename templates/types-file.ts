import type { NamedType } from "./words.js";
import { enumArrays } from "./enum-arrays.js";
import { comment, schemaDoc } from "./jsdoc.js";
import { objectType } from "./object-type.js";
import { sourceFile } from "./source-file.js";
import type { PrintedDeclaration, TypeText } from "./type-text.js";

/** `src/types.ts`: the document's schemas, one exported type each, and the values of enums. */
export function typesFile(types: readonly NamedType[], typeText: TypeText): string {
  return sourceFile(
    [],
    types.flatMap((type) => {
      const doc = typeof type.schema === "object" ? schemaDoc(type.schema, type.name) : undefined;
      return [
        ...enumArrays(type.enums ?? [], type.name),
        typeDeclaration(type.name, doc, ofValues(type) ?? typeText.declaration(type)),
      ];
    }),
  );
}

/** A type that is an enum is made of its array, so that the values are written once. */
function ofValues({ enums = [] }: NamedType): PrintedDeclaration | undefined {
  const own = enums.find(({ of }) => of.kind === "type");
  if (own?.of.kind !== "type") return undefined;
  const nullable = own.of.nullable ? " | null" : "";
  return {
    kind: "alias",
    parameters: [],
    text: `(typeof ${own.name})[number]${nullable}`,
    references: [],
  };
}

/** An exported interface, or an alias where the type is no object with members. */
export function typeDeclaration(
  name: string,
  doc: string | undefined,
  printed: PrintedDeclaration,
): string {
  const parameters = printed.parameters.map((each) => `${each.name} = ${each.default}`).join(", ");
  const head = `${name}${parameters && `<${parameters}>`}`;
  if (printed.kind === "alias") return `${comment(doc)}export type ${head} = ${printed.text};`;
  const base = printed.extends === undefined ? "" : ` extends ${printed.extends}`;
  return `${comment(doc)}export interface ${head}${base} ${objectType(printed.members)}`;
}
