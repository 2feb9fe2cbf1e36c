import { isPlainNumber, propertyKey, quoted } from "./literals.js";
import {
  apartBefore,
  expect,
  follows,
  giveUp,
  isNext,
  listed,
  nameOf,
  next,
  type Reader,
  remarkBefore,
  took,
  within,
  word,
} from "./reader.js";

/** A type, as far as it matters to where its lines break. */
export type Type =
  | { readonly kind: "simple"; readonly text: string; readonly isEmpty: boolean }
  | { readonly kind: "named"; readonly name: string; readonly of: readonly Type[] }
  | { readonly kind: "value type"; readonly text: string }
  | { readonly kind: "operator"; readonly operator: string; readonly of: Type }
  | { readonly kind: "indexed"; readonly of: Type; readonly index: Type }
  | { readonly kind: "array"; readonly of: Type }
  | { readonly kind: "tuple"; readonly members: readonly Type[] }
  | ObjectType
  | MappedType
  | { readonly kind: "union"; readonly members: readonly Type[] }
  | { readonly kind: "intersection"; readonly members: readonly Type[] };

export interface ObjectType {
  readonly kind: "object";
  readonly members: readonly Member[];
  /** Whether its first member begins a line: then it is not put together. */
  readonly isBroken: boolean;
}

export interface MappedType {
  readonly kind: "mapped";
  readonly key: string;
  /** What the keys are from. */
  readonly from: Type;
  readonly type: Type;
  readonly isBroken: boolean;
}

export interface Member {
  readonly comments: readonly string[];
  /** Whether an empty line goes before it. */
  readonly isApart: boolean;
  /** What stands before the colon: that of an index signature may break. */
  readonly name: string;
  readonly index: string | undefined;
  readonly type: Type;
}

const unknown: Type = { kind: "simple", text: "unknown", isEmpty: false };

export function readType(reader: Reader): Type {
  took(reader, "|");
  const members = separated(reader, "|", intersection);
  // A conditional type, or one of a function.
  if (isNext(reader, "extends") || isNext(reader, "=>")) giveUp(reader);
  const [only = unknown] = members;
  return members.length === 1 ? only : { kind: "union", members };
}

function intersection(reader: Reader): Type {
  const members = separated(reader, "&", operated);
  const [only = unknown] = members;
  return members.length === 1 ? only : { kind: "intersection", members };
}

function separated(
  reader: Reader,
  separator: string,
  read: (reader: Reader) => Type,
): readonly Type[] {
  const members = [read(reader)];
  while (took(reader, separator)) members.push(read(reader));
  return members;
}

function operated(reader: Reader): Type {
  if (isNext(reader, "keyof") || isNext(reader, "readonly")) {
    const operator = word(reader);
    return { kind: "operator", operator, of: within(reader, () => operated(reader)) };
  }
  return indexed(reader);
}

function indexed(reader: Reader): Type {
  let type = primary(reader);
  while (isNext(reader, "[") && reader.lines === 0) {
    next(reader);
    if (took(reader, "]")) type = { kind: "array", of: type };
    else {
      type = { kind: "indexed", of: type, index: within(reader, () => readType(reader)) };
      expect(reader, "]");
    }
  }
  return type;
}

function primary(reader: Reader): Type {
  switch (reader.kind) {
    case "string":
      return simple(quoted(next(reader)));
    case "number":
      return number(reader);
    case "template":
      return simple(next(reader));
    case "word":
      return namedType(reader);
    default:
      break;
  }
  if (took(reader, "-")) return number(reader, "-");
  if (took(reader, "(")) {
    const type = within(reader, () => readType(reader));
    expect(reader, ")");
    return type;
  }
  if (took(reader, "[")) {
    return { kind: "tuple", members: listed(reader, "]", [","], () => readType(reader)) };
  }
  return isNext(reader, "{") ? objectType(reader) : unread(reader);
}

function unread(reader: Reader): Type {
  giveUp(reader);
  return unknown;
}

function simple(text: string): Type {
  return { kind: "simple", text, isEmpty: false };
}

function number(reader: Reader, sign = ""): Type {
  const isPlain = reader.kind === "number" && isPlainNumber(reader.text);
  return isPlain ? simple(sign + next(reader)) : unread(reader);
}

const keywords = new Set(
  "any unknown never string number boolean object symbol bigint undefined true false this".split(
    " ",
  ),
);
/** Words that begin a type of another form. */
const others = new Set(["unique", "infer", "asserts", "abstract"]);

function namedType(reader: Reader): Type {
  if (took(reader, "typeof")) {
    const text = `typeof ${dottedName(reader)}`;
    return isNext(reader, "<") ? unread(reader) : { kind: "value type", text };
  }
  const { text } = reader;
  if (text === "null" || text === "void") {
    return { kind: "simple", text: next(reader), isEmpty: true };
  }
  if (keywords.has(text)) return isNext(reader, ".") ? unread(reader) : simple(next(reader));
  const dotted = dottedName(reader);
  if (others.has(dotted) && reader.kind === "word") return unread(reader);
  return { kind: "named", name: dotted, of: readTypeArguments(reader) };
}

export function dottedName(reader: Reader): string {
  let dotted = nameOf(reader);
  while (took(reader, ".")) dotted += `.${word(reader)}`;
  return dotted;
}

export function readTypeArguments(reader: Reader): readonly Type[] {
  if (!isNext(reader, "<") || reader.lines > 0) return [];
  next(reader);
  const types = listed(reader, ">", [","], () => readType(reader));
  if (types.length === 0) giveUp(reader);
  return types;
}

function objectType(reader: Reader): ObjectType | MappedType {
  expect(reader, "{");
  const isBroken = reader.lines > 0 || reader.comments.length > 0;
  if (isNext(reader, "[") && follows(reader, /\s*\w+\s+in\b/y)) return mapped(reader, isBroken);
  const members = readMembers(reader);
  return { kind: "object", members, isBroken: isBroken && members.length > 0 };
}

function mapped(reader: Reader, isBroken: boolean): MappedType {
  expect(reader, "[");
  const key = nameOf(reader);
  expect(reader, "in");
  const from = readType(reader);
  expect(reader, "]");
  expect(reader, ":");
  const type = readType(reader);
  took(reader, ";");
  expect(reader, "}");
  return { kind: "mapped", key, from, type, isBroken };
}

/** The members of an object or an interface, whose opening bracket is behind. */
export function readMembers(reader: Reader): readonly Member[] {
  return listed(reader, "}", [";", ","], () => member(reader));
}

function member(reader: Reader): Member {
  const { lines, comments } = apartBefore(reader);
  const isApart = lines > 1;
  const remark = remarkBefore(reader);
  const isReadonly = isNext(reader, "readonly") && !follows(reader, afterKey);
  const before = remark + (isReadonly ? `${word(reader)} ` : "");
  const index = took(reader, "[") ? indexKey(reader) : undefined;
  const key = index === undefined ? readKey(reader) + (took(reader, "?") ? "?" : "") : "";
  expect(reader, ":");
  // No spread: there are tens of thousands of them.
  return { comments, isApart, name: before + key, index, type: readType(reader) };
}

const afterKey = /\s*[:?]/y;

/** `key: string]` */
function indexKey(reader: Reader): string {
  const key = nameOf(reader);
  expect(reader, ":");
  const of = reader.kind === "word" ? next(reader) : "";
  if (of !== "string" && of !== "number") giveUp(reader);
  expect(reader, "]");
  return `${key}: ${of}`;
}

export function readKey(reader: Reader): string {
  const { kind, text } = reader;
  const key = kind === "string" ? propertyKey(text) : text;
  const isKey = kind === "word" || kind === "string" || (kind === "number" && isPlainNumber(text));
  if (key === undefined || !isKey) giveUp(reader);
  else next(reader);
  return key ?? text;
}
