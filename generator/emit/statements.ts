import { layOut } from "./layout/layout.js";
import type { Piece } from "./piece.js";

/**
 * The statements of code: those of a module as ts-morph prints it, those of an example. Nearly all are
 * laid out at once, as prettier would do it; the others are left to it.
 */
export function statementPieces(text: string): readonly Piece[] {
  return statementsOf(text).map((statement, index) => {
    const laidOut = layOut(statement);
    return {
      text: laidOut ?? statement,
      language: laidOut === undefined ? "typescript" : undefined,
      apart: index === 0 ? "" : "\n\n",
    };
  });
}

/** What begins in the first column is no inner line: those are indented, in comments by a star. */
export function statementsOf(text: string): readonly string[] {
  return text.split(/\n\n(?=\/\*\*|\/\/ |export |import |const |await )/);
}
