import { expect, test } from 'vitest';
import { countFrequencies } from '../../../transforms/identity/frequencies.ts';
import { featuresOf } from '../../../transforms/identity/patterns.ts';
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
    expect(Object.keys(await countFrequencies(connection, features)).sort()).toEqual(counted);
  } finally {
    engine.close();
  }
});
