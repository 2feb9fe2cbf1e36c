/**
 * A name that the model has made: ASCII letters, digits, `$` and `_`, and none at the start that is a
 * digit. Templates write it as it is; to them all other strings are words of a document.
 */
export type Identifier = string & { readonly isMade?: true };

/** The same of a file's or a package's name, which may have `-`, `.`, `~`, `/` and `@`. */
export type MadeName = string & { readonly isMade?: true };
