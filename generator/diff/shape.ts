/** A type of a client as plain data: what the comparison walks through. */
export type Shape =
  | ObjectShape
  | { readonly kind: "array"; readonly of: Shape }
  | { readonly kind: "union" | "intersection"; readonly members: readonly Shape[] }
  | ReferenceShape
  /** Any other type: its text, with the types inside it. */
  | { readonly kind: "other"; readonly parts: readonly (string | Shape)[] };

export interface ObjectShape {
  readonly kind: "object";
  readonly members: readonly Member[];
  readonly indexes: readonly { readonly key: string; readonly type: Shape }[];
  /** What an interface extends. */
  readonly bases: readonly ReferenceShape[];
}

export interface ReferenceShape {
  readonly kind: "reference";
  readonly name: string;
  readonly arguments: readonly Shape[];
}

export interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly type: Shape;
  readonly doc: Doc;
}

/** What a comment says. */
export interface Doc {
  readonly text: string;
  readonly deprecated: boolean;
}

export const noDoc: Doc = { text: "", deprecated: false };

export const emptyObject: ObjectShape = { kind: "object", members: [], indexes: [], bases: [] };

/** Text → a type without others inside it. */
export function textShape(text: string): Shape {
  return { kind: "other", parts: [text] };
}

/** A type as TypeScript text. `nameOf` says what a type is called where the text will stand. */
export function print(shape: Shape, nameOf: (name: string) => string = (name) => name): string {
  const inside = (each: Shape) => print(each, nameOf);
  const operand = (each: Shape) => (isSimple(each) ? inside(each) : `(${inside(each)})`);
  switch (shape.kind) {
    case "object":
      return printObject(shape, inside);
    case "array":
      return `${operand(shape.of)}[]`;
    case "union":
      return shape.members.map(operandOfUnion(inside)).join(" | ") || "never";
    case "intersection":
      return shape.members.map(operand).join(" & ");
    case "reference": {
      const given = shape.arguments.map(inside).join(", ");
      return nameOf(shape.name) + (given === "" ? "" : `<${given}>`);
    }
    case "other":
      return shape.parts.map((part) => (typeof part === "string" ? part : inside(part))).join("");
  }
}

/** A property's name as it is written in a type. */
export function printKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$|^\d+$/.test(name) ? name : JSON.stringify(name);
}

function printObject({ bases, members, indexes }: ObjectShape, inside: (shape: Shape) => string) {
  const lines = [
    ...members.map(
      ({ name, optional, type }) => `${printKey(name)}${optional ? "?" : ""}: ${inside(type)}`,
    ),
    ...indexes.map(({ key, type }) => `[key: ${key}]: ${inside(type)}`),
  ];
  const own = lines.length > 0 ? `{ ${lines.join("; ")} }` : "{}";
  if (bases.length === 0) return own;
  return [...bases.map(inside), ...(lines.length > 0 ? [own] : [])].join(" & ");
}

function isSimple(shape: Shape): boolean {
  if (shape.kind === "object") return shape.bases.length === 0;
  if (shape.kind !== "other") return shape.kind === "reference" || shape.kind === "array";
  const [only] = shape.parts;
  return shape.parts.length === 1 && typeof only === "string" && /^(?:[\w.]+|"[^"]*")$/.test(only);
}

function operandOfUnion(inside: (shape: Shape) => string) {
  return (shape: Shape) =>
    isSimple(shape) || shape.kind === "intersection" ? inside(shape) : `(${inside(shape)})`;
}

const keys = new WeakMap<Shape, string>();
const documentedKeys = new WeakMap<Shape, string>();

/** Equal for types that are written alike, whatever the order of members and the comments. */
export function keyOf(shape: Shape): string {
  return memoized(keys, shape, (inside, member) => `${member.name}${inside(member.type)}`);
}

/** As {@link keyOf}, comments included. */
export function documentedKeyOf(shape: Shape): string {
  return memoized(documentedKeys, shape, (inside, { name, type, doc }) => {
    return `${name}${inside(type)}/*${doc.deprecated ? "!" : ""}${doc.text}*/`;
  });
}

function memoized(
  known: WeakMap<Shape, string>,
  shape: Shape,
  ofMember: (inside: (shape: Shape) => string, member: Member) => string,
): string {
  const inside = (each: Shape): string => {
    const found = known.get(each);
    if (found !== undefined) return found;
    const key = keyText(each, inside, ofMember);
    known.set(each, key);
    return key;
  };
  return inside(shape);
}

function keyText(
  shape: Shape,
  inside: (shape: Shape) => string,
  ofMember: (inside: (shape: Shape) => string, member: Member) => string,
): string {
  switch (shape.kind) {
    case "object": {
      const members = shape.members.map((member) => {
        return `${member.optional ? "?" : "!"}${ofMember(inside, member)}`;
      });
      const indexes = shape.indexes.map(({ key, type }) => `[${key}]${inside(type)}`);
      return `{${[...shape.bases.map(inside), "", ...members.toSorted(), ...indexes].join(";")}}`;
    }
    case "array":
      return `[${inside(shape.of)}]`;
    case "union":
    case "intersection": {
      const sign = shape.kind === "union" ? "|" : "&";
      return `(${[...new Set(shape.members.map(inside))].toSorted().join(sign)})`;
    }
    case "reference":
      return `@${shape.name}<${shape.arguments.map(inside).join(",")}>`;
    case "other":
      return shape.parts.map((part) => (typeof part === "string" ? part : inside(part))).join("");
  }
}

/** A type with others in place of its parameters. */
export function substituted(shape: Shape, given: ReadonlyMap<string, Shape>): Shape {
  if (given.size === 0) return shape;
  const inside = (each: Shape) => substituted(each, given);
  switch (shape.kind) {
    case "object":
      return {
        ...shape,
        members: shape.members.map((member) => ({ ...member, type: inside(member.type) })),
        indexes: shape.indexes.map(({ key, type }) => ({ key, type: inside(type) })),
        bases: shape.bases.map((base) => ({ ...base, arguments: base.arguments.map(inside) })),
      };
    case "array":
      return { kind: "array", of: inside(shape.of) };
    case "union":
    case "intersection":
      return { ...shape, members: shape.members.map(inside) };
    case "reference":
      return given.get(shape.name) ?? { ...shape, arguments: shape.arguments.map(inside) };
    case "other":
      return {
        kind: "other",
        parts: shape.parts.map((part) => (typeof part === "string" ? part : inside(part))),
      };
  }
}
