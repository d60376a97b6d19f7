import { flatten, isObject, listOf } from '../jsonPaths.ts';
import type { Cells } from './condition.ts';
import { CellProblem } from './value.ts';

/** A column that holds a list of objects, and where the columns of their fields stand (`items[].sku`). */
export interface RowList {
  readonly column: string;
  readonly at: number;
  /** by the path in an object */
  readonly places: ReadonlyMap<string, number>;
}

/** The lists of a header's columns. */
export function listsOf(header: readonly string[]): readonly RowList[] {
  const lists = new Map<string, Map<string, number>>();
  header.forEach((column, place) => {
    const { list, path } = listOf(column) ?? {};
    if (list === undefined || path === undefined || !header.includes(list)) return;
    const places = lists.get(list);
    if (places) places.set(path, place);
    else lists.set(list, new Map([[path, place]]));
  });
  return [...lists].map(([column, places]) => ({ column, at: header.indexOf(column), places }));
}

/**
 * The cells of a row once for each object in its list, with the object's own in their places.
 * @throws CellProblem for what is no list of objects
 */
export function elementCells({ column, at, places }: RowList, cells: Cells): readonly Cells[] {
  const text = (cells[at] ?? '').trim();
  if (text === '') return [];
  return objects(text, column).map((object) => {
    const own = [...cells];
    for (const [path, value] of flatten(object)) {
      const place = places.get(path);
      if (place !== undefined) own[place] = value;
    }
    return own;
  });
}

function objects(text: string, column: string) {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.every(isObject)) return list;
  } catch {
    // told below
  }
  throw new CellProblem(column, `"${text.slice(0, 60)}" is not a list of objects (column ${column})`);
}
