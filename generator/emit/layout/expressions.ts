import { isPlainNumber, quoted } from "./literals.js";
import {
  apartBefore,
  expect,
  follows,
  giveUp,
  inside,
  isNext,
  listed,
  nameOf,
  next,
  type Reader,
  took,
  within,
  word,
} from "./reader.js";
import { dottedName, readKey, readTypeArguments, type Type } from "./types.js";

/** An expression, as far as it matters to where its lines break. */
export type Expression =
  | Literal
  | { readonly kind: "name"; readonly text: string }
  | { readonly kind: "dotted"; readonly text: string }
  | ObjectLiteral
  | { readonly kind: "array"; readonly items: readonly Item[] }
  | Call
  | { readonly kind: "answered call"; readonly of: Call; readonly name: string }
  | { readonly kind: "element"; readonly of: string; readonly name: string; readonly key: string }
  | { readonly kind: "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "await"; readonly of: Expression }
  | { readonly kind: "as const"; readonly of: Expression }
  | {
      readonly kind: "function";
      readonly parameters: readonly string[];
      readonly body: Expression;
    };

export interface Literal {
  readonly kind: "string" | "number" | "signed number" | "template" | "constant";
  readonly text: string;
}

export interface ObjectLiteral {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** Whether its first property begins a line: then it is not put together. */
  readonly isBroken: boolean;
}

export interface Property {
  /** Absent where there is nothing but a name, or what is spread. */
  readonly key: string | undefined;
  readonly spread: string;
  readonly value: Expression;
}

/** One of an array. */
export interface Item {
  readonly comments: readonly string[];
  /** Whether an empty line goes before it. */
  readonly isApart: boolean;
  readonly value: Expression;
}

export interface Call {
  readonly kind: "call" | "new";
  readonly callee: string;
  readonly types: readonly Type[];
  readonly given: readonly Expression[];
}

const nothing: Expression = { kind: "name", text: "" };

/** An expression, which may be said to be a constant. */
export function readConstant(reader: Reader): Expression {
  const expression = readExpression(reader);
  if (!took(reader, "as")) return expression;
  // Others may have brackets of their own.
  if (expression.kind !== "object" && expression.kind !== "array") giveUp(reader);
  expect(reader, "const");
  return { kind: "as const", of: expression };
}

export function readExpression(reader: Reader): Expression {
  const { kind } = reader;
  switch (kind) {
    case "string":
      return { kind, text: quoted(next(reader)) };
    case "template":
      if (reader.text.includes("$")) giveUp(reader);
      return { kind, text: next(reader) };
    case "number":
      return number(reader);
    case "word":
      return named(reader);
    default:
      break;
  }
  if (took(reader, "-")) return number(reader, "-");
  if (isNext(reader, "{")) return objectLiteral(reader);
  if (took(reader, "[")) {
    return { kind: "array", items: listed(reader, "]", [","], () => item(reader)) };
  }
  return took(reader, "(") ? functionLiteral(reader) : unread(reader);
}

function item(reader: Reader): Item {
  const { lines, comments } = apartBefore(reader);
  const isApart = lines > 1;
  const value = readExpression(reader);
  // Numbers fill lines: how, beside comments, is not known.
  const isNumber = value.kind === "number" || value.kind === "signed number";
  if (isNumber && (isApart || comments.length > 0)) giveUp(reader);
  return { comments, isApart, value };
}

function unread(reader: Reader): Expression {
  giveUp(reader);
  return nothing;
}

function number(reader: Reader, sign = ""): Expression {
  if (reader.kind !== "number" || !isPlainNumber(reader.text)) return unread(reader);
  return { kind: sign === "" ? "number" : "signed number", text: sign + next(reader) };
}

const constants = new Set(["true", "false", "null"]);
/** Calls that are laid out in a way of their own. */
const special =
  /^(?:require|define|[fx]?(?:describe|it|test)|(?:before|after)(?:Each|All)|async|inject|fakeAsync|waitForAsync|Component)(?:$|\.)/;

function named(reader: Reader): Expression {
  // Only a module waits by itself, as far as is known here.
  if (isNext(reader, "await") && reader.isInside) return unread(reader);
  if (took(reader, "await"))
    return { kind: "await", of: within(reader, () => readExpression(reader)) };
  if (took(reader, "new")) return called(reader, "new");
  if (constants.has(reader.text)) return { kind: "constant", text: next(reader) };
  return called(reader, "call");
}

function called(reader: Reader, kind: Call["kind"]): Expression {
  const callee = dottedName(reader);
  const types = readTypeArguments(reader);
  if (!took(reader, "(")) {
    return types.length > 0 || kind === "new" ? unread(reader) : owned(reader, callee);
  }
  const given = listed(reader, ")", [","], () => readExpression(reader));
  // A function at the end breaks in ways of its own.
  const isOther = special.test(callee) || given.at(-1)?.kind === "function";
  if (isOther) return unread(reader);
  const call = { kind, callee, types, given };
  if (kind === "call" && !callee.includes(".") && took(reader, ".")) return answered(reader, call);
  return isChain(reader) ? unread(reader) : call;
}

/** `a(b).c()` */
function answered(reader: Reader, of: Call): Expression {
  const name = word(reader);
  expect(reader, "(");
  expect(reader, ")");
  return isChain(reader) ? unread(reader) : { kind: "answered call", of, name };
}

/** `a`, `a.b` or `a.b["c"]` */
function owned(reader: Reader, dotted: string): Expression {
  const [of = "", name, ...others] = dotted.split(".");
  if (others.length > 0) return unread(reader);
  if (name === undefined || !took(reader, "[")) {
    return { kind: name === undefined ? "name" : "dotted", text: dotted };
  }
  const key = reader.kind === "string" ? quoted(next(reader)) : "";
  expect(reader, "]");
  return key === "" || isChain(reader) ? unread(reader) : { kind: "element", of, name, key };
}

function isChain(reader: Reader): boolean {
  return [".", "(", "[", "?"].some((mark) => isNext(reader, mark));
}

function objectLiteral(reader: Reader): ObjectLiteral {
  expect(reader, "{");
  const isBroken = reader.lines > 0;
  const properties = listed(reader, "}", [","], () => property(reader));
  return { kind: "object", properties, isBroken: isBroken && properties.length > 0 };
}

const nameEnd = /\s*[,}]/y;

function property(reader: Reader): Property {
  if (took(reader, "...")) return { key: undefined, spread: "...", value: readExpression(reader) };
  const isShort = reader.kind === "word" && follows(reader, nameEnd);
  if (isShort) return { key: undefined, spread: "", value: { kind: "name", text: nameOf(reader) } };
  const key = readKey(reader);
  expect(reader, ":");
  const value = readExpression(reader);
  if (!took(reader, "??")) return { key, spread: "", value };
  const isSimple = value.kind === "name" || value.kind === "element";
  const right = isSimple && reader.kind === "string" ? readExpression(reader) : unread(reader);
  return { key, spread: "", value: { kind: "or", left: value, right } };
}

function functionLiteral(reader: Reader): Expression {
  const parameters = listed(reader, ")", [","], () => nameOf(reader));
  expect(reader, "=>");
  // An object would have brackets of its own.
  const body =
    isNext(reader, "{") || isNext(reader, "(")
      ? unread(reader)
      : inside(reader, () => readExpression(reader));
  return { kind: "function", parameters, body };
}
