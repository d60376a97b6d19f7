import { expect, test } from 'vitest';
import { drawnGroups } from '../../../transforms/identity/drawnGroups.ts';
import { grouped } from '../../../transforms/identity/grouped.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

/**
 * The groups that are drawn, by what they are called: of 20 of 12 records each and 30 of four, whose rows stand as `rid`
 * says.
 */
async function drawnAt(rid: string, most: number): Promise<readonly number[]> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await connection.run(`
      create temp table records as
        select i, hash(i) as draw, case when i < 240 then i % 20 else 20 + i % 30 end as who, ${rid} as rid from range(360) as t (i);
      create temp table match_draw as select rid, draw from records`);
    const all = await rows<{ rid: number; who: number }>(
      connection,
      'select rid::double as rid, who::double as who from records order by rid',
    );
    const whoOf = new Map(all.map(({ rid: record, who }) => [record, who]));
    const members = grouped(all, ({ who }) => who);
    const groups = Array.from(members.values(), (group) => ({ records: group.map((one) => one.rid) }));
    const drawn = await drawnGroups(connection, groups, most);
    for (const { records } of drawn) {
      const [who = -1, ...others] = new Set(records.map((record) => whoOf.get(record)));
      expect(others).toHaveLength(0);
      expect(records).toHaveLength(members.get(who)?.length ?? 0);
    }
    return drawn.map(({ records: [first = -1] }) => whoOf.get(first) ?? -1).sort((a, b) => a - b);
  } finally {
    engine.close();
  }
}

test('groups that have no more pairs than are looked at are taken, all of them', async () => {
  expect(await drawnAt('i', 20 * 66 + 30 * 6)).toHaveLength(50);
});

test('of more, as many are taken whole as have so many pairs, and the order of rows changes none of them', async () => {
  const groups = await drawnAt('i', 500);
  const pairs = groups.map((who) => (who < 20 ? 66 : 6));
  expect(pairs.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(500);
  expect(pairs.reduce((sum, one) => sum + one, 0)).toBeLessThan(500 + 66);
  expect(new Set(pairs).size).toBe(2);
  expect(await drawnAt('359 - i', 500)).toEqual(groups);
  expect(await drawnAt('(7 * i) % 360', 500)).toEqual(groups);
});
