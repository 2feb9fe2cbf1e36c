import type { Document, ResolvedSchemaObject, Schema } from "../openapi.js";

/** A schema, with what stands in the place of the parameters of the component that it is in. */
export interface Member {
  readonly schema: Schema;
  readonly arguments: ReadonlyMap<string, Schema>;
}

export function rootMember(schema: Schema): Member {
  return { schema, arguments: new Map() };
}

/** The properties of an object, those of what it extends and is put together from among them. */
export function membersOf(
  document: Document,
  member: Member,
  depth = 0,
): ReadonlyMap<string, Member> {
  const { schema, arguments: given } = followed(document, member);
  if (typeof schema === "boolean" || depth > 20) return new Map();
  const resolved: ResolvedSchemaObject = schema;
  const parts = [resolved["x-extends"] ?? [], resolved["x-intersection"] ?? []].flat();
  const inherited = parts.flatMap((part) => [
    ...membersOf(document, { schema: part, arguments: given }, depth + 1),
  ]);
  const own = Object.entries(resolved.properties ?? {}).map(
    ([name, property]): readonly [string, Member] => [
      name,
      followed(document, { schema: property, arguments: given }),
    ],
  );
  return new Map([...inherited, ...own]);
}

/** The items of an array; undefined for anything else. */
export function itemsOf(document: Document, member: Member): Member | undefined {
  const { schema, arguments: given } = followed(document, member);
  if (typeof schema === "boolean") return undefined;
  const isArray = [schema.type ?? []].flat().includes("array");
  return isArray ? { schema: schema.items ?? true, arguments: given } : undefined;
}

/** Whether null is allowed, through references too. */
export function mayBeNull(document: Document, schema: Schema, depth = 0): boolean {
  if (typeof schema === "boolean" || depth > 20) return schema === true;
  const resolved: ResolvedSchemaObject = schema;
  if ([resolved.type ?? []].flat().includes("null")) return true;
  const target = resolved.$ref === undefined ? undefined : componentAt(document, resolved.$ref);
  return [target ?? [], resolved.anyOf ?? [], resolved.oneOf ?? []]
    .flat()
    .some((part) => mayBeNull(document, part, depth + 1));
}

/** Through references, and out of the null beside an object. */
function followed(document: Document, member: Member, depth = 0): Member {
  const { schema, arguments: given } = member;
  if (typeof schema === "boolean" || depth > 20) return member;
  const resolved: ResolvedSchemaObject = schema;
  const parameter = resolved["x-type-parameter"];
  if (parameter !== undefined) {
    const argument = given.get(parameter);
    return argument === undefined ? member : followed(document, rootMember(argument), depth + 1);
  }
  if (resolved.$ref !== undefined) {
    const target = componentAt(document, resolved.$ref);
    if (target === undefined) return member;
    const inside = argumentsOf(target, resolved["x-type-arguments"] ?? []);
    return followed(document, { schema: target, arguments: inside }, depth + 1);
  }
  const others = (resolved.anyOf ?? resolved.oneOf ?? []).filter((each) => !isNull(each));
  const [only] = others;
  return others.length === 1 && only !== undefined && !resolved.properties
    ? followed(document, { schema: only, arguments: given }, depth + 1)
    : member;
}

function argumentsOf(component: Schema, given: readonly Schema[]): ReadonlyMap<string, Schema> {
  const resolved: ResolvedSchemaObject = typeof component === "object" ? component : {};
  const parameters = resolved["x-type-parameters"] ?? [];
  return new Map(
    parameters.map(({ property, default: byDefault }, index) => [
      property,
      given[index] ?? byDefault,
    ]),
  );
}

function componentAt(document: Document, ref: string): Schema | undefined {
  const schemas = document.components?.schemas ?? {};
  const name = ref
    .slice("#/components/schemas/".length)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  return Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}

function isNull(schema: Schema): boolean {
  return typeof schema === "object" && schema.type === "null";
}
