import type { Piece } from "./piece.js";

/** The statements of code: those of a module as ts-morph prints it, those of an example. */
export function statementPieces(text: string): readonly Piece[] {
  return statementsOf(text).map((statement, index) => ({
    text: statement,
    language: "typescript",
    apart: index === 0 ? "" : "\n\n",
  }));
}

/** What begins in the first column is no inner line: those are indented, in comments by a star. */
export function statementsOf(text: string): readonly string[] {
  return text.split(/\n\n(?=\/\*\*|\/\/ |export |import |const |await )/);
}
