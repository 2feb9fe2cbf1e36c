import {
  breaksIn,
  comment,
  type Doc,
  either,
  group,
  hardLine,
  indented,
  joined,
  line,
  sequence,
  softLine,
} from "./doc.js";
import { alias, interfaceDoc, readParameters } from "./declarations.js";
import { assigned, expressionDoc } from "./expression-doc.js";
import { readConstant, readExpression } from "./expressions.js";
import { fromModule } from "./modules.js";
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
} from "./reader.js";
import { isObject, typeDoc } from "./type-doc.js";
import { readType } from "./types.js";

/** Reads statements up to what ends them. */
export function readStatements(reader: Reader, isEnd: () => boolean): Doc {
  const docs: Doc[] = [];
  while (reader.isKnown && !isEnd()) {
    const { lines, comments } = apartBefore(reader);
    // Two on one line.
    if (docs.length > 0 && lines === 0 && comments.length === 0) giveUp(reader);
    if (docs.length > 0) docs.push(hardLine);
    if (docs.length > 0 && lines > 1) docs.push(hardLine);
    if (comments.length > 0) docs.push(comment(comments));
    docs.push(statement(reader));
  }
  return sequence(docs);
}

function statement(reader: Reader): Doc {
  switch (reader.text) {
    case "import":
      return reader.depth > 0 ? unread(reader) : imported(reader);
    case "export":
      return reader.depth > 0 ? unread(reader) : exported(reader);
    case "const":
      return constant(reader);
    case "function":
      return functionDoc(reader);
    case "return":
    case "throw":
      return given(reader);
    case "if":
      return conditional(reader);
    case "for":
      return loop(reader);
    case "try":
      return attempt(reader);
    default:
      return called(reader);
  }
}

function unread(reader: Reader): Doc {
  giveUp(reader);
  return "";
}

/** A statement that is nothing but a call. */
function called(reader: Reader): Doc {
  const expression = readExpression(reader);
  const of = expression.kind === "await" ? expression.of : expression;
  if (of.kind !== "call" && of.kind !== "answered call") giveUp(reader);
  return ended(reader, expressionDoc(expression));
}

/** `return a;` or `throw a;` */
function given(reader: Reader): Doc {
  const keyword = next(reader);
  if (reader.lines > 0) giveUp(reader);
  return ended(reader, sequence([`${keyword} `, expressionDoc(readExpression(reader))]));
}

/** `if (a instanceof B) c(); else d();` */
function conditional(reader: Reader): Doc {
  expect(reader, "if");
  expect(reader, "(");
  const tested = readExpression(reader);
  if (tested.kind !== "name" && tested.kind !== "dotted") giveUp(reader);
  const kind = took(reader, "instanceof") ? [" ", group(["instanceof", line, nameOf(reader)])] : [];
  expect(reader, ")");
  const condition = group([indented([softLine, expressionDoc(tested), ...kind]), softLine]);
  const first = group(["if (", condition, ")", indented([line, simple(reader)])]);
  if (!took(reader, "else")) return first;
  const isChain = isNext(reader, "if");
  const other = isChain
    ? sequence([" ", within(reader, () => conditional(reader))])
    : indented([line, simple(reader)]);
  return sequence([first, hardLine, "else", group([other])]);
}

/** A statement that stands for itself where a block could stand. */
function simple(reader: Reader): Doc {
  return isNext(reader, "throw") ? given(reader) : called(reader);
}

/** `for await (const a of b) c();` */
function loop(reader: Reader): Doc {
  expect(reader, "for");
  expect(reader, "await");
  if (reader.isInside) giveUp(reader);
  expect(reader, "(");
  expect(reader, "const");
  const name = nameOf(reader);
  expect(reader, "of");
  const of = expressionDoc(readExpression(reader));
  expect(reader, ")");
  return group([`for await (const ${name} of `, of, ")", indented([line, simple(reader)])]);
}

function attempt(reader: Reader): Doc {
  expect(reader, "try");
  const body = block(reader, within);
  expect(reader, "catch");
  expect(reader, "(");
  const name = nameOf(reader);
  expect(reader, ")");
  return sequence(["try ", body, ` catch (${name}) `, block(reader, within)]);
}

function ended(reader: Reader, doc: Doc): Doc {
  expect(reader, ";");
  return sequence([doc, ";"]);
}

function imported(reader: Reader): Doc {
  expect(reader, "import");
  return ended(reader, sequence(["import ", fromModule(reader)]));
}

function exported(reader: Reader): Doc {
  expect(reader, "export");
  if (isNext(reader, "type") && follows(reader, /\s*\w/y))
    return ended(reader, sequence(["export ", alias(reader)]));
  switch (reader.text) {
    case "interface":
      return sequence(["export ", interfaceDoc(reader)]);
    case "const":
      return sequence(["export ", constant(reader)]);
    case "function":
      return sequence(["export ", functionDoc(reader)]);
    default:
      return ended(reader, sequence(["export ", fromModule(reader)]));
  }
}

function constant(reader: Reader): Doc {
  expect(reader, "const");
  const isPattern = isNext(reader, "{");
  const left = isPattern ? pattern(reader) : typedName(reader);
  expect(reader, "=");
  const value = readConstant(reader);
  if (isPattern && value.kind !== "await") giveUp(reader);
  return group([ended(reader, sequence(["const ", assigned(left, " =", value)]))]);
}

function typedName(reader: Reader): string {
  const name = nameOf(reader);
  if (!took(reader, ":")) return name;
  const type = readType(reader);
  if (type.kind === "named" && type.of.length === 0) return `${name}: ${type.name}`;
  giveUp(reader);
  return name;
}

function pattern(reader: Reader): Doc {
  expect(reader, "{");
  const names = listed(reader, "}", [","], () => nameOf(reader));
  if (names.length === 0) giveUp(reader);
  return group(["{", indented([line, joined([",", line], names)]), either(",", ""), line, "}"]);
}

function functionDoc(reader: Reader): Doc {
  expect(reader, "function");
  const name = nameOf(reader);
  const types = readParameters(reader);
  expect(reader, "(");
  const parameters = listed(reader, ")", [","], () => parameter(reader));
  const returned = took(reader, ":") ? readType(reader) : undefined;
  const returnedDoc = returned ? sequence([": ", typeDoc(returned)]) : "";
  const list = joined([",", line], parameters);
  const taken =
    parameters.length === 0
      ? "()"
      : sequence(["(", indented([softLine, list]), either(",", ""), softLine, ")"]);
  // What is returned breaks first.
  const isKept =
    parameters.length === 1 &&
    !types.isComplex &&
    types.count < 2 &&
    ((returned && isObject(returned)) || breaksIn(returnedDoc));
  const signature = group([isKept ? group([taken]) : taken, returnedDoc]);
  return sequence([`function ${name}`, types.doc, signature, " ", block(reader, inside)]);
}

function parameter(reader: Reader): Doc {
  const name = nameOf(reader) + (took(reader, "?") ? "?" : "");
  expect(reader, ":");
  const type = readType(reader);
  if (type.kind === "object" || type.kind === "mapped") giveUp(reader);
  const value = took(reader, "=") ? [" = ", expressionDoc(readExpression(reader))] : [];
  return sequence([`${name}: `, typeDoc(type), ...value]);
}

function block(reader: Reader, how: typeof within): Doc {
  expect(reader, "{");
  const body = how(reader, () => readStatements(reader, () => isNext(reader, "}")));
  expect(reader, "}");
  return body === "" ? "{}" : sequence(["{", indented([hardLine, body]), hardLine, "}"]);
}
