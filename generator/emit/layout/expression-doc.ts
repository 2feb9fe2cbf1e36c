import {
  afterLine,
  breakAround,
  breaksIn,
  comment,
  type Doc,
  either,
  group,
  indented,
  joined,
  line,
  numbers,
  oneOf,
  sequence,
  softLine,
} from "./doc.js";
import type { Call, Expression, Item, ObjectLiteral, Property } from "./expressions.js";
import { typeArguments } from "./type-doc.js";

export function expressionDoc(expression: Expression): Doc {
  switch (expression.kind) {
    case "object":
      return objectDoc(expression);
    case "array":
      return arrayDoc(expression.items);
    case "call":
    case "new":
      return callDoc(expression);
    case "await":
      return sequence(["await ", expressionDoc(expression.of)]);
    case "as const":
      return sequence([expressionDoc(expression.of), " as const"]);
    case "answered call":
      return group([callDoc(expression.of), `.${expression.name}()`]);
    case "element":
      return elementDoc(expression.of, expression.name, expression.key);
    case "or":
      return orDoc(expression.left, expression.right);
    case "function":
      return functionDoc(expression.parameters, expression.body);
    default:
      return expression.text;
  }
}

/** What stands after `=` or a colon: on the same line, on the next one, or broken itself. */
export function assigned(left: Doc, operator: string, value: Expression): Doc {
  const right = expressionDoc(value);
  const isShortKey = operator === ":" && typeof left === "string" && left.length < 5;
  switch (placeOf(value, isShortKey)) {
    case "next line":
      return group([left, operator, group([indented([line, right])])]);
    case "same line":
      return group([left, operator, " ", right]);
    case "either":
      return group([left, operator, ...afterLine(right)]);
  }
}

function placeOf(value: Expression, isShortKey: boolean): "same line" | "next line" | "either" {
  if (value.kind === "or") return "next line";
  if (isShortKey) return "same line";
  const awaited = value.kind === "await" ? value.of : value;
  if (awaited.kind === "string" || hardlyBreaks(awaited)) return "next line";
  const isSimple = value.kind === "number" || value.kind === "template" || isBoolean(value);
  return isSimple ? "same line" : "either";
}

function isBoolean(value: Expression): boolean {
  return value.kind === "constant" && value.text !== "null";
}

/** A name with dots, or a call of one with nothing that is worth a line. */
function hardlyBreaks(value: Expression): boolean {
  if (value.kind === "dotted" || value.kind === "element") return true;
  if (value.kind === "answered call") return hardlyBreaks(value.of);
  if (value.kind !== "call") return false;
  const [only, ...others] = value.given;
  if (others.length > 0 || (only && !isShort(only))) return false;
  const [type, ...types] = value.types;
  const isComplex = type && ["union", "intersection", "object"].includes(type.kind);
  return !isComplex && types.length === 0 && !breaksIn(typeArguments(value.types));
}

/** At most a quarter of a line. */
function isShort(value: Expression): boolean {
  switch (value.kind) {
    case "name":
    case "string":
      return value.text.length <= 20;
    case "template":
      return value.text.length - 2 <= 20;
    case "number":
    case "signed number":
    case "constant":
      return true;
    case "call":
      return value.given.length === 0 && !value.callee.includes(".") && value.callee.length <= 18;
    default:
      return false;
  }
}

function objectDoc({ properties, isBroken }: ObjectLiteral): Doc {
  if (properties.length === 0) return "{}";
  const docs = joined([",", line], properties.map(propertyDoc));
  return group(["{", indented([line, docs]), either(",", ""), line, "}"], isBroken);
}

function propertyDoc({ key, spread, value }: Property): Doc {
  if (key !== undefined) return assigned(key, ":", value);
  return sequence([spread, expressionDoc(value)]);
}

function arrayDoc(items: readonly Item[]): Doc {
  const values = items.map(({ value }) => value);
  const [first] = values;
  if (!first) return "[]";
  if (values.every(isNumber)) {
    const texts = numbers(values.map(({ text }) => text));
    return group(["[", indented([softLine, texts]), softLine, "]"]);
  }
  const isTable =
    values.length > 1 && values.every((value) => value.kind === first.kind && sizeOf(value) > 1);
  const docs: Doc[] = [softLine];
  for (const { comments, isApart, value } of items) {
    if (docs.length > 1) docs.push(",", line);
    if (docs.length > 1 && isApart) docs.push(softLine);
    const doc = group([expressionDoc(value)]);
    docs.push(comments.length > 0 ? sequence([comment(comments), doc]) : doc);
  }
  return group(["[", indented([...docs, either(",", "")]), softLine, "]"], isTable);
}

function isNumber(item: Expression): item is Extract<Expression, { readonly text: string }> {
  return item.kind === "number" || item.kind === "signed number";
}

function sizeOf(item: Expression): number {
  if (item.kind === "array") return item.items.length;
  return item.kind === "object" ? item.properties.length : 0;
}

function elementDoc(of: string, name: string, key: string): Doc {
  const element = group(["[", indented([softLine, key]), softLine, "]"]);
  return sequence([of, group([indented([softLine, `.${name}`])]), element]);
}

/** The one, or where that is missing the other. */
function orDoc(left: Expression, right: Expression): Doc {
  const other = group(["??", line, expressionDoc(right)]);
  return group([group([expressionDoc(left)]), " ", other]);
}

function callDoc({ kind, callee, types, given }: Call): Doc {
  const name = kind === "new" ? `new ${callee}` : callee;
  const docs = [name, typeArguments(types), givenDoc(given)];
  return kind === "call" && callee.includes(".") ? group(docs) : sequence(docs);
}

/** The last one may break alone, if it is an object or a list. */
function givenDoc(given: readonly Expression[]): Doc {
  const last = given.at(-1);
  if (!last) return "()";
  const docs = given.map(expressionDoc);
  const all = joined([",", line], docs);
  if (composesFunctions(given)) return broken(all);
  if (isExpanded(given, last)) {
    const others = docs.slice(0, -1);
    if (others.some(breaksIn)) return broken(all);
    const lastDoc = docs.at(-1) ?? "";
    const before = sequence(["(", ...others.flatMap((doc) => [doc, ",", line])]);
    const inBroken = sequence([before, group([lastDoc], true), ")"]);
    if (breaksIn(lastDoc)) return sequence([breakAround, oneOf(inBroken, broken(all))]);
    return oneOf(sequence([before, lastDoc, ")"]), inBroken, broken(all));
  }
  const isBroken = docs.some(breaksIn);
  return group(["(", indented([softLine, all]), either(",", ""), softLine, ")"], isBroken);
}

function broken(all: Doc): Doc {
  return group(["(", indented([line, all]), either(",", ""), line, ")"], true);
}

function isExpanded(given: readonly Expression[], last: Expression): boolean {
  const before = given.at(-2);
  const isBracketed = (last.kind === "object" || last.kind === "array") && sizeOf(last) > 0;
  if (!isBracketed || before?.kind === last.kind) return false;
  if (given.length === 2 && before?.kind === "function" && last.kind === "array") return false;
  return !(
    given.length > 1 &&
    last.kind === "array" &&
    last.items.every(({ value }) => isNumber(value))
  );
}

/** Two functions, or one in a call that is given beside others. */
function composesFunctions(given: readonly Expression[]): boolean {
  if (given.length < 2) return false;
  const isFunction = ({ kind }: Expression) => kind === "function";
  return (
    given.filter(isFunction).length > 1 ||
    given.some((each) => each.kind === "call" && each.given.some(isFunction))
  );
}

function functionDoc(parameters: readonly string[], body: Expression): Doc {
  const list = joined([",", line], parameters);
  const signature =
    parameters.length === 0
      ? "()"
      : group(["(", indented([softLine, list]), either(",", ""), softLine, ")"]);
  const doc = expressionDoc(body);
  const isBeside = body.kind === "array" || body.kind === "object" || body.kind === "function";
  const end = isBeside ? sequence([" ", doc]) : indented([line, doc]);
  return group([signature, " =>", group([end])]);
}
