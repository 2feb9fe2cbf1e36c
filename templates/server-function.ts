import { blockDoc, jsdoc } from "./jsdoc.js";
import { propertyKey, stringLiteral } from "./literal.js";
import { inlineCode } from "./markdown.js";
import type { Statement } from "./source-file.js";
import type { PrintedMember } from "./type-text.js";
import { typeDeclaration } from "./types-file.js";
import type { ServerFunction, ServerVariable } from "./words.js";
import { StructureKind } from "./ts-morph.js";

/** What puts values in the variables of a server's URL, and the type of these. */
export function serverFunction(server: ServerFunction): readonly Statement[] {
  const { name, type, template, description, variables } = server;
  const needed = variables.some((variable) => variable.default === undefined);
  const defaults = variables.flatMap((variable) =>
    variable.default === undefined
      ? []
      : [`${propertyKey(variable.name)}: ${stringLiteral(variable.default)}`],
  );
  return [
    typeDeclaration(type, jsdoc([`What {@link ${name}} takes.`]), {
      kind: "interface",
      parameters: [],
      members: variables.map(member),
      references: [],
    }),
    {
      kind: StructureKind.Function,
      name,
      isExported: true,
      docs: blockDoc(
        jsdoc([
          `The \`server\` ${inlineCode(template)} with values for its variables.`,
          description,
        ]),
      ),
      parameters: [{ name: "variables", type, ...(!needed && { initializer: "{}" }) }],
      returnType: "URL",
      statements: [
        `return serverUrl(${stringLiteral(template)}, { ${defaults.join(", ")} }, variables);`,
      ],
    },
  ];
}

function member({ name, values, description, ...variable }: ServerVariable): PrintedMember {
  const doc = jsdoc([
    description,
    variable.default === undefined ? undefined : `Default: ${inlineCode(variable.default)}`,
  ]);
  return {
    kind: "property",
    name: propertyKey(name),
    optional: variable.default !== undefined,
    readonly: false,
    type: values ? values.map(stringLiteral).join(" | ") : "string",
    ...(doc !== undefined && { doc }),
  };
}
