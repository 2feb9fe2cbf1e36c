import {
  StructureKind,
  type InterfaceDeclarationStructure,
  type SourceFileStructure,
  type TypeAliasDeclarationStructure,
} from "ts-morph";
import type { NamedType } from "../generator/model/api.js";
import { blockDoc, schemaDoc } from "./jsdoc.js";
import { sourceFile } from "./source-file.js";
import type { PrintedDeclaration, PrintedMember, PrintedParameter, TypeText } from "./type-text.js";

/** `src/types.ts`: the document's schemas, one exported declaration each. */
export function typesFile(types: readonly NamedType[], typeText: TypeText): SourceFileStructure {
  return sourceFile(
    [],
    types.map((type) => {
      const doc = typeof type.schema === "object" ? schemaDoc(type.schema) : undefined;
      return typeDeclaration(type.name, doc, typeText.declaration(type));
    }),
  );
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
        ? [{ keyName: "key", keyType: "string", returnType: member.type }]
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
