import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvent, registry } from '../../ingest/contracts/index.ts';
import { loadProject, type Project } from '../../transforms/graph/project.ts';
import { type Engine, openEngine, rows } from '../../warehouse/index.ts';
import { envelopeOf, exampleOf } from '../support/exampleOf.ts';

const now = new Date('2026-11-23T08:00:00Z');
const stagingOf = (type: string) => `stg_${type.replaceAll('.', '_')}`;

let engine: Engine;
let connection: DuckDBConnection;
let project: Project;
let landed = 0;

async function land(envelope: Record<string, unknown>) {
  const read = readEvent(Buffer.from(JSON.stringify(envelope)), {}, now);
  if (!read.ok) throw new Error(read.refusal.message);
  const { type, source, id, occurredAtMicros, payload } = read.event;
  await connection.run(
    'insert into accepted_events values ($1, $2, $3, $4, make_timestamp(cast($5 as bigint)), $6)',
    [++landed, type, source, id, occurredAtMicros, payload],
  );
}

const stage = (name: string) => {
  const sql = project.nodes.find((node) => node.name === name)?.sql;
  if (!sql) throw new Error(`no file sql/staging/${name}.sql`);
  return rows<Record<string, unknown>>(connection, `select * from (${sql})`);
};

beforeAll(async () => {
  engine = await openEngine();
  connection = await engine.connect();
  project = await loadProject(connection);
  for (const { sql } of project.functions) await connection.run(sql);
  await connection.run(
    'create table accepted_events (landed_seq bigint, type varchar, source varchar, event_id varchar, occurred_at timestamp, payload varchar)',
  );
  for (const event of registry) await land(envelopeOf(event, exampleOf(event), event.type));
});
afterAll(() => engine.close());

describe('staging', () => {
  it.each(registry.map(({ type }) => type))(
    'of %s gives one row with every field the event has',
    async (type) => {
      const staged = await stage(stagingOf(type));
      expect(staged).toHaveLength(1);
      const empty = Object.entries(staged[0] ?? {}).flatMap(([column, value]) =>
        value === null ? [column] : [],
      );
      expect(empty).toEqual([]);
      expect(Number(staged[0]?.landed_seq)).toBe(registry.findIndex((event) => event.type === type) + 1);
    },
  );

  it('of all events has each once, with the identifiers of its customer', async () => {
    const staged = await stage('stg_events');
    expect(staged).toHaveLength(registry.length);
    const named = registry.filter(({ customer }) => customer !== 'none').map(({ type }) => type);
    expect(
      staged
        .filter(({ customer_ref }) => customer_ref !== null)
        .map(({ type }) => type)
        .toSorted(),
    ).toEqual(named.toSorted());
  });

  it('reads decimals as texts, as numbers and with exponents, rounded to four places', async () => {
    const lines = [
      { sku: 'A', quantity: 1e-3, unit_price: '128.00005', discount: 1e-7 },
      { sku: 'B', quantity: 2, unit_price: 1.5e3 },
    ];
    const data = { order_id: 'exact', currency: 'CNY', lines };
    await land(envelopeOf({ type: 'purchase.completed' } as never, data, 'exact'));
    const staged = (await stage('stg_purchase_lines')).slice(-2);
    expect(staged.map(({ quantity, unit_price, discount }) => [quantity, unit_price, discount])).toEqual([
      [0.001, 128.0001, 0],
      [2, 1500, null],
    ]);
  });

  it('takes fields that another type has, in any shape, without an error', async () => {
    for (const event of registry)
      for (const foreign of [5, 'text', [], [{ email: 1 }], { email: { a: 1 } }, null, false]) {
        const data = { ...exampleOf(event) };
        for (const name of ['customer', 'channel', 'direction', 'campaign_id', 'lines'])
          if (!(name in event.data.shape)) data[name] = foreign;
        await land(envelopeOf(event, data, `foreign ${event.type} ${JSON.stringify(foreign)}`));
      }
    const staging = project.nodes.filter(({ kind }) => kind === 'staging');
    for (const { name } of staging) await expect(stage(name), name).resolves.toBeDefined();
  });
});
