import type { ResolvedSchemaObject, Schema, SchemaObject, TypeParameter } from "../openapi.js";
import type { Envelopes } from "./envelopes.js";
import { referenceName, type Flattened } from "./flatten.js";
import { asObject, isMergeableObject, isOpen, sameType, typesOf, without } from "./keywords.js";
import { refines } from "./refines.js";
import { mergeRuns, overrideObjects, overrideSchema, type Override } from "./override.js";

export interface Rewriting {
  readonly flattened: Flattened;
  readonly envelopes: Envelopes;
  readonly override: Override;
}

/** One schema for members that must all hold. */
export function compose(
  members: readonly SchemaObject[],
  rewriting: Rewriting,
): ResolvedSchemaObject {
  return (
    nullable(members, rewriting) ??
    application(members, rewriting) ??
    extension(members, rewriting) ??
    reduce(members, rewriting)
  );
}

/** `nullable: true` beside an `allOf` becomes a member that allows null: the author means "or null". */
function nullable(
  members: readonly SchemaObject[],
  rewriting: Rewriting,
): ResolvedSchemaObject | undefined {
  const last = members.findLastIndex(
    (member) => !(typesOf(member)?.has("null") === true && isOpen(member)),
  );
  if (last < 0 || last === members.length - 1) return undefined;
  return { anyOf: [compose(members.slice(0, last + 1), rewriting), { type: "null" }] };
}

/** `SuccessResponse<Invitation>`: one envelope, and members that replace nothing but its parameters. */
function application(
  members: readonly SchemaObject[],
  rewriting: Rewriting,
): ResolvedSchemaObject | undefined {
  const parts = splitBase(members, rewriting);
  if (!parts) return undefined;
  const { parameters, own, base } = parts;
  const replaced = new Set(parameters.map(({ property }) => property));
  const onlyReplaces = Object.keys(own.properties ?? {}).every((name) => replaced.has(name));
  const inherited = new Set(rewriting.flattened.get(parts.name)?.required);
  const requiresMore = own.required?.some((name) => !inherited.has(name)) ?? false;
  if (!onlyReplaces || requiresMore || isClosedOrOpenEnded(own)) return undefined;
  return apply(base, parts, rewriting);
}

/** `interface Dog extends Pet`: one base, and members that add to it or replace its parameters. */
export function extension(
  members: readonly SchemaObject[],
  rewriting: Rewriting,
): ResolvedSchemaObject | undefined {
  const parts = splitBase(members, rewriting);
  if (!parts || isClosedOrOpenEnded(parts.own)) return undefined;
  const { own, parameters, name, base } = parts;
  const flat = rewriting.flattened.get(name) ?? {};
  if (isClosedOrOpenEnded(flat)) return undefined;
  const replaced = new Set(parameters.map(({ property }) => property));
  const added: Record<string, Schema> = {};
  const redeclared: string[] = [];
  for (const [property, schema] of Object.entries(own.properties ?? {})) {
    if (replaced.has(property)) continue;
    const inherits = Object.hasOwn(flat.properties ?? {}, property);
    const merged = inherits ? refined(parts, property, rewriting) : schema;
    if (merged === undefined) return undefined;
    added[property] = merged;
    if (inherits && flat.required?.includes(property)) redeclared.push(property);
  }
  const newlyRequired = (own.required ?? []).filter(
    (property) => !flat.required?.includes(property),
  );
  for (const property of newlyRequired) {
    if (Object.hasOwn(added, property)) continue;
    const inherited = overridden(parts, property, rewriting);
    if (inherited !== undefined) added[property] = inherited;
  }
  const required = [...redeclared, ...newlyRequired];
  return {
    ...without(own, "properties", "required"),
    type: "object",
    "x-extends": apply(base, parts, rewriting),
    ...(Object.keys(added).length > 0 && { properties: added }),
    ...(required.length > 0 && { required }),
  };
}

/** An inherited property as it reads here; undefined where an interface may not say so. */
function refined(parts: BaseParts, property: string, rewriting: Rewriting): Schema | undefined {
  const { dereference } = rewriting.override;
  const inherited = ownProperty(rewriting.flattened.get(parts.name), property);
  const schema = overridden(parts, property, rewriting);
  if (inherited === undefined || schema === undefined) return undefined;
  return refines(schema, inherited, dereference) ? schema : undefined;
}

interface BaseParts {
  readonly base: SchemaObject;
  readonly name: string;
  readonly parameters: readonly TypeParameter[];
  /** The other members, merged. */
  readonly own: SchemaObject;
}

/** Members as one reference to an object component and the rest; undefined where they are not so. */
function splitBase(members: readonly SchemaObject[], rewriting: Rewriting): BaseParts | undefined {
  const bases = members.filter((member) => referenceName(member) !== undefined);
  const [base] = bases;
  const name = base && referenceName(base);
  if (bases.length !== 1 || !base || name === undefined) return undefined;
  if (!isMergeableObject(rewriting.flattened.get(name) ?? {})) return undefined;
  const others = members.filter((member) => member !== base);
  if (!others.every(isMergeableObject)) return undefined;
  const own = overrideObjects([{}, ...others], rewriting.override);
  return { base, name, own, parameters: rewriting.envelopes.get(name) ?? [] };
}

/** The base with its type arguments; without, where every one is the parameter's default. */
function apply(base: SchemaObject, parts: BaseParts, rewriting: Rewriting): ResolvedSchemaObject {
  const replaces = parts.parameters.some(({ property }) =>
    Object.hasOwn(parts.own.properties ?? {}, property),
  );
  if (!replaces) return base;
  const replacements = parts.parameters.map((parameter) => {
    const schema = overridden(parts, parameter.property, rewriting) ?? {};
    return parameter.at === "items" ? itemsOf(schema, rewriting) : schema;
  });
  const trailing = parts.parameters.findLastIndex(
    (parameter, index) => !sameType(parameter.default, replacements[index] ?? true),
  );
  if (trailing < 0) return base;
  return { ...base, "x-type-arguments": replacements.slice(0, trailing + 1) };
}

/** A property of the base as the other members refine it. */
function overridden(
  { name, own }: BaseParts,
  property: string,
  { flattened, override }: Rewriting,
): Schema | undefined {
  const inherited = ownProperty(flattened.get(name), property);
  const later = ownProperty(own, property);
  if (inherited === undefined || later === undefined) return later ?? inherited;
  return overrideSchema(inherited, later, override);
}

function ownProperty(schema: SchemaObject | undefined, property: string): Schema | undefined {
  const properties = schema?.properties ?? {};
  return Object.hasOwn(properties, property) ? properties[property] : undefined;
}

function itemsOf(schema: Schema, { override }: Rewriting): Schema {
  return override.dereference(asObject(schema)).items ?? {};
}

/** Merges members one after the other; what cannot be merged stays beside as an intersection. */
function reduce(members: readonly SchemaObject[], { override }: Rewriting): ResolvedSchemaObject {
  const parts: { schema: SchemaObject; written: SchemaObject }[] = [];
  for (const written of mergeRuns(members.flatMap(splitUnion), objectIn(override), override)) {
    const schema = override.dereference(written);
    let merged: SchemaObject | undefined;
    for (const [index, part] of parts.entries()) {
      override.spend(1);
      merged = asObject(mergePair(part.schema, schema, override));
      if (merged.allOf !== undefined) continue;
      parts[index] = { schema: merged, written: merged };
      break;
    }
    if (merged === undefined || merged.allOf !== undefined) parts.push({ schema, written });
  }
  const [only] = parts;
  if (only && parts.length === 1) return only.written;
  return { "x-intersection": parts.map(({ written }) => written) };
}

function objectIn({ dereference }: Override) {
  return (member: SchemaObject): SchemaObject | undefined => {
    const object = dereference(member);
    return isMergeableObject(object) ? object : undefined;
  };
}

function mergePair(base: SchemaObject, later: SchemaObject, override: Override): Schema {
  return isMergeableObject(base) && isMergeableObject(later)
    ? overrideObjects([base, later], override)
    : overrideSchema(base, later, override);
}

/** An object schema with a union beside its properties, as the two schemas that both hold. */
function splitUnion(member: SchemaObject): readonly SchemaObject[] {
  const union = member.oneOf ?? member.anyOf;
  const object = without(member, "oneOf", "anyOf", "not", "discriminator");
  if (!union || !isMergeableObject(object)) return [member];
  const { oneOf, anyOf, discriminator } = member;
  return [
    object,
    ...(oneOf ? [{ oneOf, ...(discriminator && { discriminator }) }] : []),
    ...(anyOf ? [{ anyOf, ...(discriminator && { discriminator }) }] : []),
  ];
}

function isClosedOrOpenEnded(schema: SchemaObject): boolean {
  return schema.additionalProperties !== undefined || schema.patternProperties !== undefined;
}
