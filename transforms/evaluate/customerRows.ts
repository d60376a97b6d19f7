import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import { type ColumnMap, leaveOut, leaveOutWithoutAmount, readInputFile } from './inputFile.ts';
import { emptyMissing } from './missing.ts';
import { refuseRoundedIds } from './roundedIds.ts';

/** What a file of what customers did has besides rows of customers. */
export interface CustomerRows {
  /** rows of nobody: without a customer, NA and the like included */
  readonly rowsLeftOut: number;
  /** of the others those without an amount, where the file has amounts */
  readonly rowsWithoutAmount: number;
  /** an id of so many rows that it hardly is one customer; its rows count all the same */
  readonly crowdedId?: { readonly id: string; readonly rows: number };
}

/** An id is crowded that more than this share of the rows have, */
const crowdedShare = 0.1;
/** and so many times as many as the next one. */
const crowdedTimes = 10;

/**
 * Makes the table `input` of the rows of customers, as `readInputFile` does.
 * @throws ClienteleError as `readInputFile` does, `ids-rounded`, `rows-none` where no row has a customer or an amount
 */
export async function readCustomerRows(
  connection: DuckDBConnection,
  file: string,
  columns: ColumnMap,
): Promise<CustomerRows> {
  await readInputFile(connection, file, columns);
  await emptyMissing(connection, 'customer', 'customers');
  const where = path.basename(file);
  const needed = [{ name: 'customer', header: columns.customer ?? 'customer' }];
  const rowsLeftOut = await leaveOut(connection, where, needed);
  const ids = Object.entries(columns).flatMap(([name, header]) => (isOfIds(name) ? [{ name, header }] : []));
  await refuseRoundedIds(connection, where, ids);
  const rowsWithoutAmount = await leaveOutWithoutAmount(connection, file, columns);
  const crowdedId = await crowdedIdOf(connection);
  return { rowsLeftOut, rowsWithoutAmount, ...(crowdedId ? { crowdedId } : {}) };
}

const isOfIds = (name: string): boolean => ['customer', 'order', 'basket', 'item'].includes(name);

async function crowdedIdOf(connection: DuckDBConnection): Promise<CustomerRows['crowdedId']> {
  const [first, next] = await rows<{ id: string; n: number; share: number }>(
    connection,
    `select customer as id, cast(count(*) as double) as n, n / sum(n) over () as share
     from input group by customer order by n desc, id limit 2`,
  );
  const isCrowded = first && next && first.share > crowdedShare && first.n >= crowdedTimes * next.n;
  return isCrowded ? { id: first.id, rows: first.n } : undefined;
}
