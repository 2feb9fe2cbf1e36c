import { type Doc, either, group, indented, joined, line, sequence } from "./doc.js";
import { quoted } from "./literals.js";
import { expect, giveUp, isNext, listed, nameOf, next, type Reader, took, word } from "./reader.js";

/** `{ a, type b } from "c";` */
export function fromModule(reader: Reader): Doc {
  const isType = took(reader, "type");
  const names = isNext(reader, "*") ? everything(reader) : listedNames(reader, isType);
  expect(reader, "from");
  if (reader.kind !== "string") giveUp(reader);
  return sequence([isType ? "type " : "", names, ` from ${quoted(next(reader))}`]);
}

function everything(reader: Reader): Doc {
  expect(reader, "*");
  return took(reader, "as") ? `* as ${nameOf(reader)}` : "*";
}

/** @param isType whether all are types: none says so itself then */
function listedNames(reader: Reader, isType: boolean): Doc {
  expect(reader, "{");
  const names = listed(reader, "}", [","], () => {
    const name = word(reader);
    const saysType = name === "type" && reader.kind === "word";
    if (saysType && isType) giveUp(reader);
    const own = saysType ? `type ${word(reader)}` : name;
    return took(reader, "as") ? `${own} as ${word(reader)}` : own;
  });
  if (names.length < 2) return names.length === 0 ? "{}" : `{ ${names.join("")} }`;
  const list = joined([",", line], names);
  return group(["{", indented([line, list]), either(",", ""), line, "}"]);
}
