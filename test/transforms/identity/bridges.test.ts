import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refutedBridges } from '../../../transforms/identity/bridges.ts';
import { createStringMacros } from '../../../transforms/identity/codePoints.ts';
import type { MatchField } from '../../../transforms/identity/normalise.ts';
import { type Engine, openEngine } from '../../../warehouse/index.ts';
import { expectedOf } from '../../support/expected.ts';

const fields: readonly MatchField[] = [
  { name: 'given_name', kind: 'given_name' },
  { name: 'family_name', kind: 'family_name' },
  { name: 'birth_date', kind: 'birth_date' },
];

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => engine.close());

const anton = "'anton', 'lee', '19550707'";
const ann = "'ann', 'lee', '19900304'";
const initial = "'a', 'lee', null";

/**
 * What is refuted of the likeness of two records, 10 and 12, where 10 and 11 are one group by an identifier.
 * @param first, second what the two say: given and family name and birth date
 */
async function refuted(first: string, second: string, rule = 'similarity') {
  const connection = await engine.connect();
  await createStringMacros(connection);
  await connection.run(`
    create table match_records as from (values
      (0, 10, ${first}), (1, 11, ${second}), (2, 12, ${anton}))
      as t(rid, key, given_name, family_name, birth_date);
    create table match_groups as from (values (10, 10), (11, 10)) as t(record_id, first_record_id);
    create table match_links as select 10 as l, 12 as r, '${rule}' as rule`);
  return refutedBridges(connection, expectedOf(fields));
}

describe('likeness between groups that identifiers made', () => {
  it('joins nobody where all of their records together are of two people', async () => {
    expect(await refuted(initial, ann)).toEqual([{ a: 10, b: 12 }]);
  });

  it('joins them where they are alike as a whole', async () => {
    expect(await refuted(initial, anton)).toEqual([]);
  });

  it('does not ask again who is of one group: a record that says nothing stays where its identifier put it', async () => {
    expect(await refuted(anton, 'null, null, null')).toEqual([]);
  });

  it('is asked for alone: what an identifier joins is not looked at', async () => {
    expect(await refuted(initial, ann, 'email')).toEqual([]);
  });
});
