import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { forget, loadState, prepareState } from '../../transforms/build/state.ts';
import { openEngine, rows } from '../../warehouse/index.ts';
import { temporaryFolder } from '../support/cli.ts';

it('a workspace that is being forgotten keeps tables and what is known of them together, wherever it stops', async () => {
  const engine = await openEngine();
  await engine.attach(path.join(temporaryFolder('forget'), 'workspace.duckdb'), 'workspace', 'write');
  const connection = await engine.connect();
  await connection.run('use workspace');
  await prepareState(connection);
  await connection.run(
    "create table orders as select 1 as id; insert into _table_state values ('orders', 'orders', 'h')",
  );
  const tables = async () =>
    (
      await rows<{ n: number }>(
        connection,
        "select count(*)::int as n from duckdb_tables() where table_name = 'orders'",
      )
    )[0]?.n;
  const both = async () => [await tables(), (await loadState(connection)).tables.size];

  for (let statements = 0; statements < 6; statements++) {
    let left = statements;
    const cut = new Proxy(connection, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (name === 'run' && String(given[0]) !== 'ROLLBACK' && left-- === 0) throw new Error('cut off');
          return Reflect.apply(value, target, given);
        };
      },
    }) as DuckDBConnection;
    await expect(forget(cut, 'other')).rejects.toThrow('cut off');
    expect(await both()).toEqual([1, 1]);
  }
  await forget(connection, 'other');
  expect(await both()).toEqual([0, 0]);
  engine.close();
});
