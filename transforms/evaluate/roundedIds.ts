import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, identifier, rows } from '../../warehouse/index.ts';

/**
 * Holds ids in columns of `input` to be whole. A spreadsheet shows a number of twelve digits or more as 1.38007E+10, and saves
 * a CSV as it shows it: telephones, orders and bar codes of many are one then, and nothing brings them back.
 * @param where the name of the file
 * @throws ClienteleError `ids-rounded` where most values of a column are such
 */
export async function refuseRoundedIds(
  connection: DuckDBConnection,
  where: string,
  ids: readonly { readonly name: string; readonly header: string }[],
): Promise<void> {
  for (const { name, header } of ids) {
    const id = identifier(name);
    const isRounded = `regexp_full_match(${id}, '[-+]?\\d([.,]\\d+)?[eE]\\+\\d+')`;
    const [rounded] = await rows<{ example: string }>(
      connection,
      `select min(${id}) filter (where ${isRounded}) as example from input
       having 2 * count(*) filter (where ${isRounded}) > count(${id})`,
    );
    if (rounded)
      throw new ClienteleError(
        'ids-rounded',
        `${where}: ${header} has ids such as ${rounded.example}: a spreadsheet has cut their digits, and several are one now; format the column as text where the whole numbers still are, and save again`,
      );
  }
}
