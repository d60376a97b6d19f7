import type { DuckDBConnection } from '@duckdb/node-api';
import type { Basket } from '../../models/index.ts';
import { readNumbers, rows } from '../../warehouse/index.ts';

/** What customers bought, as columns: by customer, then by day, basket and item; each item once a basket. */
export interface Purchases {
  /** numbers from 0, ascending */
  readonly customer: Int32Array;
  /** days since 1970 */
  readonly day: Int32Array;
  readonly item: Int32Array;
  /** equal within a basket */
  readonly basket: Float64Array;
}

const temporary = ['reco_bought', 'reco_customers', 'reco_items', 'reco_lists', 'reco_next'] as const;

export async function dropTables(connection: DuckDBConnection): Promise<void> {
  for (const table of temporary) await connection.run(`drop table if exists temp.${table}`);
}

/**
 * Makes `reco_customers`, `reco_items` and `reco_bought`, which number purchases by customer and item.
 * @param first skus whose numbers are their places; all others follow in their own order
 * @param touched relation of the customers wanted; all without it
 */
export async function numberPurchases(
  connection: DuckDBConnection,
  first: readonly string[],
  touched?: string,
): Promise<void> {
  const wanted = touched ? `and customer_id in (select customer_id from ${touched})` : '';
  const known = `from order_lines where customer_id is not null and sku is not null ${wanted}`;
  await connection.run(`create or replace temp table reco_customers as
    select customer_id, cast(row_number() over (order by customer_id) - 1 as integer) as customer
    from (select distinct customer_id ${known})`);
  await connection.run(
    `create or replace temp table reco_items as
    with first as (
      select unnest(skus) as sku, unnest(range(len(skus))) as item from (select cast(cast($1 as json) as varchar[]) as skus))
    select sku, cast(item as integer) as item from first
    union all
    select sku, cast(${first.length} + row_number() over (order by sku) - 1 as integer)
    from (select distinct sku ${known}) anti join first using (sku)`,
    [JSON.stringify(first)],
  );
  await connection.run(`create or replace temp table reco_bought as
    select c.customer, date_diff('day', date '1970-01-01', l.order_date)::integer as day,
      l.version_landed_seq::double as basket, i.item
    from (select distinct customer_id, order_date, version_landed_seq, sku ${known}) as l
    join reco_customers as c using (customer_id) join reco_items as i using (sku)`);
}

/**
 * Purchases that were numbered without `first`, numbered with it; `reco_items` likewise. What comes out is what
 * `numberPurchases` and `readPurchases` would give, without looking at all purchases again.
 * @param skus of the numbered items, by number
 */
export async function renumberItems(
  connection: DuckDBConnection,
  purchases: Purchases,
  skus: readonly string[],
  first: readonly string[],
): Promise<Purchases> {
  const known = new Set(first);
  // the others were in their own order before, and stay in it
  const numbers = new Map(
    [...first, ...skus.filter((sku) => !known.has(sku))].map((sku, item) => [sku, item]),
  );
  await connection.run(
    `create or replace temp table reco_items as
    select unnest(skus) as sku, cast(unnest(range(len(skus))) as integer) as item
    from (select cast(cast($1 as json) as varchar[]) as skus)`,
    [JSON.stringify([...numbers.keys()])],
  );
  const { customer, day, basket } = purchases;
  const numberOf = Int32Array.from(skus, (sku) => numbers.get(sku) as number);
  const item = purchases.item.map((old) => numberOf[old] as number);
  for (let from = 0, to = 0; from < item.length; from = to) {
    while (to < item.length && basket[to] === basket[from] && customer[to] === customer[from]) to++;
    if (to - from > 1) item.subarray(from, to).sort();
  }
  return { customer, day, item, basket };
}

/** The numbered items, and the mean amount of each in a basket that has it; 0 where that is not known. */
export const readItems = (connection: DuckDBConnection) =>
  rows<{ sku: string; amount: number }>(
    connection,
    `with sold as (
      select sku, sum(net_amount) as amount, count(distinct version_landed_seq) as orders
      from order_lines where customer_id is not null and sku is not null and net_amount is not null group by sku)
    select i.sku, greatest(coalesce(cast(s.amount as double) / s.orders, 0), 0) as amount
    from reco_items as i left join sold as s using (sku) order by i.item`,
  );

/** The numbered purchases, or those of an even sample of so many customers. */
export async function readPurchases(connection: DuckDBConnection, sample?: number): Promise<Purchases> {
  const some =
    sample === undefined
      ? ''
      : `where customer in (select customer from reco_customers order by md5(customer_id), customer limit ${sample})`;
  const result = await connection.run(
    `select customer::double, day::double, item::double, basket from reco_bought ${some} order by customer, day, basket, item`,
  );
  const count = result.rowCount;
  const purchases = {
    customer: new Int32Array(count),
    day: new Int32Array(count),
    item: new Int32Array(count),
    basket: new Float64Array(count),
  };
  const into = [purchases.customer, purchases.day, purchases.item, purchases.basket];
  let from = 0;
  for await (const part of readNumbers(result)) {
    for (const [i, column] of part.columns.entries()) into[i]?.set(column.subarray(0, part.count), from);
    from += part.count;
  }
  return purchases;
}

/** Calls back with the rows of each customer, `from` to before `to`. */
export function eachCustomer(
  { customer }: Purchases,
  visit: (customer: number, from: number, to: number) => void,
): void {
  for (let from = 0, to = 0; from < customer.length; from = to) {
    const one = customer[from] as number;
    while (to < customer.length && customer[to] === one) to++;
    visit(one, from, to);
  }
}

/** The purchases as the baskets of each customer. */
export function asHistories(purchases: Purchases): Basket[][] {
  const { basket, day, item } = purchases;
  const histories: Basket[][] = [];
  eachCustomer(purchases, (_, first, last) => {
    const baskets: Basket[] = [];
    for (let from = first, to = first; from < last; from = to) {
      while (to < last && basket[to] === basket[from]) to++;
      baskets.push({ day: day[from] as number, items: Uint32Array.from(item.subarray(from, to)) });
    }
    histories.push(baskets);
  });
  return histories;
}
