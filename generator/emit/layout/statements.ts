import {
  afterLine,
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
import { assigned, expressionDoc } from "./expression-doc.js";
import { type Expression, readExpression } from "./expressions.js";
import { quoted } from "./literals.js";
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
  word,
} from "./reader.js";
import { bodyDoc, isHugged, typeArguments, typeDoc } from "./type-doc.js";
import { readMembers, readType, readTypeArguments, type Type } from "./types.js";

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
  if (reader.isInside && !isNext(reader, "return") && !isNext(reader, "const")) giveUp(reader);
  switch (reader.text) {
    case "import":
      return imported(reader);
    case "export":
      return exported(reader);
    case "const":
      return constant(reader);
    case "return": {
      next(reader);
      if (reader.lines > 0) giveUp(reader);
      return ended(reader, sequence(["return ", expressionDoc(readExpression(reader))]));
    }
    default:
      return called(reader);
  }
}

/** A statement that is nothing but a call. */
function called(reader: Reader): Doc {
  const expression = readExpression(reader);
  const of = expression.kind === "await" ? expression.of : expression;
  if (of.kind !== "call") giveUp(reader);
  return ended(reader, expressionDoc(expression));
}

function ended(reader: Reader, doc: Doc): Doc {
  expect(reader, ";");
  return sequence([doc, ";"]);
}

function imported(reader: Reader): Doc {
  expect(reader, "import");
  return sequence(["import ", fromModule(reader)]);
}

/** `{ a, type b } from "c";` */
function fromModule(reader: Reader): Doc {
  const isType = took(reader, "type");
  const names = isNext(reader, "*") ? everything(reader) : listedNames(reader);
  expect(reader, "from");
  if (reader.kind !== "string") giveUp(reader);
  return ended(reader, sequence([isType ? "type " : "", names, ` from ${quoted(next(reader))}`]));
}

function everything(reader: Reader): Doc {
  expect(reader, "*");
  return took(reader, "as") ? `* as ${nameOf(reader)}` : "*";
}

function listedNames(reader: Reader): Doc {
  expect(reader, "{");
  const names = listed(reader, "}", [","], () => {
    const name = word(reader);
    const isType = name === "type" && reader.kind === "word";
    const own = isType ? `type ${word(reader)}` : name;
    return took(reader, "as") ? `${own} as ${word(reader)}` : own;
  });
  if (names.length < 2) return names.length === 0 ? "{}" : `{ ${names.join("")} }`;
  const list = joined([",", line], names);
  return group(["{", indented([line, list]), either(",", ""), line, "}"]);
}

function exported(reader: Reader): Doc {
  expect(reader, "export");
  if (isNext(reader, "type") && follows(reader, /\s*\w/y))
    return sequence(["export ", alias(reader)]);
  switch (reader.text) {
    case "interface":
      return sequence(["export ", interfaceDoc(reader)]);
    case "const":
      return sequence(["export ", constant(reader)]);
    case "function":
      return sequence(["export ", functionDoc(reader)]);
    default:
      return sequence(["export ", fromModule(reader)]);
  }
}

function interfaceDoc(reader: Reader): Doc {
  expect(reader, "interface");
  const name = nameOf(reader);
  const { doc } = readParameters(reader);
  let base: Doc = "";
  if (took(reader, "extends")) {
    const of = nameOf(reader);
    base = sequence([` extends ${of}`, typeArguments(readTypeArguments(reader))]);
  }
  expect(reader, "{");
  return sequence([`interface ${name}`, doc, base, " ", bodyDoc(readMembers(reader))]);
}

interface Parameters {
  readonly doc: Doc;
  readonly count: number;
  readonly isComplex: boolean;
}

/** `<A, B = C>` */
function readParameters(reader: Reader): Parameters {
  if (!took(reader, "<")) return { doc: "", count: 0, isComplex: false };
  let isComplex = false;
  const docs = listed(reader, ">", [","], () => {
    const parts: Doc[] = [nameOf(reader)];
    for (const mark of ["extends", "="]) {
      if (!took(reader, mark)) continue;
      isComplex = true;
      parts.push(` ${mark}`, ...afterLine(typeDoc(readType(reader))));
    }
    return group(parts);
  });
  if (docs.length === 0) giveUp(reader);
  const list = joined([",", line], docs);
  const doc = group(["<", indented([softLine, list]), either(",", ""), softLine, ">"]);
  return { doc, count: docs.length, isComplex };
}

function alias(reader: Reader): Doc {
  expect(reader, "type");
  const name = nameOf(reader);
  const { doc, count, isComplex } = readParameters(reader);
  expect(reader, "=");
  const left = sequence([`type ${name}`, doc]);
  return ended(reader, aliasDoc(left, readType(reader), count > 1 && isComplex));
}

function aliasDoc(left: Doc, type: Type, breaksLeft: boolean): Doc {
  const right = typeDoc(type, "assigned");
  if (type.kind === "union" && !isHugged(type)) {
    return group([group([left]), " =", group([indented([line, right])])]);
  }
  if (breaksLeft) return group([left, " = ", group([right])]);
  return group([group([left]), " =", ...afterLine(right)]);
}

function constant(reader: Reader): Doc {
  expect(reader, "const");
  const name = nameOf(reader);
  let left = name;
  if (took(reader, ":")) {
    const type = readType(reader);
    if (type.kind !== "named" || type.of.length > 0) giveUp(reader);
    else left += `: ${type.name}`;
  }
  expect(reader, "=");
  const value: Expression = readExpression(reader);
  return group([ended(reader, sequence(["const ", assigned(left, " =", value)]))]);
}

function functionDoc(reader: Reader): Doc {
  expect(reader, "function");
  const name = nameOf(reader);
  const types = readParameters(reader).doc;
  expect(reader, "(");
  const parameters = listed(reader, ")", [","], () => parameter(reader));
  expect(reader, ":");
  const returned = readType(reader);
  // Brackets that stay where they are.
  if (parameters.length === 1 && returned.kind !== "named") giveUp(reader);
  const list = joined([",", line], parameters);
  const taken =
    parameters.length === 0
      ? "()"
      : sequence(["(", indented([softLine, list]), either(",", ""), softLine, ")"]);
  const signature = group([taken, ": ", typeDoc(returned)]);
  return sequence([`function ${name}`, types, signature, " ", block(reader)]);
}

function parameter(reader: Reader): Doc {
  const name = nameOf(reader) + (took(reader, "?") ? "?" : "");
  expect(reader, ":");
  const type = readType(reader);
  if (type.kind === "object" || type.kind === "mapped") giveUp(reader);
  const value = took(reader, "=") ? [" = ", expressionDoc(readExpression(reader))] : [];
  return sequence([`${name}: `, typeDoc(type), ...value]);
}

function block(reader: Reader): Doc {
  expect(reader, "{");
  const body = inside(reader, () => readStatements(reader, () => isNext(reader, "}")));
  expect(reader, "}");
  return body === "" ? "{}" : sequence(["{", indented([hardLine, body]), hardLine, "}"]);
}
