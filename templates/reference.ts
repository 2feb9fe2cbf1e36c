import { objectMembers } from "./groups-schema.js";
import { blockMarkdown, codeBlock, endOfLine, inlineCode, inlineMarkdown } from "./markdown.js";
import { operationTable } from "./operation-table.js";
import { bodyType } from "./operation-types.js";
import { stringLiteral } from "./literal.js";
import { operationsPath } from "./paths.js";
import { callOf } from "./sample-call.js";
import { sampleClient } from "./sample-client.js";
import type { TypeText } from "./type-text.js";
import type { Answer, Api, Operation, OperationGroup, Schema, Words } from "./words.js";

/** The page of a group of operations: what each takes and gives, and a call of it. */
export function referencePage(group: OperationGroup, api: Api, typeText: TypeText): string {
  const source = operationsPath(group);
  const from = stringLiteral(api.package.name);
  const start = [`import { createClient } from ${from};`, "", sampleClient(api)];
  return [
    `# ${inlineMarkdown(group.tag ?? "Other operations")}`,
    ...(group.description ? [blockMarkdown(group.description)] : []),
    `Of [${api.package.name}](../README.md). The types are in [${source}](../${source}).`,
    operationTable(group.operations, ""),
    "The calls below take a client:",
    codeBlock("ts", start.join("\n")),
    ...group.operations.flatMap((operation) => section(operation, api, typeText)),
  ].join("\n\n");
}

function section(operation: Operation, api: Api, typeText: TypeText): readonly string[] {
  const { name, key, deprecated, errors } = operation;
  const example = [
    `import { ${name} } from ${stringLiteral(api.package.name)};`,
    "",
    callOf(operation, api, hasAnswer(operation) ? "const answer = await " : "await "),
  ];
  return [
    `## \`${name}\``,
    ...(deprecated ? ["**Deprecated.**"] : []),
    ...wordsOf(operation).map((text) => blockMarkdown(text)),
    inlineCode(key),
    codeBlock("ts", example.join("\n")),
    ...listed("Takes", inputLines(operation, typeText)),
    ...listed("Gives", givenLines(operation, typeText)),
    ...listed("Fails with", answerLines(errors, typeText)),
    ...remarks(operation),
  ];
}

/** What the document says about an operation, once. */
export function wordsOf({ summary, description }: Operation): readonly Words[] {
  return [...new Set([summary, description].flatMap((text) => text ?? []))];
}

export function hasAnswer({ responses }: Operation): boolean {
  return responses.some(({ bodies }) => bodies.length > 0);
}

function listed(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [`${title}:`, lines.map((text) => `- ${text}`).join("\n")] : [];
}

function inputLines({ parameters, body }: Operation, typeText: TypeText): readonly string[] {
  const given = parameters.map(({ schema, ...rest }) => line(rest, [typeOf(schema, typeText)]));
  const [content] = body?.contents ?? [];
  if (!body || !content) return given;
  const { required, description } = body;
  const type = content.kind === "raw" ? "`RawBody`" : typeOf(content.schema, typeText);
  const members = content.kind === "raw" || type !== "" ? [] : objectMembers(content.schema);
  return [
    ...given,
    line({ in: "body", required, description }, [type]),
    ...members.map(({ schema, ...rest }) =>
      line({ in: "body", ...rest, ...about(schema) }, [typeOf(schema, typeText)]),
    ),
  ];
}

function about(schema: Schema): Pick<Item, "deprecated" | "description"> {
  return typeof schema === "object" ? schema : {};
}

/** What a function gives: of an envelope that is opened, what is in it. */
function givenLines(operation: Operation, typeText: TypeText): readonly string[] {
  const { responses, types, unwrap } = operation;
  const only = responses.length === 1 ? types.response : undefined;
  return responses.map(({ status, bodies, description }) => {
    const type = bodies.length > 0 ? shownType(bodyType(bodies, typeText).text, only) : "";
    const opened = unwrap === undefined ? "" : `${inlineCode(unwrap)}${type && ` of ${type}`}`;
    return line({ name: status, description }, [opened || type]);
  });
}

function answerLines(answers: readonly Answer[], typeText: TypeText): readonly string[] {
  return answers.map(({ status, bodies, description }) => {
    const type = bodies.length > 0 ? shownType(bodyType(bodies, typeText).text) : "";
    return line({ name: status, description }, [type]);
  });
}

interface Item {
  readonly in?: string;
  readonly name?: Words;
  readonly required?: boolean | undefined;
  readonly deprecated?: boolean | undefined;
  readonly description?: Words | undefined;
}

function line(item: Item, more: readonly string[]): string {
  const { name, required, deprecated, description } = item;
  const start = [
    ...(item.in === undefined ? [] : [`\`${item.in}\``]),
    ...(name === undefined ? [] : [inlineCode(name)]),
  ];
  const parts = [
    start.join(" "),
    ...more.filter((part) => part !== ""),
    ...(required ? ["required"] : []),
    ...(deprecated ? ["deprecated"] : []),
  ];
  const said = endOfLine(description ?? "");
  return `${parts.join(", ")}${said === "" ? "" : `: ${said}`}`;
}

function typeOf(schema: Schema, typeText: TypeText): string {
  return shownType(typeText.expression(schema).text);
}

const longest = 80;

/** A type that a line can hold; others are better read in the source. */
function shownType(text: string, name?: string): string {
  if (text.length <= longest && !text.includes("\n")) return inlineCode(text);
  return name === undefined ? "" : inlineCode(name);
}

function remarks({ pagination, security, streamed }: Operation): readonly string[] {
  const alternatives = security.map((schemes) => schemes.map((name) => inlineCode(name)));
  const needed = alternatives.map((names) => (names.length > 0 ? names.join(" and ") : "none"));
  return [
    ...(pagination ? ["Comes page by page: `for await` goes through all of them."] : []),
    ...(streamed ? [`\`${streamed.name}\` gives the answer as it arrives.`] : []),
    ...(needed.length > 0 ? [`Credentials: ${needed.join(", or ")}.`] : []),
  ];
}
