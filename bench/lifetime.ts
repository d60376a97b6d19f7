import fs from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { StepContext } from '../transforms/step.ts';
import { step } from '../transforms/steps/customer_clv.ts';
import { openEngine, parseConfig } from '../warehouse/index.ts';
import type { Bench, Figure } from './bench.ts';

/** Tables of a business of n customers over 30 months, about five purchases each, by a formula from hashes. */
const tables = (n: number) => `
  create table refunds (order_key varchar, customer_id varchar, refund_date date, amount decimal(18, 4));
  create table order_versions (
    order_key varchar, customer_id varchar, from_at timestamp, to_at timestamp, order_date date, net_amount decimal(18, 4)
  );
  create table order_lines (sku varchar, quantity decimal(18, 4), net_amount decimal(18, 4));
  create table products (sku varchar, cost decimal(18, 4), currency varchar);
  create table settings as select 'CNY' as reporting_currency, 'Asia/Shanghai' as business_time_zone;
  create table people as
    select i, 'c' || i as customer_id, 0.0005 - ln(1 - (hash(i) % 1000000) / 1000001.0) / 60 as rate,
      power((hash(i * 7) % 1000000) / 1000001.0, 3) * 0.6 as leaves, 50 + (hash(i * 31) % 20000) / 100.0 as spend,
      cast(hash(i * 13) % 900 as integer) as began
    from range(${n}) as t (i);
  create table orders as
    with steps as (
      select p.*, j, (hash(i * 977 + j * 13) % 1000000) / 1000001.0 < leaves as is_last,
        case when j = 0 then 0 else -ln(1 - (hash(i * 1009 + j) % 1000000) / 1000001.0) / rate end as gap
      from people as p, range(0, 40) as s (j)
    ), placed as (
      select *, began + sum(gap) over (partition by i order by j) as placed_day,
        coalesce(max(cast(is_last as integer)) over (partition by i order by j rows between unbounded preceding and 1 preceding), 0) as gone
      from steps
    )
    select i || '-' || j as order_key, customer_id, date '2024-01-01' + cast(floor(placed_day) as integer) as order_date,
      cast(spend * (0.5 + (hash(i + j * 3) % 1000) / 1000.0) as decimal(18, 4)) as net_amount
    from placed where gone = 0 and placed_day < 900;
  create table customers as
    select customer_id, ['web', 'app', 'store', 'mini', 'phone', 'fair'][1 + cast(i % 6 as integer)] as acquisition_channel from people;`;

const sql = (file: string) => fs.readFileSync(path.resolve(import.meta.dirname, '../sql', file), 'utf8');

const contextOf = (connection: DuckDBConnection): StepContext => {
  const config = parseConfig({});
  return {
    ...{ connection, config, seed: config.seed, asOf: '2026-06-18' },
    previous: () => undefined,
    changed: undefined,
    async read(text) {
      const reader = await connection.runAndReadAll(text);
      return reader.getColumnsObject() as Record<string, DuckDBValue[]>;
    },
  };
};

/** `customer_clv` as a build makes it: chosen on a holdout and fitted, then scored alone. */
export const bench: Bench = {
  name: 'lifetime',
  async run({ events: largest = 1_000_000, note = () => undefined }) {
    const figures: Figure[] = [];
    for (const n of [200_000, largest]) {
      const engine = await openEngine({ threads: 2 });
      try {
        const connection = await engine.connect();
        await connection.run(sql('functions/duckdb.sql'));
        await connection.run(tables(n));
        await connection.run(`create table purchase_days as ${sql('marts/purchase_days.sql')}`);
        const context = contextOf(connection);
        if (!step.model) throw new Error('customer_clv has no model');
        const begun = performance.now();
        const fit = await step.model.fit({ ...context, last: undefined });
        const fitted = performance.now();
        const contents = await step.run({ ...context, fitted: fit as never });
        const { select } = contents.customer_clv as { readonly select: string };
        await connection.run(`create temp table scored as ${select}`);
        const scored = performance.now();
        note(`${n} customers: ${fit.reason}`);
        const size = n === 200_000;
        figures.push(
          {
            label: `customer_clv, ${n} customers, fit and score`,
            value: (scored - begun) / 1000,
            unit: 's',
            ...(size ? { target: '≤ 4' } : {}),
          },
          {
            label: `customer_clv, ${n} customers, score alone`,
            value: (scored - fitted) / 1000,
            unit: 's',
            ...(size ? { target: '≤ 1.3' } : {}),
          },
        );
      } finally {
        engine.close();
      }
    }
    return { name: 'lifetime', figures };
  },
};
