import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';

/** Rows of transactions that are not simply something bought; none where a file has no amounts. */
export interface UnusualRows {
  /** of a negative amount: they give money back and are no purchase */
  readonly refundRows: number;
  /** of an amount of 0: purchases all the same, as a free order is */
  readonly zeroRows: number;
}

/** SQL: whether a row of `transactions` is a purchase. */
export const isPurchase = 'coalesce(amount >= 0, true)';

/** How many rows of the table `transactions` are unusual. */
export async function unusualRows(connection: DuckDBConnection): Promise<UnusualRows> {
  const [counted] = await rows<{ refunds: bigint; zeros: bigint }>(
    connection,
    'select count(*) filter (where amount < 0) as refunds, count(*) filter (where amount = 0) as zeros from transactions',
  );
  return { refundRows: Number(counted?.refunds ?? 0), zeroRows: Number(counted?.zeros ?? 0) };
}

/**
 * SQL: the days up to `until` on which each customer of the table `transactions` (customer, order_date, amount) bought,
 * and what they spent on each. A refund is of the customer's last purchase before it, or on its day; one before the
 * first purchase of all is of none.
 */
export const purchaseDays = (until: string): string => `
  select customer, purchase_date as order_date, sum(amount) as amount
  from (
    select customer, amount,
      max(order_date) filter (where ${isPurchase}) over (partition by customer order by order_date) as purchase_date
    from transactions where order_date <= date '${until}'
  ) where purchase_date is not null group by customer, purchase_date`;
