import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInChecks } from '../../transforms/build/builtInChecks.ts';
import { type Changes, keepDifference, kept } from '../../transforms/build/changes.ts';
import { runChecks } from '../../transforms/build/checks.ts';
import { loadState, prepareState, type State } from '../../transforms/build/state.ts';
import { amountValue } from '../../transforms/columnValues.ts';
import { type Check, loadProject, type Project } from '../../transforms/graph/project.ts';
import { type Engine, openEngine, rows } from '../../warehouse/index.ts';
import { event, warehouse } from '../support/warehouse.ts';

let engine: Engine;
let connection: DuckDBConnection;
let project: Project;
let state: State;

beforeAll(async () => {
  engine = await openEngine();
  connection = await engine.connect();
  await connection.run("attach ':memory:' as workspace; use workspace");
  await prepareState(connection);
  state = await loadState(connection);
  project = await loadProject(connection);
});

afterAll(() => engine.close());

const finite = (table: string) => {
  const check = builtInChecks(project).find(({ name }) => name === `${table}_finite`);
  if (!check) throw new Error(`no check of ${table}`);
  return check;
};

const ran = async (check: Check, changes?: Changes) => {
  const [result] = await runChecks(connection, state, [check], changes ? { changes } : {});
  if (!result) throw new Error(`${check.name} has no result`);
  return result;
};

describe('that every figure is a finite number', () => {
  it('is held for every floating-point column of every table but staging', async () => {
    const built = await warehouse([
      event('purchase.completed', '2026-03-02T10:15:00+08:00', {
        order_id: '1',
        currency: 'CNY',
        lines: [{ sku: 'A', quantity: 1, unit_price: '10.00' }],
      }),
    ]);
    try {
      const tables = project.nodes.filter(({ kind }) => kind !== 'staging').flatMap((node) => node.tables);
      const found = await built.rows<{ table_name: string; columns: string }>(
        `select table_name, string_agg(column_name, ', ' order by column_index) as columns from duckdb_columns()
         where database_name = 'workspace' and data_type in ('DOUBLE', 'FLOAT') group by all`,
      );
      const declared = found.filter(({ table_name }) => tables.includes(table_name));
      expect(declared.length).toBeGreaterThan(20);
      for (const { table_name, columns } of declared)
        expect(finite(table_name).sentence).toBe(
          `Every figure of ${table_name} is a finite number or unknown: ${columns}.`,
        );
      const names = declared.map(({ table_name }) => `${table_name}_finite`).sort();
      const checks = builtInChecks(project).map(({ name }) => name);
      expect(checks.filter((name) => name.endsWith('_finite')).sort()).toEqual(names);
      const ran = built.report.checks.filter(({ name }) => name.endsWith('_finite'));
      expect(ran).toHaveLength(names.length);
      expect(ran.filter(({ status }) => status !== 'pass')).toEqual([]);
    } finally {
      built.close();
    }
  });

  it('refuses what is not a number or infinite, and takes what is unknown', async () => {
    const check = finite('churn_gains');
    await connection.run(`create or replace table churn_gains as
      select * from (values (0.0::double, 0.0::double), (0.5, null), (1.0, 1.0)) as v (customer_share, churned_share)`);
    state.tables.set('churn_gains', 'first');
    expect(await ran(check)).toMatchObject({ status: 'pass' });
    for (const broken of ['nan', 'inf', '-inf']) {
      await connection.run(
        `update churn_gains set churned_share = '${broken}'::double where customer_share = 0.5`,
      );
      state.tables.set('churn_gains', broken);
      const result = await ran(check);
      expect(result).toMatchObject({ status: 'error', failures: 1, owner: 'data engineering' });
      expect(result.sample[0]).toMatchObject({ customer_share: 0.5 });
    }
  });

  it('looks at the rows that came alone, once all held', async () => {
    const check = finite('churn_gains');
    await connection.run(
      'create or replace table churn_gains as select 0.0::double as customer_share, 0.0::double as churned_share',
    );
    state.tables.set('churn_gains', 'held');
    expect(await ran(check)).toMatchObject({ status: 'pass' });
    await connection.run(`create table fresh as from churn_gains union all select 1.0, 'nan'::double`);
    await keepDifference(connection, 'churn_gains', 'churn_gains', 'fresh');
    const changes: Changes = new Map([
      ['churn_gains', { from: 'held', to: 'grown', ...kept('churn_gains') }],
    ]);
    state.tables.set('churn_gains', 'grown');
    // the stored table is as before: what is found was found in the change
    const result = await ran(check, changes);
    expect(result).toMatchObject({ status: 'error', failures: 1 });
    expect(await rows(connection, 'select 1 from churn_gains')).toHaveLength(1);
  });
});

describe('checks over small tables, asked together', () => {
  const check = (name: string, sql: string): Check => ({
    ...finite('churn_gains'),
    ...{ name, sql, definition: sql, reads: ['numbers'], table: 'numbers' },
  });
  const over = (condition: string) => `select n from numbers where ${condition} -- as it is written`;

  beforeAll(async () => {
    await connection.run('create or replace table numbers as select range as n from range(5)');
    state.tables.set('numbers', '5:1:1');
  });

  it('come to what they come to alone, in their order, those remembered among them', async () => {
    const checks = [
      check('none', over('n > 9')),
      check('two', over('n > 2')),
      check('all', over('n >= 0')),
      check('nobody', over('n < 0')),
    ];
    const seen: string[] = [];
    const first = await runChecks(connection, state, checks, { onResult: ({ name }) => seen.push(name) });
    expect(first.map(({ failures }) => failures)).toEqual([0, 2, 5, 0]);
    expect(first.map(({ status }) => status)).toEqual(['pass', 'error', 'error', 'pass']);
    expect(first[1]?.sample).toEqual([{ n: 3n }, { n: 4n }]);
    expect(seen).toEqual(['none', 'two', 'all', 'nobody']);
    // what passed is not asked again over the same content: only what failed sees that the rows are gone
    await connection.run('insert into numbers values (10), (-1)');
    const again = await runChecks(connection, state, checks);
    expect(again.map(({ failures }) => failures)).toEqual([0, 3, 6, 0]);
    expect(await Promise.all(checks.map(async (one) => (await ran(one)).failures))).toEqual([0, 3, 6, 0]);
  });

  it('give the error of the one that cannot be asked', async () => {
    const checks = [check('fine', over('n > 99')), check('typing error', over('m > 2'))];
    await expect(runChecks(connection, state, checks)).rejects.toThrow(/m/);
  });
});

it('an amount that is no finite number is refused, not taken for unknown', () => {
  expect(amountValue(null)).toBeNull();
  expect(String(amountValue(12.34567))).toBe('12.3457');
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => amountValue(value)).toThrow(/no amount: (NaN|Infinity)/);
});
