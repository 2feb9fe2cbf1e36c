/** Files of `specs/` that would take all time or memory of one who reads them without care. */
export interface Exhausting {
  readonly files: () => Readonly<Record<string, string>>;
  /** The codes of the errors that refuse it; none where there is a client. */
  readonly refused?: readonly string[];
}

export const tooMuch = ["beyond-limit"];
