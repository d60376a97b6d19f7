import { describe, expect, it } from 'vitest';
import { people } from '../../../bench/people.ts';
import { matchRecords } from '../../../transforms/identity/matchRecords.ts';
import { recogniseFields } from '../../../transforms/identity/recognise.ts';
import { openEngine } from '../../../warehouse/index.ts';

type Row = Readonly<Record<string, string>>;

const known: readonly Row[] = [
  ...people({
    seed: 6,
    records: 607,
    mostCopies: 2,
    copyRate: 0.4,
    typoRate: 0.05,
    missingRate: 0.1,
    swapRate: 0,
    changeRate: 0.03,
    householdRate: 0.05,
    style: 'chinese',
  }),
].map((row, i) => ({ ...row, channel: ['shop', 'web', 'app'][i % 3] ?? '' }));

/**
 * Thirty people of one family name, in a town and by a channel that nobody came from before; of two names no
 * two were born on days that are alike.
 */
const arrived: readonly Row[] = Array.from({ length: 30 }, (_, i) => ({
  name: `卓${['海燕', '志远', '雅琴', '国栋', '春梅'][i % 5]}`,
  birth_date:
    i % 3 === 0
      ? ''
      : `19${60 + 7 * (i % 5)}-0${1 + (i % 7)}-${String(1 + ((10 * i) % 27)).padStart(2, '0')}`,
  city: '厦门',
  channel: 'fair',
}));

describe('values that the fit has not seen', () => {
  it('do not make one customer of people who share a new town, a new channel and a family name', async () => {
    const engine = await openEngine();
    try {
      const connection = await engine.connect();
      const columns = ['name', 'birth_date', 'email', 'phone', 'city', 'address', 'channel'];
      const shape = JSON.stringify([Object.fromEntries(columns.map((column) => [column, 'VARCHAR']))]);
      const rows = [...known, ...arrived].map((row) =>
        Object.fromEntries(columns.map((column) => [column, row[column] || null])),
      );
      await connection.run(
        `create table people as select row_number() over () as id, one.* from (select unnest(from_json($1, '${shape}')) as one);`,
        [JSON.stringify(rows)],
      );
      await connection.run(`create view older as from people where id <= ${known.length}`);
      const fields = await recogniseFields(connection, 'older', columns);
      const { parameters } = await matchRecords(connection, { table: 'older', key: 'id', fields });
      const { clusters } = await matchRecords(connection, { table: 'people', key: 'id', fields, parameters });
      const nameOf = (i: number) => arrived[i]?.name;
      const joined = arrived.map((_, i) => clusters.get(known.length + i) ?? known.length + i);
      arrived.forEach((_, i) => {
        for (let j = 0; j < i; j++)
          if (nameOf(i) !== nameOf(j)) expect(joined[i], `${nameOf(i)} and ${nameOf(j)}`).not.toBe(joined[j]);
      });
    } finally {
      engine.close();
    }
  });
});
