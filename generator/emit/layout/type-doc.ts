import {
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
import type { MappedType, Member, ObjectType, Type } from "./types.js";

/** Where a type stands: it may need brackets there, and the lines of a union another indent. */
type Place = "alone" | "assigned" | "argument" | "item" | "one of" | "array" | "owner" | "operand";

export function typeDoc(type: Type, place: Place = "alone"): Doc {
  if (type.kind === "simple") return type.text;
  const doc = bareDoc(type, place);
  return needsBrackets(type, place) ? sequence(["(", doc, ")"]) : doc;
}

function needsBrackets({ kind }: Type, place: Place): boolean {
  const isPart = place === "array" || place === "owner";
  if (kind === "union" || kind === "intersection") {
    return isPart || place === "operand" || place === "one of";
  }
  if (kind === "operator") return isPart || place === "operand";
  return kind === "value type" && isPart;
}

function bareDoc(type: Type, place: Place): Doc {
  switch (type.kind) {
    case "simple":
    case "value type":
      return type.text;
    case "named":
      return type.of.length === 0 ? type.name : sequence([type.name, typeArguments(type.of)]);
    case "operator":
      return sequence([`${type.operator} `, typeDoc(type.of, "operand")]);
    case "indexed":
      return sequence([typeDoc(type.of, "owner"), "[", typeDoc(type.index), "]"]);
    case "array":
      return sequence([typeDoc(type.of, "array"), "[]"]);
    case "tuple":
      return tuple(type.members);
    case "object":
      return objectDoc(type);
    case "mapped":
      return mapped(type);
    case "union":
      return union(type.members, place);
    case "intersection":
      return intersection(type.members);
  }
}

export function typeArguments(types: readonly Type[]): Doc {
  const [only] = types;
  if (!only) return "";
  if (types.length === 1 && isHugged(only)) return sequence(["<", typeDoc(only, "argument"), ">"]);
  const docs = types.map((type) => typeDoc(type, "argument"));
  return group(["<", indented([softLine, joined([",", line], docs)]), softLine, ">"]);
}

/** Whether the brackets around it stay where they are when it breaks. */
export function isHugged(type: Type): boolean {
  if (type.kind === "union") return isHuggedUnion(type.members);
  if (type.kind === "named") return type.of.length === 0;
  return type.kind === "simple" || isObject(type);
}

/** An object, or null: its lines break within the object. */
function isHuggedUnion(members: readonly Type[]): boolean {
  const object = members.find(({ kind }) => kind === "object" || kind === "named");
  if (!object) return false;
  return members.every((type) => type === object || (type.kind === "simple" && type.isEmpty));
}

export function isObject({ kind }: Type): boolean {
  return kind === "object" || kind === "mapped";
}

function tuple(members: readonly Type[]): Doc {
  if (members.length === 0) return "[]";
  const place = members.length > 1 ? "item" : "argument";
  const docs = members.map((type) => group([typeDoc(type, place)]));
  const items = joined([",", line], docs);
  return group(["[", indented([softLine, items, either(",", "")]), softLine, "]"]);
}

function union(members: readonly Type[], place: Place): Doc {
  const docs = members.map((type) => typeDoc(type, "one of"));
  if (isHuggedUnion(members)) return joined([" | "], docs);
  const all: Doc[] = [];
  for (const doc of docs) {
    if (all.length === 0) all.push(either("| ", ""));
    else all.push(line, "| ");
    all.push(indented([doc]));
  }
  const lines = group(all);
  switch (place) {
    case "assigned":
    case "argument":
      return lines;
    case "item": {
      const open = either(sequence(["(", softLine]), "");
      return group([indented([open, lines]), softLine, either(")", "")]);
    }
    case "alone":
      return group([indented([softLine, lines])]);
    default:
      return group([indented([softLine, lines]), softLine]);
  }
}

function intersection(members: readonly Type[]): Doc {
  let wasIndented = false;
  return group(
    members.map((type, index) => {
      const doc = typeDoc(type, "one of");
      const previous = members[index - 1];
      if (!previous) return doc;
      if (isObject(previous) && isObject(type)) {
        return sequence([" & ", wasIndented ? indented([doc]) : doc]);
      }
      if (!isObject(previous) && !isObject(type)) return indented([" &", line, doc]);
      wasIndented ||= index > 1;
      return sequence([" & ", index > 1 ? indented([doc]) : doc]);
    }),
  );
}

function objectDoc({ members, isBroken }: ObjectType): Doc {
  if (members.length === 0) return "{}";
  const inner = indented([line, ...membersDocs(members, line), either(";", "")]);
  return group(["{", inner, line, "}"], isBroken);
}

/** The body of an interface, which always breaks. */
export function bodyDoc(members: readonly Member[]): Doc {
  if (members.length === 0) return "{}";
  const inner = indented([hardLine, ...membersDocs(members, hardLine), ";"]);
  return sequence(["{", inner, hardLine, "}"]);
}

/** All but what ends the last. */
function membersDocs(members: readonly Member[], between: Doc): readonly Doc[] {
  const docs: Doc[] = [];
  for (const member of members) {
    if (docs.length > 0) {
      docs.push(";", between);
      if (member.isApart) docs.push(hardLine);
    }
    if (member.comments.length > 0) docs.push(comment(member.comments));
    docs.push(memberDoc(member));
  }
  return docs;
}

function memberDoc({ name, index, type }: Member): Doc {
  if (index === undefined) return group([`${name}: `, typeDoc(type)]);
  const key = group([indented([softLine, index]), softLine]);
  return group([`${name}[`, key, "]: ", typeDoc(type)]);
}

function mapped({ key, from, type, isBroken }: MappedType): Doc {
  const name = group(["[", indented([softLine, `${key} in `, typeDoc(from)]), softLine, "]"]);
  const member = group([name, ": ", typeDoc(type)]);
  return group(["{", indented([line, member, either(";", "")]), line, "}"], isBroken);
}
