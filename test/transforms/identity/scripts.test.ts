import { Converter } from 'opencc-js/cn2t';
import { describe, expect, it } from 'vitest';
import { people } from '../../../bench/people.ts';
import { type Match, matchRecords } from '../../../transforms/identity/matchRecords.ts';
import { nameParts } from '../../../transforms/identity/nameParts.ts';
import { levelOf } from '../../../transforms/identity/patternCode.ts';
import { recogniseFields } from '../../../transforms/identity/recognise.ts';
import { givenPinyin, splitName, surnamePinyin } from '../../../transforms/standardise/index.ts';
import { openEngine } from '../../../warehouse/index.ts';

type Row = Readonly<Record<string, string>>;

const originals: readonly Row[] = [
  ...people({
    seed: 8,
    records: 300,
    mostCopies: 0,
    copyRate: 0,
    typoRate: 0,
    missingRate: 0.1,
    swapRate: 0,
    changeRate: 0,
    householdRate: 0.1,
    style: 'chinese',
  }),
];
const traditional = Converter({ from: 'cn', to: 't' });
const inTraditional = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, traditional(value)]));
const inPinyin = (row: Row, i: number): Row => {
  const { family, given } = splitName(row.name ?? '', false);
  const [first, last] = [surnamePinyin(family ?? ''), givenPinyin(given ?? '')];
  // with Latin letters come other e-mail addresses and no house: name, birth date and town must do
  return { ...row, name: i % 4 === 0 ? `${first} ${last}` : `${last} ${first}`, email: '', address: '' };
};

async function matched(list: readonly Row[]): Promise<Match> {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    const columns = ['name', 'birth_date', 'email', 'phone', 'city', 'address'];
    const shape = JSON.stringify([Object.fromEntries(columns.map((column) => [column, 'VARCHAR']))]);
    await connection.run(
      `create table people as select row_number() over () as id, one.* from (select unnest(from_json($1, '${shape}')) as one)`,
      [JSON.stringify(list.map((row) => columns.map((c) => [c, row[c] || null])).map(Object.fromEntries))],
    );
    const fields = await recogniseFields(connection, 'people', columns);
    return await matchRecords(connection, { table: 'people', key: 'id', fields });
  } finally {
    engine.close();
  }
}

/** Share of originals joined with their copy, and how many records are joined with anything else. */
function counted({ clusters }: Match, copies: number) {
  const sizes = new Map<number, number>();
  for (const first of clusters.values()) sizes.set(first, (sizes.get(first) ?? 0) + 1);
  const found = Array.from({ length: copies }, (_, i) => clusters.get(originals.length + i) === i);
  return { found: found.filter(Boolean).length / copies, largest: Math.max(...sizes.values()) };
}

describe('Chinese names', () => {
  it('are the same in traditional and simplified characters', async () => {
    const match = await matched([...originals, ...originals.map(inTraditional)]);
    const { found, largest } = counted(match, originals.length);
    expect(found).toBeGreaterThan(0.99);
    expect(largest).toBe(2);
  });

  it('are the same in characters and in pinyin, in either order', async () => {
    const match = await matched([...originals, ...originals.slice(0, 150).map(inPinyin)]);
    expect(counted(match, 150).found).toBeGreaterThan(0.95);
  });

  it('are the same turned round, also where a surname begins them either way', async () => {
    const turned = (row: Row): Row => {
      const { family, given } = splitName(row.name ?? '', false);
      // the telephone and the town must do
      return { ...row, name: `${given ?? ''}${family ?? ''}`, birth_date: '', email: '', address: '' };
    };
    const named = originals.filter(({ name, phone }) => name && phone);
    const match = await matched([...originals, ...named.slice(0, 150).map(turned)]);
    const { clusters } = match;
    const found = named
      .slice(0, 150)
      .filter((row, i) => clusters.get(originals.length + i) === originals.indexOf(row));
    expect(found.length).toBeGreaterThan(140);
    const { left, right, pattern } = match.edges;
    const order = match.parameters.features.findIndex(({ name }) => name === 'name_order');
    const exchanged = left.filter(
      (l, i) =>
        l < originals.length && (right[i] ?? 0) >= originals.length && levelOf(pattern[i] ?? 0, order) === 0,
    );
    expect(exchanged.length).toBeGreaterThan(30);
  });

  it('are split as the standard form has them', () => {
    const split = Object.fromEntries(
      [
        '王美丽',
        'wang mei li',
        'meili wang',
        '欧阳明珠',
        '欧阳 明珠',
        '阿卜杜拉·买买提',
        '王先生',
        '王医生',
        '李丰收',
        '김민준',
      ].map((name) => [name, nameParts(name)]),
    );
    expect(split).toEqual({
      王美丽: ['美丽', '王'],
      'wang mei li': ['mei li', 'wang'],
      'meili wang': ['meili', 'wang'],
      欧阳明珠: ['明珠', '欧阳'],
      '欧阳 明珠': ['明珠', '欧阳'],
      阿卜杜拉·买买提: ['阿卜杜拉·买买提', null],
      王先生: [null, '王'],
      王医生: [null, '王'],
      李丰收: ['丰收', '李'],
      김민준: ['민준', '김'],
    });
  });
});
