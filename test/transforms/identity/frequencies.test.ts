import { expect, test } from 'vitest';
import { featuresOf } from '../../../transforms/identity/features.ts';
import { countHeld } from '../../../transforms/identity/frequencies.ts';
import { openEngine } from '../../../warehouse/index.ts';

test.each([
  ['few', 6, ['family_name', 'given_name']],
  ['most', 1, ['family_name', 'given_name', 'given_name_2']],
])('a second given name that %s tell is rare or common accordingly', async (_, every, counted) => {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await connection.run(
      `create table match_records as select i as rid, 'g' || i % 30 as given_name,
         case when i % ${every} = 0 then 'm' || i % 20 end as given_name_2, 'f' || i % 70 as family_name
       from range(300) as r (i)`,
    );
    await connection.run('create table match_people (rid int, person int)');
    const features = featuresOf([
      { name: 'given_name', kind: 'given_name' },
      { name: 'given_name_2', kind: 'given_name' },
      { name: 'family_name', kind: 'family_name' },
    ]);
    expect(Object.keys((await countHeld(connection, features)).frequencies).sort()).toEqual(counted);
  } finally {
    engine.close();
  }
});

test('a value is as common as the others who hold it, and a share of a person more, by hand', async () => {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    // one held by four, two by two each, nine by one each; the records of one person count once
    const held = ['a', 'a', 'a', 'a', 'b', 'b', 'c', 'c', ...'defghijkl'];
    await connection.run(
      `create table match_records as
         select row_number() over () - 1 as rid, family_name from (select unnest(string_split('${[...held, 'a', 'd', 'd'].join(' ')}', ' ')) as family_name);
       create table match_people as from (values (0, 0), (17, 0), (8, 8), (18, 8), (19, 8)) as t (rid, person)`,
    );
    const features = featuresOf([
      { name: 'given_name', kind: 'given_name' },
      { name: 'birth_date', kind: 'birth_date' },
      { name: 'family_name', kind: 'family_name' },
    ]).filter(({ name }) => name === 'family_name');
    const { family_name: found } = (await countHeld(connection, features)).frequencies;
    // 2 (n₂ + ½) / (n₁ + 1)
    const share = 0.5;
    expect(found?.common).toEqual({ a: (3 + share) / 17, b: (1 + share) / 17, c: (1 + share) / 17 });
    const alone = 9 / 17;
    expect(found?.rare).toBeCloseTo(((alone * share) / 17 + 0.01 / 12) / (alone + 0.01), 12);
  } finally {
    engine.close();
  }
});
