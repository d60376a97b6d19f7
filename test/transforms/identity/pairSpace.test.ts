import { expect, test } from 'vitest';
import { pairsOfPeopleSql } from '../../../transforms/identity/pairSpace.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

/**
 * The pairs, by the draws of their records, that are taken of 20 people of 12 records each, and of 30 of two, whose
 * rows stand as `rid` says.
 */
async function pairsAt(rid: string, most: number): Promise<readonly string[]> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await connection.run(`
      create temp table records as
        select i, hash(i) as draw, case when i < 240 then i % 20 else 20 + i % 30 end as who, ${rid} as rid from range(300) as t (i);
      create temp table match_draw as select rid, draw from records;
      create temp table match_people as select rid, min(rid) over (partition by who) as person from records`);
    const found = await rows<{ l: number; r: number; pair: string; same: boolean }>(
      connection,
      `select p.l::double as l, p.r::double as r, least(a.i, b.i) || ' ' || greatest(a.i, b.i) as pair, a.who = b.who as same
       from (${pairsOfPeopleSql(3, most)}) as p join records as a on a.rid = p.l join records as b on b.rid = p.r`,
    );
    expect(found.every(({ l, r, same }) => l < r && same)).toBe(true);
    return found.map(({ pair }) => pair).sort();
  } finally {
    engine.close();
  }
}

test('of people of three records and more all pairs are taken, each once', async () => {
  const pairs = await pairsAt('i', 5000);
  expect(new Set(pairs).size).toBe(20 * 66);
  expect(pairs).toHaveLength(20 * 66);
});

test('of more pairs of people than are looked at, the order of rows changes none that is taken', async () => {
  const pairs = await pairsAt('i', 500);
  expect(pairs).toHaveLength(500);
  expect(await pairsAt('299 - i', 500)).toEqual(pairs);
  expect(await pairsAt('(7 * i) % 300', 500)).toEqual(pairs);
});
