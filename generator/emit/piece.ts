export type Language = "typescript" | "markdown";

/** A part of a text that prettier formats without regard to the others. */
export interface Piece {
  readonly text: string;
  /** What it is formatted as; undefined: it stands as prettier prints it. */
  readonly language: Language | undefined;
  /** What stands between it and the piece before. */
  readonly apart: string;
}
