import { enumArrays } from "./enum-arrays.js";
import { headerMembers } from "./header-members.js";
import { inputType } from "./input-type.js";
import { jsdoc } from "./jsdoc.js";
import { statusKey, stringLiteral } from "./literal.js";
import { inlineCode } from "./markdown.js";
import type { Statement } from "./source-file.js";
import type { PrintedDeclaration, PrintedType, TypeText } from "./type-text.js";
import { typeDeclaration } from "./types-file.js";
import {
  type Answer,
  type AnswerBody,
  joined,
  type Operation,
  phrase,
  type Words,
  worded,
} from "./words.js";

export interface OperationTypes {
  readonly declarations: readonly Statement[];
  /** The types of the document, and of the runtime, that they mention. */
  readonly references: readonly string[];
  readonly runtimeTypes: readonly string[];
}

/** The types of one operation: what it takes, and what it gives. */
export function operationTypes(operation: Operation, typeText: TypeText): OperationTypes {
  const { types, name, responses, errors, unwrap } = operation;
  const input = inputType(operation, typeText);
  const response = responseDeclaration(responses, types.response, typeText);
  const byStatus = byStatusType(responses, typeText, unwrap);
  const failures = byStatusType(errors, typeText);
  const property = stringLiteral(unwrap ?? "");
  return {
    declarations: [
      ...(types.input === undefined ? [] : enumArrays(operation.enums ?? [], types.input)),
      ...input.declarations,
      typeDeclaration(types.response, jsdoc([responseDoc(operation)]), response),
      ...alias(types.data, `${types.response}[${property}]`, dataDoc(operation)),
      ...alias(types.byStatus, byStatus.text, `What {@link ${name}} gives, by status.`),
      ...headersDeclaration(operation),
      ...alias(
        types.errors,
        failures.text,
        `The documented error bodies of {@link ${name}}, by status.`,
      ),
    ],
    references: [input, response, byStatus, failures].flatMap(({ references }) => references),
    runtimeTypes: [...input.runtimeTypes, ...(streamOf(operation) ? ["Stream"] : [])],
  };
}

/** What a second function of an operation gives, for who takes its answer as it arrives. */
export function streamedTypes(operation: Operation, typeText: TypeText): OperationTypes {
  const { streamed } = operation;
  if (!streamed) return { declarations: [], references: [], runtimeTypes: [] };
  const { name, response, answer } = streamed;
  const declared = responseDeclaration([answer], response, typeText);
  const doc = phrase`What {@link ${name}} gives: ${answer.description ?? "the answer's body"}`;
  return {
    declarations: [typeDeclaration(response, jsdoc([doc]), declared)],
    references: declared.references,
    runtimeTypes: answer.bodies.some(({ kind }) => kind === "stream") ? ["Stream"] : [],
  };
}

/** The stream that an operation gives, if it gives one. */
export function streamOf({ responses }: Pick<Operation, "responses">) {
  return responses
    .flatMap(({ bodies }) => bodies)
    .find((body) => body.kind === "stream" || body.kind === "bytes");
}

function alias(name: string | undefined, text: string, doc: Words | string): Statement[] {
  if (name === undefined) return [];
  return [
    typeDeclaration(name, jsdoc([doc]), { kind: "alias", parameters: [], text, references: [] }),
  ];
}

/** An interface where the only answer is an object that has no name but the operation's. */
function responseDeclaration(
  answers: readonly Answer[],
  name: string,
  typeText: TypeText,
): PrintedDeclaration {
  const [body, ...others] = answers.flatMap(({ bodies }) => bodies);
  if (body?.kind === "json" && others.length === 0 && answers.length === 1) {
    const { schema } = body;
    const printed = typeText.declaration({
      name,
      wireName: worded<string>(name),
      parameters: [],
      schema,
    });
    if (printed.kind === "interface") return printed;
  }
  return { kind: "alias", parameters: [], ...responseType(answers, typeText) };
}

function responseType(answers: readonly Answer[], typeText: TypeText): PrintedType {
  const some = answers.some(({ bodies }) => bodies.length > 0);
  if (!some) return { text: answers.length > 0 ? "void" : "unknown", references: [] };
  return union(answers.map(({ bodies }) => bodyType(bodies, typeText)));
}

/** What the client can make of one answer. */
export function bodyType(bodies: readonly AnswerBody[], typeText: TypeText): PrintedType {
  if (bodies.length === 0) return { text: "undefined", references: [] };
  return union(
    bodies.map((body) => {
      if (body.kind === "bytes") return { text: "ReadableStream<Uint8Array>", references: [] };
      const printed = typeText.expression(body.schema);
      return body.kind === "stream" ? { ...printed, text: `Stream<${printed.text}>` } : printed;
    }),
  );
}

function union(types: readonly PrintedType[]): PrintedType {
  const texts = [...new Set(types.map(({ text }) => text))];
  if (texts.includes("unknown")) return { text: "unknown", references: [] };
  return {
    text: texts.join(" | "),
    references: types.flatMap(({ references }) => references),
  };
}

/** `{ 404: ErrorResponse; default: Problem }` */
function byStatusType(
  answers: readonly Answer[],
  typeText: TypeText,
  property?: Words,
): PrintedType {
  const members = answers.map(({ status, bodies }) => ({
    status,
    printed: bodyType(bodies, typeText),
  }));
  const inside = property === undefined ? undefined : `[${stringLiteral(property)}]`;
  const lines = members.map(({ status, printed: { text } }) => {
    return `${statusKey(status)}: ${inside === undefined ? text : `(${text})${inside}`};`;
  });
  return {
    text: `{ ${lines.join(" ")} }`,
    references: members.flatMap(({ printed }) => printed.references),
  };
}

function headersDeclaration({ name, types, headers }: Operation): Statement[] {
  if (types.headers === undefined) return [];
  const members = headerMembers(headers);
  const doc = jsdoc([`The documented headers of what {@link ${name}} gives.`]);
  const printed = { kind: "interface", parameters: [], members, references: [] } as const;
  return [typeDeclaration(types.headers, doc, printed)];
}

function responseDoc({ name, responses, unwrap }: Operation): Words {
  const words = responses.flatMap(({ description }) => (description ? [description] : []));
  const said = words.length > 0 ? joined([...new Set(words)], "; ") : "the answer's body";
  return unwrap === undefined
    ? phrase`What {@link ${name}} gives: ${said}`
    : phrase`The envelope of what {@link ${name}} gives: ${said}`;
}

function dataDoc({ name, unwrap, types }: Operation): Words {
  return phrase`What {@link ${name}} gives: the ${inlineCode(unwrap ?? "")} of {@link ${types.response}}.`;
}
