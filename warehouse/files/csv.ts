import { stringify } from 'csv-stringify/sync';

/** What a spreadsheet would run; a plus or a minus is left to numbers and telephones, which are nothing but digits. */
const formula = /^(?:[=@\t\r]|[+-](?![\d\s().,/-]*$))/;

/** Rows as CSV that somebody may open in a spreadsheet: an apostrophe stands before a text that would be a formula. */
export const csvText = (rows: readonly (readonly (string | number | null)[])[]): string =>
  stringify(
    rows.map((row) =>
      row.map((cell) => (typeof cell === 'string' && formula.test(cell) ? `'${cell}` : cell)),
    ),
  );
