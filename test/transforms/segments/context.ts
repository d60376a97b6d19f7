import fs from 'node:fs';
import path from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import type { SegmentsParameters } from '../../../transforms/segments/parameters.ts';
import type { Fitted, StepContent, StepContext } from '../../../transforms/step.ts';
import { step } from '../../../transforms/steps/customer_segments.ts';
import { type ConfigInput, openEngine, parseConfig, rows } from '../../../warehouse/index.ts';
import type { Order } from '../../sql/marts/coreTables.ts';

/** Orders, the marts that segments are made of, and the step itself, in memory; close it when done. */
export async function segmentsOver(orders: readonly Order[], asOf: string, config: ConfigInput = {}) {
  const engine = await openEngine();
  const connection = await engine.connect();
  const sql = (file: string) =>
    fs.readFileSync(path.resolve(import.meta.dirname, '../../../sql', file), 'utf8');
  await connection.run(sql('functions/duckdb.sql'));
  await connection.run(`
    create table as_of as select date '${asOf}' as as_of_date;
    create table settings as select 180 as resurrected_gap_days;
    create table orders (customer_id varchar, order_date date, net_amount decimal(18, 4), days_since_previous_order integer);
    create table refunds (customer_id varchar, refund_date date, amount decimal(18, 4));
    create table calendar as select cast(d as date) as calendar_date, cast(date_trunc('month', d) as date) as month_start_date
      from unnest(generate_series(timestamp '2024-01-01', timestamp '${asOf}', interval 1 day)) as days(d);`);
  const appender = await connection.createAppender('orders');
  for (const { customer = '', date, amount = 10 } of orders) {
    appender.appendVarchar(customer);
    appender.appendVarchar(date);
    appender.appendVarchar(String(amount));
    appender.appendNull();
    appender.endRow();
  }
  appender.closeSync();
  for (const mart of ['customer_spans', 'segment_features'])
    await connection.run(`create table ${mart} as ${sql(`marts/${mart}.sql`)}`);
  await connection.run(
    'create table customer_months as select customer_id, month_end_date from segment_features limit 0',
  );
  await connection.run(
    `insert into customer_months select customer_id, least(last_day(cast(date '2000-01-01' + to_months(m::int) as date)), date '${asOf}')
     from (select customer_id, unnest(range(from_month_number, until_month_number + 1)) as m from customer_spans)`,
  );
  await connection.run(
    `create table customer_rfm as select customer_id, recency_days, frequency, monetary from segment_features where month_end_date = date '${asOf}'`,
  );
  const parsed = parseConfig(config);
  const context: StepContext = {
    connection,
    config: parsed,
    seed: parsed.seed,
    asOf,
    previous: () => undefined,
    changed: undefined,
    async read(text) {
      const reader = await connection.runAndReadAll(text);
      return reader.getColumnsObject() as Record<string, DuckDBValue[]>;
    },
  };
  return {
    context,
    rows: <T>(text: string) => rows<T>(connection, text),
    /** Fits, or takes the fit given, and makes the tables of the step as the runner does. */
    async make({ last, fitted }: { last?: Fitted<unknown>; fitted?: Fitted<unknown> } = {}) {
      if (!step.model) throw new Error('the step has a model');
      const fit = fitted ?? (await step.model.fit({ ...context, last }));
      const now = { ...fit, asOf } as Fitted<SegmentsParameters>;
      const content: Readonly<Record<string, StepContent>> = await step.run({ ...context, fitted: now });
      for (const [table, { columns }] of Object.entries(step.writes)) {
        const { select } = content[table] as { select: string };
        const list = Object.entries(columns).map(([name, type]) => `cast("${name}" as ${type}) as "${name}"`);
        await connection.run(
          `create or replace table ${table} as select ${list.join(', ')} from (${select})`,
        );
      }
      await step.tidy?.(connection);
      return now;
    },
    /** rows that break a check of the segments, by its name; nothing is the pass */
    async broken() {
      const folder = path.resolve(import.meta.dirname, '../../../sql/checks');
      const files = fs.readdirSync(folder).filter((file) => /^(customer_)?(month_)?segment/.test(file));
      const found: Record<string, unknown[]> = {};
      for (const file of files) {
        const wrong = await rows(connection, sql(`checks/${file}`));
        if (wrong.length > 0) found[file] = wrong;
      }
      return found;
    },
    close: () => engine.close(),
  };
}
