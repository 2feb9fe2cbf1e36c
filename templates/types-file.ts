import type {
  InterfaceDeclarationStructure,
  SourceFileStructure,
  TypeAliasDeclarationStructure,
} from "ts-morph";
import type { NamedType } from "./words.js";
import { enumArrays } from "./enum-arrays.js";
import { blockDoc, schemaDoc } from "./jsdoc.js";
import { sourceFile } from "./source-file.js";
import type { PrintedDeclaration, PrintedMember, PrintedParameter, TypeText } from "./type-text.js";
import { StructureKind } from "./ts-morph.js";

/** `src/types.ts`: the document's schemas, one exported type each, and the values of enums. */
export function typesFile(types: readonly NamedType[], typeText: TypeText): SourceFileStructure {
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
): InterfaceDeclarationStructure | TypeAliasDeclarationStructure {
  const shared = {
    name,
    isExported: true,
    docs: blockDoc(doc),
    typeParameters: printed.parameters.map(typeParameter),
  };
  if (printed.kind === "alias") {
    return { kind: StructureKind.TypeAlias, ...shared, type: printed.text };
  }
  return {
    kind: StructureKind.Interface,
    ...shared,
    ...(printed.extends !== undefined && { extends: [printed.extends] }),
    properties: printed.members.flatMap(property),
    indexSignatures: printed.members.flatMap((member) =>
      member.kind === "index"
        ? [{ keyName: "key", keyType: member.key, returnType: member.type }]
        : [],
    ),
  };
}

function typeParameter({ name, default: byDefault }: PrintedParameter) {
  return { name, default: byDefault };
}

function property(member: PrintedMember) {
  if (member.kind !== "property") return [];
  return [
    {
      name: member.name,
      type: member.type,
      hasQuestionToken: member.optional,
      isReadonly: member.readonly,
      docs: blockDoc(member.doc),
    },
  ];
}
