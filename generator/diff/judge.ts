import type ts from "typescript";
import { compiler } from "./compiler.js";
import { checkerOf, nameIn, type World } from "./checker.js";
import { runtimeFolder } from "./client.js";
import { keepsProperties } from "./keeps-properties.js";
import { print, printKey, type Shape } from "./shape.js";
import type { Slot } from "./compare.js";
import type { Side } from "./side.js";

/** Two types to be asked about, with the type parameters that are free in them. */
export interface Question {
  readonly before: Slot;
  readonly after: Slot;
  readonly parameters: readonly string[];
}

/** What the compiler says of a change. */
export interface Verdict {
  /** Values that fitted before do no longer fit. */
  readonly breaksGiving: boolean;
  /** What comes now does not fit where it did before, or lacks what could be read. */
  readonly breaksGetting: boolean;
  /** The types are the same in all but how they are written. */
  readonly same: boolean;
}

/**
 * Asks TypeScript's checker about pairs of types. A change is looked at by itself first: the types that
 * both sides mention are then the new ones, so that what has changed in those does not count here.
 */
export function judge(questions: readonly Question[], before: Side, after: Side): Verdict[] {
  if (questions.length === 0) return [];
  const namings = namesIn(before, after);
  const lines = questions.map((question, index) => {
    const { parameters } = question;
    const generic = parameters.length > 0 ? `<${parameters.join(", ")}>` : "";
    const text = (slot: Slot, naming: Naming) =>
      slotText(slot, (name) => {
        return parameters.includes(name) ? name : naming(name);
      });
    const types = [
      text(question.before, namings.mixed),
      text(question.after, namings.new),
      text(question.before, namings.old),
    ];
    const given = types.map((type, position) => `a${position}: ${type}`);
    return `export declare function q${index}${generic}(${given.join(", ")}): void;`;
  });
  const { checker, module } = checkerOf(before.client, after.client, lines);
  const types = module.statements
    .filter(compiler.isFunctionDeclaration)
    .map(({ parameters }) => parameters.map((parameter) => checker.getTypeAtLocation(parameter)));
  return types.map(([was, is, wasThen]) =>
    was && is && wasThen ? verdict(checker, was, is, wasThen) : broken,
  );
}

const broken: Verdict = { breaksGiving: true, breaksGetting: true, same: false };

function verdict(checker: ts.TypeChecker, was: ts.Type, is: ts.Type, wasThen: ts.Type): Verdict {
  const holds = (from: ts.Type, to: ts.Type) => checker.isTypeAssignableTo(from, to);
  const fits = (old: ts.Type) => {
    const keeps = keepsProperties(checker, old, is);
    return { given: keeps && holds(old, is), gotten: keeps && holds(is, old) };
  };
  const [alone, whole] = [fits(was), fits(wasThen)];
  return {
    breaksGiving: !alone.given && !whole.given,
    breaksGetting: !alone.gotten && !whole.gotten,
    same: alone.given && alone.gotten && keepsProperties(checker, is, was, "by name"),
  };
}

type Naming = (name: string) => string;

function namesIn(before: Side, after: Side): Readonly<Record<"old" | "new" | "mixed", Naming>> {
  const inSide =
    (side: Side, world: World): Naming =>
    (name) => {
      const declaration = side.declaration(name);
      if (declaration) return nameIn(world, declaration.module, declaration.name);
      const isRuntime = side.client.runtimeNames.has(name);
      return isRuntime ? nameIn(world, `${runtimeFolder}index.ts`, name) : name;
    };
  const [old, now] = [inSide(before, "Old"), inSide(after, "New")];
  return {
    old,
    new: now,
    mixed: (name) => (after.has(name) || !before.has(name) ? now(name) : old(name)),
  };
}

/** A slot as a type; a property as an object with nothing else. */
function slotText({ shape, property, indexes = [] }: Slot, nameOf: Naming): string {
  const text = (each: Shape) => print(each, nameOf);
  const others = indexes.map(({ key, type }) => `[key: ${key}]: ${text(type)}`);
  if (!property) return indexes.length > 0 ? `{ ${others.join("; ")} }` : text(shape);
  const own = `${printKey(property.name)}${property.optional ? "?" : ""}: ${text(shape)}`;
  return `{ ${[own, ...others].join("; ")} }`;
}
