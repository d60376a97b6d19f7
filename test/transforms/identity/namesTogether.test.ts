import { expect, test } from 'vitest';
import { partNamesTogether } from '../../../transforms/identity/namesTogether.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

const fields = [
  { name: 'given_name', kind: 'given_name' },
  { name: 'family_name', kind: 'family_name' },
] as const;

test('both names in the field of one are parted where one word is a family name of others, and only then', async () => {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await connection.run(`create table match_records as select (row_number() over () - 1)::int as rid, * from (values
      ('james', 'borlase'), ('jemma', 'magill'), ('mary', 'smith'), ('ann', 'jones'), ('james', 'ann'), ('ann', 'hayes'), ('ann', 'smith'),
      ('borlase james', null), (null, 'jemma magill'), ('smith lindsey', null),
      -- a given name of two words, words that are unknown, three words, another script, both fields filled
      ('mary ann', null), ('foo bar', null), ('mary ann smith', null), ('王 小明', null), ('borlase james', 'smith')
    ) as v (given_name, family_name)`);
    expect(await partNamesTogether(connection, fields)).toBe(3);
    const found = await rows<{ given_name: string | null; family_name: string | null }>(
      connection,
      'select given_name, family_name from match_records where rid > 6 order by rid',
    );
    expect(found.map((one) => [one.given_name, one.family_name])).toEqual([
      ['james', 'borlase'],
      ['jemma', 'magill'],
      ['lindsey', 'smith'],
      ['mary ann', null],
      ['foo bar', null],
      ['mary ann smith', null],
      ['王 小明', null],
      ['borlase james', 'smith'],
    ]);
    expect(await partNamesTogether(connection, fields.slice(0, 1))).toBe(0);
  } finally {
    engine.close();
  }
});
