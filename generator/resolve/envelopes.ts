import type { Document, Schema, SchemaObject, TypeParameter } from "../openapi.js";
import { addTo } from "../group.js";
import type { Budget, Spend } from "./budget.js";
import { basesOf, membersOf, referenceName, type Flattened, type Schemas } from "./flatten.js";
import { asObject, isOpen, typesOf } from "./keywords.js";
import { mapSchemas, mapSubschemas } from "./map-schemas.js";
import { contradicts, type Dereference } from "./override.js";
import { refines } from "./refines.js";

/** Component name → its type parameters, in the order of its properties. */
export type Envelopes = ReadonlyMap<string, readonly TypeParameter[]>;

/** What a use puts in the place of a property. */
interface Replacement {
  readonly schema: Schema;
  /** Whether the use is a component that may extend the envelope and say the property again. */
  readonly mayExtend: boolean;
}

/** Component name → property → what uses put in its place. */
type Uses = Map<string, Map<string, Replacement[]>>;

/**
 * Finds the envelopes: components with properties that other schemas replace through `allOf`. They
 * are told by their use, not by a name. A property counts as replaced where the component leaves it
 * open (`data: { type: object }`) or says what excludes the use (`object`, used as `array`); where a
 * use only narrows it, the component stays as it is. Where all that replace it are components that can
 * extend this one and say it again, it needs no parameter, which every other use would have to show.
 */
export function findEnvelopes(
  document: Document,
  flattened: Flattened,
  dereference: Dereference,
  { spend, enter }: Budget,
): Envelopes {
  const schemas = document.components?.schemas ?? {};
  const uses: Uses = new Map();
  const components = new Set(Object.values(schemas));
  visitSchemas(document, (schema, pointer) => {
    if (!(schema.allOf ?? schema.$ref)) return;
    enter(pointer);
    for (const { base, other, later } of pairsIn(schema, flattened, dereference)) {
      const isComponent = components.has(schema);
      spend(1 + Object.keys(other).length);
      collectUses(uses, { base, other, later, isComponent }, flattened, dereference);
    }
  });
  passToBases(schemas, flattened, uses, spend);
  return new Map(
    [...uses].map(([name, replaced]) => [
      name,
      typeParameters(flattened.get(name) ?? {}, replaced, dereference),
    ]),
  );
}

interface Pair {
  /** A component that the schema is built on. */
  readonly base: string;
  /** The properties of another member. */
  readonly other: Readonly<Record<string, Schema>>;
  /** Whether the other member comes after it. */
  readonly later: boolean;
}

function* pairsIn(
  schema: SchemaObject,
  flattened: Flattened,
  dereference: Dereference,
): Generator<Pair> {
  const members = membersOf(schema);
  for (const [index, member] of members.entries()) {
    const base = referenceName(member);
    if (base === undefined || !flattened.get(base)?.properties) continue;
    for (const [otherIndex, other] of members.entries()) {
      if (otherIndex === index) continue;
      yield { base, other: dereference(other).properties ?? {}, later: otherIndex > index };
    }
  }
}

function collectUses(
  uses: Uses,
  { base, other, later, isComponent }: Pair & { readonly isComponent: boolean },
  flattened: Flattened,
  dereference: Dereference,
): void {
  const properties = flattened.get(base)?.properties ?? {};
  for (const [property, use] of Object.entries(other)) {
    const open = Object.hasOwn(properties, property) ? properties[property] : undefined;
    if (open === undefined) continue;
    const excluded = () => contradicts(dereference(asObject(open)), dereference(asObject(use)));
    if (isOpen(open) ? later || !isOpen(use) : later && excluded()) {
      const mayExtend = isComponent && refines(use, open, dereference);
      addUse(uses, base, property, [{ schema: use, mayExtend }]);
    }
  }
}

function addUse(uses: Uses, name: string, property: string, added: readonly Replacement[]): void {
  const replaced = uses.get(name) ?? new Map<string, Replacement[]>();
  uses.set(name, replaced);
  for (const each of added) addTo(replaced, property, each);
}

/** What is replaced in a component is replaced, through it, in the components it is built on. */
function passToBases(schemas: Schemas, flattened: Flattened, uses: Uses, spend: Spend): void {
  // `flattened` holds bases before what is built on them.
  for (const name of [...flattened.keys()].toReversed()) {
    for (const [property, replaced] of uses.get(name) ?? []) {
      for (const base of basesOf(schemas[name] ?? true, schemas)) {
        const inherited = flattened.get(base)?.properties ?? {};
        if (Object.hasOwn(inherited, property)) {
          spend(replaced.length);
          addUse(uses, base, property, replaced);
        }
      }
    }
  }
}

function typeParameters(
  envelope: SchemaObject,
  replaced: ReadonlyMap<string, readonly Replacement[]>,
  dereference: Dereference,
): readonly TypeParameter[] {
  return Object.entries(envelope.properties ?? {}).flatMap(
    ([property, schema]): TypeParameter[] => {
      const uses = replaced.get(property);
      if (!uses || uses.every(({ mayExtend }) => mayExtend)) return [];
      const isArray = (use: Schema) => typesOf(dereference(asObject(use)))?.has("array") === true;
      return [schema, ...uses.map((use) => use.schema)].every(isArray)
        ? [{ property, at: "items", default: dereference(asObject(schema)).items ?? {} }]
        : [{ property, at: "property", default: schema }];
    },
  );
}

/** Calls `visit` for every schema object of the document, outermost first. */
export function visitSchemas(
  document: Document,
  visit: (schema: SchemaObject, pointer: string) => void,
): void {
  const descend = (schema: Schema, pointer: string): Schema => {
    if (typeof schema === "object") {
      visit(schema, pointer);
      mapSubschemas(schema, descend, pointer);
    }
    return schema;
  };
  mapSchemas(document, descend);
}
