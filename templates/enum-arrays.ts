import type { VariableStatementStructure } from "ts-morph";
import type { EnumValue, EnumValues } from "./words.js";
import { blockDoc, inOneLine, jsdoc } from "./jsdoc.js";
import { valueLiteral } from "./literal.js";
import { inlineCode } from "./markdown.js";
import { StructureKind, VariableDeclarationKind } from "./ts-morph.js";

/**
 * The values of enums as constant arrays, for menus, checks and loops: a program that uses none
 * carries none.
 *
 * @param holder the type that they are of
 */
export function enumArrays(
  enums: readonly EnumValues[],
  holder: string,
): readonly VariableStatementStructure[] {
  return enums.map(({ name, of, values, deprecated }) => {
    const link = `{@link ${holder}}`;
    const doc = {
      type: `The values of ${link}.`,
      inside: `The values in ${link}.`,
      property: `The values of ${of.kind === "property" ? inlineCode(of.name) : ""} in ${link}.`,
    }[of.kind];
    return {
      kind: StructureKind.VariableStatement,
      isExported: true,
      declarationKind: VariableDeclarationKind.Const,
      docs: blockDoc(jsdoc([doc], deprecated ? ["@deprecated"] : [])),
      declarations: [{ name, initializer: `[${list(values)}] as const` }],
    };
  });
}

function list(values: readonly EnumValue[]): string {
  const isDescribed = values.some(({ description }) => description !== undefined);
  return values.map(element).join(isDescribed ? ",\n" : ", ");
}

function element({ value, description }: EnumValue): string {
  const literal = valueLiteral(value);
  const comment = jsdoc([description && inOneLine(description)]);
  return comment === undefined ? literal : `\n/** ${comment} */\n${literal}`;
}
