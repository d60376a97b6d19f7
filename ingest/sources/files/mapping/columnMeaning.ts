import { isJoining } from './synonyms.ts';

/** What a column seems to hold, and why we think so. */
export interface ColumnMeaning {
  readonly column: string;
  /** undefined: no guess */
  readonly meaning: string | undefined;
  readonly because: string;
  /** share of rows looked at that are not empty */
  readonly filled: number;
}

/** Whether a price or an amount is that of a sale: beside the day on which a customer joined it is a total. */
export function isOfSales(meanings: readonly ColumnMeaning[]): boolean {
  const nameOf = (meaning: string) => meanings.find((each) => each.meaning === meaning)?.column;
  const isPriced = nameOf('unit_price') !== undefined || nameOf('amount') !== undefined;
  return isPriced && !isJoining(nameOf('time') ?? '');
}
