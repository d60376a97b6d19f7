import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { truthFromColumn, truthFromPairs } from '../../../transforms/evaluate/identityTruth.ts';
import { openEngine } from '../../../warehouse/index.ts';
import { temporaryFolder } from '../../support/cli.ts';

test.each<[string, readonly (string | null)[], readonly (string | null)[]]>([
  ['is the value, whatever it ends in', ['desk', 'desk', 'desk-copy'], ['desk', 'desk', 'desk-copy']],
  [
    'goes without the number of the copy where no two are equal',
    ['rec-7-org', 'rec-7-dup-0', 'rec-8-org'],
    ['rec-7', 'rec-7', 'rec-8'],
  ],
  ['is of each record alone where there is none', ['a-copy', null, 'a', null], ['a', null, 'a', null]],
  [
    'is of each record alone where a word stands for none',
    ['NA', 'a', ' n/a', '?', 'a', 'Unknown', '无', 'NA'],
    [null, 'a', null, null, 'a', null, null, null],
  ],
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

describe('the truth of pairs', () => {
  const folder = temporaryFolder('truthPairs');
  const names = ['a', 'b', 'c', 'd'].map((id) => ({ id, file: 0 }));
  const peopleOf = async (text: string) => {
    const file = path.join(folder, 'pairs.csv');
    fs.writeFileSync(file, text);
    const engine = await openEngine();
    try {
      return await truthFromPairs(await engine.connect(), file, names, false);
    } finally {
      engine.close();
    }
  };

  test.each([
    ['counts each, whatever else is said of it', 'l,r,match_type,score_source\na,b,exact,me\nb,c,fuzzy,me\n'],
    ['counts those of a score above one half', 'l,r,clerical_match_score\na,b,1.0\nb,c,0.6\nc,d,0.5\n'],
    ['counts those that are said to be one', 'l,r,label\na,b,Match\nb,c,yes\nc,d,non-match\na,d,\n'],
  ])('%s', async (_, text) => {
    expect(await peopleOf(text)).toEqual(['0', '0', '0', '3']);
  });

  test('refuses a label that says neither, with its row', async () => {
    await expect(peopleOf('l,r,match\na,b,1\nb,c,perhaps\n')).rejects.toThrow(
      'row 2: match is "perhaps"; use a number, or yes and no',
    );
  });
});
