import { describe, expect, test } from 'vitest';
import { birthDateSql, birthName, findBirthParts } from '../../../transforms/evaluate/birthParts.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

type Columns = Readonly<Record<string, readonly (string | null)[]>>;

/** The columns that are found to be of a birth, and the dates that they make. */
async function found(columns: Columns) {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const headers = Object.keys(columns);
    const list = headers.map((header, i) => `unnest(from_json($${i + 1}, '["varchar"]')) as "${header}"`);
    await connection.run(
      `create table people as select ${list.join(', ')}`,
      headers.map((header) => JSON.stringify(columns[header])),
    );
    const parts = await findBirthParts(connection, 'people', headers);
    if (!parts) return undefined;
    const dates = await rows<{ date: string | null }>(
      connection,
      `select ${birthDateSql(parts)} as date from people`,
    );
    return { parts, dates: dates.map(({ date }) => date) };
  } finally {
    engine.close();
  }
}

const years = ['1949', '1968', '1972', '1990'];
const [days, months] = [
  ['22', '27', '31', '1'],
  ['7', '7', '3', '12'],
];

describe('a birth date in three columns', () => {
  test.each([
    ['day', 'month', 'year'],
    ['bd', 'bm', 'by'],
    ['dob_day', 'dob_mon', 'dob_year'],
    ['BirthDay', 'BirthMonth', 'BirthYear'],
    ['day of birth', 'month of birth', 'year of birth'],
    ['出生日', '出生月', '出生年'],
  ])('%s, %s, %s', async (day, month, year) => {
    const one = await found({ name: ['a', 'b', 'c', 'd'], [day]: days, [month]: months, [year]: years });
    expect(one?.parts).toEqual({ day, month, year });
    expect(one?.dates).toEqual(['1949-07-22', '1968-07-27', '1972-03-31', '1990-12-01']);
  });

  test('is read of decimal numbers, and is the year alone where a part is missing or none', async () => {
    const one = await found({
      bm: ['7.0', 'NaT', '3.0', null],
      bd: ['22.0', 'NaT', '31.0', '1'],
      by: ['1949.0', '1968', '1972.0', null],
    });
    expect(one?.dates).toEqual(['1949-07-22', '1968', '1972-03-31', null]);
    expect(birthName({ day: 'bd', month: 'bm', year: 'by' })).toBe('birth date of bd, bm, by');
  });

  test.each<[string, Columns]>([
    [
      'a day of this century under plain headers',
      { day: days, month: months, year: ['2019', '2020', '2021', '2022'] },
    ],
    ['a month of thirteen', { bd: days, bm: ['13', '14', '15', '1'], by: years }],
    ['a year that is missing', { bd: days, bm: months }],
    ['two years', { day: days, month: months, year: years, jahr: years }],
    ['no parts', { birthday: days, name: months, years_here: years }],
  ])('%s makes none', async (_, columns) => expect(await found(columns)).toBeUndefined());
});
