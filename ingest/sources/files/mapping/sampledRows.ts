import type { Cells } from './condition.ts';
import { elementCells, listsOf, type RowList } from './rowList.ts';
import { meaningInList } from './synonyms.ts';
import { CellProblem } from './value.ts';

/** The rows looked at, and the lines that they are: the rows themselves, or the objects in a list of each. */
export interface SampledRows {
  readonly rows: readonly Cells[];
  readonly lines: readonly Cells[];
  /** the column of the list */
  readonly list: string | undefined;
}

/** The list whose objects have what an order's lines have, a price among it. */
function listOfLines(header: readonly string[]): RowList | undefined {
  const meanings = (list: RowList) => new Set([...list.places.keys()].map(meaningInList));
  const isPriced = (list: RowList) => {
    const found = meanings(list);
    return (found.has('unit_price') || found.has('amount')) && (found.has('quantity') || found.has('sku'));
  };
  return listsOf(header)
    .filter(isPriced)
    .reduce<RowList | undefined>(
      (most, list) => (most && meanings(most).size >= meanings(list).size ? most : list),
      undefined,
    );
}

export function sampledRows(header: readonly string[], rows: readonly Cells[]): SampledRows {
  const list = listOfLines(header);
  if (!list) return { rows, lines: rows, list: undefined };
  const lines = rows.flatMap((cells) => {
    try {
      return elementCells(list, cells);
    } catch (error) {
      if (error instanceof CellProblem) return [];
      throw error;
    }
  });
  return { rows, lines, list: list.column };
}
