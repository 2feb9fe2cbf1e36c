import {
  afterLine,
  type Doc,
  either,
  group,
  indented,
  joined,
  line,
  sequence,
  softLine,
} from "./doc.js";
import { expect, giveUp, listed, nameOf, type Reader, took } from "./reader.js";
import { bodyDoc, isHugged, typeArguments, typeDoc } from "./type-doc.js";
import { readMembers, readType, readTypeArguments, type Type } from "./types.js";

export function interfaceDoc(reader: Reader): Doc {
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
export function readParameters(reader: Reader): Parameters {
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

export function alias(reader: Reader): Doc {
  expect(reader, "type");
  const name = nameOf(reader);
  const { doc, count, isComplex } = readParameters(reader);
  expect(reader, "=");
  const left = sequence([`type ${name}`, doc]);
  return aliasDoc(left, readType(reader), count > 1 && isComplex);
}

function aliasDoc(left: Doc, type: Type, breaksLeft: boolean): Doc {
  const right = typeDoc(type, "assigned");
  if (type.kind === "union" && !isHugged(type)) {
    return group([group([left]), " =", group([indented([line, right])])]);
  }
  if (breaksLeft) return group([left, " = ", group([right])]);
  return group([group([left]), " =", ...afterLine(right)]);
}
