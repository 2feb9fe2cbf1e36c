import { markdownPieces } from "./markdown-pieces.js";
import type { Language, Piece } from "./piece.js";
import { statementPieces } from "./statements.js";

/** The parts of a text, which is formatted when they are. */
export function piecesOf(language: Language, text: string): readonly Piece[] {
  const whole = text.trimEnd();
  return language === "typescript" ? statementPieces(whole) : markdownPieces(whole);
}
