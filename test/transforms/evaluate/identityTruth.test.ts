import { expect, test } from 'vitest';
import { truthFromColumn } from '../../../transforms/evaluate/identityTruth.ts';
import { openEngine } from '../../../warehouse/index.ts';

test.each<[string, readonly (string | null)[], readonly (string | null)[]]>([
  ['is the value, whatever it ends in', ['desk', 'desk', 'desk-copy'], ['desk', 'desk', 'desk-copy']],
  [
    'goes without the number of the copy where no two are equal',
    ['rec-7-org', 'rec-7-dup-0', 'rec-8-org'],
    ['rec-7', 'rec-7', 'rec-8'],
  ],
  ['is of each record alone where there is none', ['a-copy', null, 'a', null], ['a', null, 'a', null]],
])('the truth of a column %s', async (_, values, expected) => {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await connection.run(
      `create table input as select unnest(['${values.map((one) => one ?? '').join("', '")}']) as truth,
        unnest(range(1, ${values.length} + 1)) as " key"`,
    );
    await connection.run(`update input set truth = null where truth = ''`);
    await connection.run('create table match_records as select " key" as key, " key" as rid from input');
    const truth = await truthFromColumn(connection, 'input', 'truth');
    const alone = truth.filter((_one, i) => expected[i] === null);
    expect(new Set(alone).size).toBe(alone.length);
    expect(truth.filter((one) => !alone.includes(one))).toEqual(expected.filter((one) => one !== null));
  } finally {
    engine.close();
  }
});
