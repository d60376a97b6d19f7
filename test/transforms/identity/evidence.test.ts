import type { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStringMacros } from '../../../transforms/identity/codePoints.ts';
import { evidenceOf } from '../../../transforms/identity/evidence.ts';
import { featuresOf } from '../../../transforms/identity/features.ts';
import { FieldSums } from '../../../transforms/identity/fieldSums.ts';
import { createRarity } from '../../../transforms/identity/frequencies.ts';
import type { MatchField } from '../../../transforms/identity/normalise.ts';
import { type Engine, openEngine } from '../../../warehouse/index.ts';
import { expectedOf } from '../../support/expected.ts';

const fields: readonly MatchField[] = [
  { name: 'birth_date', kind: 'birth_date' },
  { name: 'family_name', kind: 'family_name' },
];
const parameters = expectedOf(fields, { family_name: { rare: 2 ** -12, common: { lee: 2 ** -5 } } });
const features = featuresOf(fields);

let engine: Engine;
let connection: DuckDBConnection;
beforeEach(async () => {
  engine = await openEngine();
  connection = await engine.connect();
  await createStringMacros(connection);
  await connection.run(
    `create table match_records as from (values (0, 'lee', '19800101'), (1, 'lee', '19800101'), (2, 'abercrombie', '19710203'),
       (3, 'lee', '19900909'), (4, 'abercrombie', '19710203')) as t(rid, family_name, birth_date)`,
  );
  await createRarity(connection, parameters);
});
afterEach(() => engine.close());

const groups = [{ records: [0, 1, 3] }, { records: [2, 4] }];

/** What the rarity of their family name adds to the first two records of each group. */
async function raritiesOf(): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const { evidence } of evidenceOf(connection, groups, features, parameters)) {
    const sums = new FieldSums(features.length);
    evidence.pairs.addTo(sums, 0, 1);
    found.push(sums.meanRarity(1));
  }
  return found;
}

describe('the rarity of an equal value', () => {
  it('is that of the value which the two records have, whichever group they are in', async () => {
    const u = parameters.features[1]?.u.at(-1) as number;
    const [lee = 0, abercrombie = 0] = await raritiesOf();
    expect(lee).toBeCloseTo(Math.log2(u) + 5, 5);
    expect(abercrombie).toBeCloseTo(Math.log2(u) + 12, 5);
  });

  it('is not taken from another record where that of one is missing', async () => {
    await connection.run('delete from match_rarity where rid = 3');
    await expect(raritiesOf()).rejects.toThrow('match_rarity has 4 of 5 records');
  });
});
