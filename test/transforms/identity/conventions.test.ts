import { describe, expect, it } from 'vitest';
import { people } from '../../../bench/people.ts';
import type { Field, FieldKind } from '../../../transforms/identity/fields.ts';
import { matchChanges } from '../../../transforms/identity/matchChanges.ts';
import { matchRecords } from '../../../transforms/identity/matchRecords.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

const crowd = [
  ...people({
    seed: 4,
    records: 240,
    mostCopies: 3,
    copyRate: 0.4,
    typoRate: 0.05,
    missingRate: 0,
    swapRate: 0,
    changeRate: 0.05,
    householdRate: 0.1,
    style: 'western',
  }),
];

type Row = Readonly<Record<string, string | null | undefined>>;

const fieldOf = (column: string, kind: FieldKind): Field => ({ name: kind, kind, column });

/**
 * What is read in the last rows of a table when they come to the others, and when all come at once, under
 * parameters fitted to the others: the two leave the same tables.
 */
async function readLast(
  list: readonly Row[],
  last: readonly Row[],
  fields: readonly Field[],
  asked: string,
): Promise<readonly unknown[]> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const all = [...list, ...last];
    const shape = JSON.stringify([
      Object.fromEntries(Object.keys(all[0] ?? {}).map((one) => [one, 'VARCHAR'])),
    ]);
    await connection.run(
      `create table people as select row_number() over () as id, one.* from (select unnest(from_json($1, '${shape}')) as one)`,
      [JSON.stringify(all)],
    );
    await connection.run(`create table older as from people where id <= ${list.length}`);
    const older = { table: 'older', key: 'id', fields };
    const { parameters: fitted } = await matchRecords(connection, older);
    const parameters = JSON.parse(JSON.stringify(fitted)) as typeof fitted;
    const left = async () => ({
      records: await rows(connection, 'select * exclude (raw) from match_records order by rid'),
      edges: await rows(connection, 'from match_edges order by l, r'),
    });
    await matchRecords(connection, { ...older, parameters });
    await connection.run(
      'create table old_records as from match_records; create table old_edges as from match_edges',
    );
    const before = { records: 'old_records', edges: 'old_edges' };
    await matchChanges(connection, { table: 'people', key: 'id', fields, parameters, before });
    const increment = await left();
    await matchRecords(connection, { table: 'people', key: 'id', fields, parameters });
    const whole = await left();
    expect(increment).toEqual(whole);
    return increment.records.slice(list.length).map((row) => row[asked]);
  } finally {
    engine.close();
  }
}

const named: readonly Row[] = crowd.map((row) => ({
  first_name: row.given_name,
  last_name: row.family_name,
  born: row.birth_date,
}));
const own = [
  fieldOf('first_name', 'given_name'),
  fieldOf('last_name', 'family_name'),
  fieldOf('born', 'birth_date'),
];

const digits = (date: string) => date.split('-').map(Number) as [number, number, number];
const two = (n: number) => String(n % 100).padStart(2, '0');
const monthFirst = (date: string) => {
  const [year, month, day] = digits(date);
  return `${month}/${day}/${year}`;
};
const short = (date: string) => {
  const [year, month, day] = digits(date);
  return `${two(year)}-${two(month)}-${two(day)}`;
};
const withDates = (spell: (date: string) => string): readonly Row[] =>
  named.map((row) => ({ ...row, born: spell(row.born as string) }));

const late = (first_name: string, born = '1961-04-03'): Row => ({ first_name, last_name: 'Quill', born });

describe('a record that comes to others is read as if all came at once', () => {
  it('where the months of its dates stand first', async () => {
    expect(await readLast(withDates(monthFirst), [late('Ada', '4/3/1961')], own, 'birth_date')).toEqual([
      '19610403',
    ]);
  });

  it('where the years of its dates stand first, and have two digits', async () => {
    const whole = ['2004-05-06', '2004-07-08'].map((born) => late('Zoe', born));
    const list = [...withDates(short), ...whole];
    expect(await readLast(list, [late('Ada', '04-03-02')], own, 'birth_date')).toEqual(['20040302']);
    expect(await readLast(list, [late('Ada', '05-03-02')], own, 'birth_date')).toEqual(['19050302']);
  });

  it('where its name is a number, as hardly any other', async () => {
    expect(await readLast(named, [late('User17')], own, 'given_name')).toEqual([null]);
  });

  it('where all names are numbers but those that come with it', async () => {
    const list = named.map((row, i) => ({ ...row, first_name: `User${i}` }));
    const last = [late('Ada'), late('Bea'), late('User977')];
    expect(await readLast(list, last, own, 'given_name')).toEqual(['ada', 'bea', 'user977']);
  });

  it('where the other names tell which of its names stands first', async () => {
    const list: readonly Row[] = crowd.map(({ given_name, family_name, birth_date }, i) => ({
      name: i % 5 === 0 ? `${family_name} ${given_name}` : `${given_name} ${family_name}`,
      born: birth_date,
    }));
    const fields = [fieldOf('name', 'full_name'), fieldOf('born', 'birth_date')];
    const [someone] = crowd;
    const last = [{ name: `${someone?.family_name} ${someone?.given_name}`, born: '1961-04-03' }];
    expect(await readLast(list, last, fields, 'given_name')).toEqual([someone?.given_name]);
  });

  it('where full names begin with the family name, as Russian forms have them', async () => {
    const list: readonly Row[] = crowd.map(({ birth_date }, i) => ({
      name: ['иванова анна петровна', 'кузнецова ольга ивановна', 'смирнов олег павлович'][i % 3],
      born: birth_date,
    }));
    const fields = [fieldOf('name', 'full_name'), fieldOf('born', 'birth_date')];
    const last = [{ name: 'лебедева вера', born: '1961-04-03' }];
    expect(await readLast(list, last, fields, 'family_name')).toEqual(['лебедева']);
  });

  it('where names have a dot that it has a space for', async () => {
    const list: readonly Row[] = crowd.map(({ birth_date }, i) => ({
      name: i % 4 === 0 ? `那仁${'高其图木勒'[i % 5]}·阿不都` : `王小${'明红丽强'[i % 4]}`,
      born: birth_date,
    }));
    const fields = [fieldOf('name', 'full_name'), fieldOf('born', 'birth_date')];
    expect(await readLast(list, [{ name: '古丽 阿不都', born: '1961-04-03' }], fields, 'given_name')).toEqual(
      ['古丽阿不都'],
    );
  });
});
