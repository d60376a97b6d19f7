import fs from 'node:fs';
import path from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import type { StepContext } from '../../../transforms/step.ts';
import type { ConfigInput } from '../../../warehouse/index.ts';
import { openEngine, parseConfig, rows } from '../../../warehouse/index.ts';

export interface Purchase {
  readonly customer: string;
  readonly date: string;
  readonly amount?: number;
  readonly channel?: string;
}

/** A step's context over hand-made orders, in memory; close it when done. */
export async function contextOver(purchases: readonly Purchase[], asOf: string, config: ConfigInput = {}) {
  const engine = await openEngine();
  const connection = await engine.connect();
  const sql = path.resolve(import.meta.dirname, '../../../sql');
  await connection.run(fs.readFileSync(path.join(sql, 'functions/duckdb.sql'), 'utf8'));
  await connection.run(`
    create table orders (order_key varchar, customer_id varchar, order_date date, net_amount decimal(18, 4));
    create table order_versions (
      order_key varchar, customer_id varchar, from_at timestamp, to_at timestamp, order_date date, net_amount decimal(18, 4)
    );
    create table refunds (order_key varchar, customer_id varchar, refund_date date, amount decimal(18, 4));
    create table customers (customer_id varchar, acquisition_channel varchar);
    create table order_lines (sku varchar, quantity decimal(18, 4), net_amount decimal(18, 4));
    create table products (sku varchar, cost decimal(18, 4), currency varchar);
    create table settings as select 'CNY' as reporting_currency, 'Asia/Shanghai' as business_time_zone;`);
  const appender = await connection.createAppender('orders');
  purchases.forEach(({ customer, date, amount = 10 }, i) => {
    appender.appendVarchar(`o${i}`);
    appender.appendVarchar(customer);
    appender.appendVarchar(date);
    appender.appendVarchar(String(amount));
    appender.endRow();
  });
  appender.closeSync();
  const channels = new Map(purchases.map(({ customer, channel = 'web' }) => [customer, channel]));
  const people = await connection.createAppender('customers');
  for (const [customer, channel] of channels) {
    people.appendVarchar(customer);
    people.appendVarchar(channel);
    people.endRow();
  }
  people.closeSync();
  const purchaseDays = fs.readFileSync(path.join(sql, 'marts/purchase_days.sql'), 'utf8');
  const makeDays = () => connection.run(`create or replace table purchase_days as ${purchaseDays}`);
  await makeDays();
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
    /** Changes orders, and makes of them what a build would. */
    async change(statements: string) {
      await connection.run(statements);
      await makeDays();
    },
    close: () => engine.close(),
  };
}

const start = Date.parse('2024-01-01');
export const dateOn = (day: number): string => new Date(start + day * 86_400_000).toISOString().slice(0, 10);
