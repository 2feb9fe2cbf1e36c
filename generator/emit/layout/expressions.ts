import { isPlainNumber, quoted } from "./literals.js";
import {
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
} from "./reader.js";
import { dottedName, readKey, readTypeArguments, type Type } from "./types.js";

/** An expression, as far as it matters to where its lines break. */
export type Expression =
  | Literal
  | { readonly kind: "name"; readonly text: string }
  | { readonly kind: "dotted"; readonly text: string }
  | ObjectLiteral
  | { readonly kind: "array"; readonly items: readonly Expression[] }
  | Call
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

export interface Call {
  readonly kind: "call" | "new";
  readonly callee: string;
  readonly types: readonly Type[];
  readonly given: readonly Expression[];
}

const nothing: Expression = { kind: "name", text: "" };

export function readExpression(reader: Reader): Expression {
  const expression = bare(reader);
  if (!took(reader, "as")) return expression;
  expect(reader, "const");
  return { kind: "as const", of: expression };
}

function bare(reader: Reader): Expression {
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
    return { kind: "array", items: listed(reader, "]", [","], () => readExpression(reader)) };
  }
  return took(reader, "(") ? functionLiteral(reader) : unread(reader);
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
  if (took(reader, "await")) return { kind: "await", of: within(reader, () => bare(reader)) };
  if (took(reader, "new")) return called(reader, "new");
  if (constants.has(reader.text)) return { kind: "constant", text: next(reader) };
  return called(reader, "call");
}

function called(reader: Reader, kind: Call["kind"]): Expression {
  const callee = dottedName(reader);
  const types = readTypeArguments(reader);
  if (!took(reader, "(")) {
    if (types.length > 0 || kind === "new" || callee.split(".").length > 2) return unread(reader);
    return { kind: callee.includes(".") ? "dotted" : "name", text: callee };
  }
  const given = listed(reader, ")", [","], () => readExpression(reader));
  // A function at the end breaks in ways of its own.
  const isOther = special.test(callee) || isChain(reader) || given.at(-1)?.kind === "function";
  if (isOther) return unread(reader);
  return { kind, callee, types, given };
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
  return { key, spread: "", value: readExpression(reader) };
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
