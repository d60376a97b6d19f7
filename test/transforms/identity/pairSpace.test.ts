import { expect, test } from 'vitest';
import { drawnPeopleSql } from '../../../transforms/identity/pairSpace.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

/**
 * The people of which records are taken, by what they are called: 20 of 12 records each and 30 of two, whose rows stand
 * as `rid` says.
 */
async function drawnAt(rid: string, most: number): Promise<readonly string[]> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await connection.run(`
      create temp table records as
        select i, hash(i) as draw, case when i < 240 then i % 20 else 20 + i % 30 end as who, ${rid} as rid from range(300) as t (i);
      create temp table match_draw as select rid, draw from records;
      create temp table match_people as select rid, min(rid) over (partition by who) as person from records`);
    const found = await rows<{ who: string; person: string }>(
      connection,
      `select who::varchar as who, d.person::varchar as person from (${drawnPeopleSql(3, most)}) as d join records as r on r.rid = d.rid`,
    );
    const records = new Map<string, number>();
    for (const { who } of found) records.set(who, (records.get(who) ?? 0) + 1);
    expect([...records.values()].every((count) => count === 12)).toBe(true);
    expect(new Set(found.map(({ person }) => person)).size).toBe(records.size);
    return [...records.keys()].sort();
  } finally {
    engine.close();
  }
}

test('of people of three records and more all records are taken', async () => {
  expect(await drawnAt('i', 5000)).toHaveLength(20);
});

test('of more pairs of people than are looked at, the order of rows changes no person who is taken', async () => {
  const people = await drawnAt('i', 500);
  expect(people).toHaveLength(Math.floor(500 / 66));
  expect(await drawnAt('299 - i', 500)).toEqual(people);
  expect(await drawnAt('(7 * i) % 300', 500)).toEqual(people);
});

test('people of more pairs than are looked at are left out whole', async () => {
  expect(await drawnAt('i', 65)).toHaveLength(0);
});
