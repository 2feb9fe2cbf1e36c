/** Counts steps of work: properties that are merged, schemas that are compared. */
export type Spend = (steps: number) => void;

export interface Budget {
  readonly spend: Spend;
  /** Tells which schema what follows is spent on, by its JSON Pointer. */
  readonly enter: (pointer: string) => void;
}

/** Thrown where more is spent than there is. */
export class BudgetSpent extends Error {
  /** The schema that the last was spent on, as a JSON Pointer. */
  readonly pointer: string;

  constructor(pointer: string) {
    super("the budget is spent");
    this.pointer = pointer;
  }
}

/**
 * What the `allOf` of a document may cost. Each use of a base writes its properties out again, so that
 * a document of a megabyte can ask for terabytes, within every limit to its size.
 *
 * @param most steps that may be spent
 */
export function budgetOf(most: number): Budget {
  let spent = 0;
  let place = "";
  return {
    spend: (steps) => {
      spent += steps;
      if (spent > most) throw new BudgetSpent(place);
    },
    enter: (pointer) => {
      place = pointer;
    },
  };
}
