import { delimiterName } from '../../../warehouse/files/index.ts';
import { ClienteleError } from '../../../warehouse/index.ts';

const isValue = (cell: string): boolean =>
  /^[-+]?[\d,.]+$/.test(cell.trim()) || /^\d{4}[-/年]\d{1,2}[-/月]\d{1,2}/.test(cell.trim());

/**
 * Checks the first row of a file: it must hold names, one a column, none twice.
 * @throws ClienteleError `bad-header`, with row and column
 */
export function checkHeader(file: string, first: readonly string[] | undefined, delimiter: string): string[] {
  const fail = (column: number, problem: string, advice: string): never => {
    throw new ClienteleError('bad-header', `${file}, row 1, column ${column}: ${problem}; ${advice}`);
  };
  if (!first || first.every((cell) => cell.trim() === ''))
    return fail(1, 'the file has no header row', 'the first row must name the columns');
  const header = first.map((cell) => cell.trim());
  const named = header.filter((name) => name !== '');
  if (header.length > 1 && named.length === 1)
    return fail(
      header.indexOf(named[0] as string) + 1,
      `one title ("${named[0]}") over ${header.length} columns, as merged Excel cells are saved`,
      'delete the title row, so that the first row names every column',
    );
  const empty = header.indexOf('');
  if (empty >= 0)
    return fail(
      empty + 1,
      'the header cell is empty, as merged Excel header cells are saved',
      'unmerge the cells and give every column a name',
    );
  const values = header.filter(isValue).length;
  if (values * 2 >= header.length)
    return fail(
      header.findIndex(isValue) + 1,
      `"${header.find(isValue)}" is a value, not a name: the header row is missing`,
      'put the names of the columns into the first row',
    );
  const twice = header.findIndex((name, i) => header.indexOf(name) !== i);
  if (twice >= 0)
    return fail(
      twice + 1,
      `"${header[twice]}" is also the name of column ${header.indexOf(header[twice] as string) + 1}`,
      'give every column its own name',
    );
  if (header.length === 1) {
    const other = [',', '\t', ';', '|'].find(
      (candidate) => candidate !== delimiter && header[0]?.includes(candidate),
    );
    if (other)
      return fail(
        1,
        `one column named "${header[0]}" with the delimiter ${delimiterName(delimiter)}`,
        `the delimiter seems to be ${delimiterName(other)}: name it in the mapping (file: delimiter)`,
      );
  }
  return header;
}
