import { print } from "./print.js";
import { readerOf } from "./reader.js";
import { readStatements } from "./statements.js";

/**
 * Statements of the forms that our templates print, as prettier would print them by default, with
 * neither its parser nor its printer. Undefined: a form is not known for sure.
 */
export function layOut(text: string): string | undefined {
  const reader = readerOf(text);
  // Nothing but a comment.
  if (reader.kind === "end") return reader.comments.length === 1 ? reader.comments[0] : undefined;
  const doc = readStatements(reader, () => reader.kind === "end");
  return reader.isKnown ? print(doc) : undefined;
}
