import type { NamedType } from "./words.js";
import type { Schema } from "./words.js";

/** How a schema reads in TypeScript. `emit` supplies it; templates only place the text. */
export interface TypeText {
  readonly expression: (schema: Schema) => PrintedType;
  readonly declaration: (type: NamedType) => PrintedDeclaration;
}

/** A type expression, and the named types it mentions. */
export interface PrintedType {
  readonly text: string;
  readonly references: readonly string[];
}

export type PrintedDeclaration =
  | {
      readonly kind: "interface";
      readonly parameters: readonly PrintedParameter[];
      readonly extends?: string;
      readonly members: readonly PrintedMember[];
      readonly references: readonly string[];
    }
  | {
      readonly kind: "alias";
      readonly parameters: readonly PrintedParameter[];
      readonly text: string;
      readonly references: readonly string[];
    };

export interface PrintedParameter {
  readonly name: string;
  readonly default: string;
}

export type PrintedMember =
  | {
      readonly kind: "property";
      /** Quoted where it must be. */
      readonly name: string;
      readonly optional: boolean;
      readonly readonly: boolean;
      readonly type: string;
      /** Safe inside a comment. */
      readonly doc?: string;
    }
  | {
      readonly kind: "index";
      /** The type of the keys: `string`, or a template literal of them. */
      readonly key: string;
      readonly type: string;
    };
