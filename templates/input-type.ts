import { groupsSchema } from "./groups-schema.js";
import { jsdoc } from "./jsdoc.js";
import { stringLiteral } from "./literal.js";
import { objectType } from "./object-type.js";
import type { Statement } from "./source-file.js";
import type { PrintedDeclaration, PrintedMember, PrintedType, TypeText } from "./type-text.js";
import { typeDeclaration } from "./types-file.js";
import {
  type Body,
  type BodyContent,
  type Operation,
  phrase,
  worded,
  type Words,
} from "./words.js";

export interface InputType {
  readonly declarations: readonly Statement[];
  readonly references: readonly string[];
  /** The types of the runtime that it mentions. */
  readonly runtimeTypes: readonly string[];
}

/**
 * What an operation takes: an interface with a group for each place of a request. Where bodies of
 * different types can be sent, `contentType` tells them apart, and it is a union.
 */
export function inputType(operation: Operation, typeText: TypeText): InputType {
  const { name, types, body } = operation;
  if (types.input === undefined) return { declarations: [], references: [], runtimeTypes: [] };
  const groups = typeText.declaration({
    name: types.input,
    wireName: worded<string>(types.input),
    parameters: [],
    schema: groupsSchema(operation),
  });
  const bodies = body ? alternatives(body, typeText) : [];
  const declared = withBodies(groups, body, bodies);
  const sent = bodies.map(({ type }) => type.text);
  return {
    declarations: [typeDeclaration(types.input, jsdoc([`What {@link ${name}} takes.`]), declared)],
    references: [...groups.references, ...bodies.flatMap(({ type }) => type.references)],
    runtimeTypes: sent.includes(rawBody.text) ? [rawBody.text] : [],
  };
}

/** A type of body, and the media types that it can be sent in. */
interface Alternative {
  readonly type: PrintedType;
  readonly description: Words | undefined;
  readonly mediaTypes: readonly Words[];
}

function alternatives({ contents, description }: Body, typeText: TypeText): readonly Alternative[] {
  const byText = new Map<string, Alternative>();
  for (const content of contents) {
    const type = contentType(content, typeText);
    const mediaTypes = [...(byText.get(type.text)?.mediaTypes ?? []), content.mediaType];
    const { schema } = content;
    const about = description ?? (typeof schema === "object" ? schema.description : undefined);
    byText.set(type.text, { type, mediaTypes, description: about });
  }
  return [...byText.values()];
}

const rawBody: PrintedType = { text: "RawBody", references: [] };

function contentType({ kind, schema }: BodyContent, typeText: TypeText): PrintedType {
  return kind === "raw" ? rawBody : typeText.expression(schema);
}

function withBodies(
  groups: PrintedDeclaration,
  body: Body | undefined,
  bodies: readonly Alternative[],
): PrintedDeclaration {
  const members = groups.kind === "interface" ? groups.members : [];
  const [first] = bodies;
  const parts = { parameters: [], references: [] };
  if (!body || !first) return { kind: "interface", members, ...parts };
  if (bodies.length === 1) {
    const all = [...members, ...bodyMembers(body, first, true)];
    return { kind: "interface", members: all, ...parts };
  }
  const union = bodies
    .map((each) => objectType(bodyMembers(body, each, each === first)))
    .join(" | ");
  const text = members.length > 0 ? `${objectType(members)} & (${union})` : union;
  return { kind: "alias", text, ...parts };
}

function bodyMembers(
  body: Body,
  { type, mediaTypes, description }: Alternative,
  isDefault: boolean,
): readonly PrintedMember[] {
  const doc = jsdoc([description]);
  const [standard] = body.contents;
  const property = { kind: "property", readonly: false } as const;
  const sent: PrintedMember = {
    ...property,
    name: "body",
    // Who names a media type has something to send in it.
    optional: !body.required && isDefault,
    type: type.text,
    ...(doc !== undefined && { doc }),
  };
  if (body.contents.length === 1) return [sent];
  const chosen: PrintedMember = {
    ...property,
    name: "contentType",
    optional: isDefault,
    type: mediaTypes.map(stringLiteral).join(" | "),
    ...(isDefault && { doc: jsdoc([phrase`Default: ${standard?.mediaType ?? ""}`]) ?? "" }),
  };
  return [sent, chosen];
}
