import type { ImportDeclarationStructure } from "ts-morph";
import { operationFunction, streamingFunction } from "./operation-function.js";
import { operationTypes, streamedTypes } from "./operation-types.js";
import { sourceFile, type Statement } from "./source-file.js";
import type { TypeText } from "./type-text.js";
import type { Operation, OperationGroup } from "./words.js";
import { StructureKind } from "./ts-morph.js";

/** `src/operations/<tag>.ts`: for each operation its types, and the function that calls it. */
export function operationsFile(group: OperationGroup, typeText: TypeText): string {
  const printed = group.operations.map((operation) => printOperation(operation, typeText));
  const all = (names: (each: PrintedOperation) => readonly string[]) => [
    ...new Set(printed.flatMap(names)),
  ];
  return sourceFile(
    [
      runtimeImport(
        all(({ functions }) => functions),
        all(({ runtimeTypes }) => runtimeTypes),
      ),
      ...typesImport(all(({ references }) => references)),
    ],
    printed.flatMap(({ statements }) => statements),
  );
}

interface PrintedOperation {
  readonly statements: readonly Statement[];
  /** What it needs of the types of the document, and of the runtime. */
  readonly references: readonly string[];
  readonly functions: readonly string[];
  readonly runtimeTypes: readonly string[];
}

function printOperation(operation: Operation, typeText: TypeText): PrintedOperation {
  const types = [operationTypes(operation, typeText), streamedTypes(operation, typeText)];
  const streaming = streamingFunction(operation);
  const printed = [operationFunction(operation), ...(streaming ? [streaming] : [])];
  return {
    statements: printed.flatMap(({ declaration }, index) => [
      ...(types[index]?.declarations ?? []),
      declaration,
    ]),
    references: types.flatMap(({ references }) => references),
    functions: printed.flatMap(({ functions }) => functions),
    runtimeTypes: [...printed, ...types].flatMap(({ runtimeTypes }) => runtimeTypes),
  };
}

function runtimeImport(
  functions: readonly string[],
  types: readonly string[],
): ImportDeclarationStructure {
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: "../runtime/index.js",
    namedImports: [
      ...functions.toSorted().map((name) => ({ name })),
      ...types.toSorted().map((name) => ({ name, isTypeOnly: true })),
    ],
  };
}

function typesImport(references: readonly string[]): ImportDeclarationStructure[] {
  if (references.length === 0) return [];
  return [
    {
      kind: StructureKind.ImportDeclaration,
      isTypeOnly: true,
      moduleSpecifier: "../types.js",
      namedImports: references.toSorted().map((name) => ({ name })),
    },
  ];
}
