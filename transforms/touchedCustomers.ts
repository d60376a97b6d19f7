import { rows } from '../warehouse/index.ts';
import type { Columns, SelectedRows, StepContent, StepContext } from './step.ts';

/** Above this share of a table's customers, making it anew costs less than replacing them. */
const worthwhileShare = 0.3;

/**
 * The customers among the changed rows of tables that a step follows, as the relation `temp.touched_customers`
 * (customer_id, never null); nothing where what changed is not known, or is so much that the table is better made anew.
 * @param table the step's own table with a row per customer
 */
export async function touchedCustomers(
  { connection, changed, previous }: Pick<StepContext, 'connection' | 'changed' | 'previous'>,
  follows: readonly string[],
  table: string,
): Promise<string | undefined> {
  const earlier = previous(table);
  if (!changed || !earlier) return undefined;
  const all = follows.map((name) => `select customer_id from (${changed.get(name)})`).join(' union ');
  await connection.run(
    `create or replace temp table touched_customers as select customer_id from (${all}) where customer_id is not null`,
  );
  const [counted] = await rows<{ touched: bigint; customers: bigint }>(
    connection,
    `select (select count(*) from temp.touched_customers) as touched, (select count(*) from ${earlier}) as customers`,
  );
  return Number(counted?.touched) <= worthwhileShare * Number(counted?.customers)
    ? 'temp.touched_customers'
    : undefined;
}

/** Rows of the touched customers, in place of theirs; all rows where a table is made anew. */
export const placed = (rows: Columns | SelectedRows, touched: string | undefined): StepContent =>
  touched
    ? { rows, inPlaceOf: { part: 'customer_id', touched: `select customer_id from ${touched}` } }
    : rows;
