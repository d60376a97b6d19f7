import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byByte, byCodePoint, createStringMacros } from '../../../transforms/identity/codePoints.ts';
import { featuresOf } from '../../../transforms/identity/features.ts';
import { measuresOf } from '../../../transforms/identity/measures.ts';
import type { MatchField } from '../../../transforms/identity/normalise.ts';
import { codeSql } from '../../../transforms/identity/patternCode.ts';
import { patternSql } from '../../../transforms/identity/patternSql.ts';
import { type Engine, literal, openEngine, rows } from '../../../warehouse/index.ts';

const fields: readonly MatchField[] = [
  { name: 'given_name', column: 'given_name', kind: 'given_name' },
  { name: 'family_name', column: 'family_name', kind: 'family_name' },
  { name: 'city', column: 'city', kind: 'city' },
] as never;
const features = featuresOf(fields);

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

/** Records of names and a town, and how their features are measured. */
async function recordsOf(people: readonly (readonly [string, string, string])[]) {
  const connection = await engine.connect();
  await createStringMacros(connection);
  const values = people.map((one, i) => `(${i}, ${one.map(literal).join(', ')})`).join(', ');
  await connection.run(
    `create or replace temp table match_records as select * from (values ${values}) as t (rid, given_name, family_name, city)`,
  );
  return { connection, measures: await measuresOf(connection, features) };
}

describe('a pair of records', () => {
  const word = fc.string({
    unit: fc.constantFrom('а', 'е', 'и', 'ш', 'ё', 'a', ' '),
    minLength: 1,
    maxLength: 7,
  });

  test('differs in what stands behind the longest part that is measured', async () => {
    const town = '长'.repeat(50);
    const of = (city: string) => ['王', '芳', city] as const;
    const { connection, measures } = await recordsOf([of(`${town}东`), of(`${town}西`), of(`${town}东`)]);
    const city = features.findIndex(({ name }) => name === 'city');
    const pairs = 'select * from (values (0, 1), (0, 2)) as t(l, r)';
    const codes = await rows(
      connection,
      `select ${codeSql('pattern', city)}::int as code from (${patternSql(pairs, features, measures)}) order by l, r`,
    );
    expect(measures.strings[city]).toBe(byCodePoint);
    expect(codes).toEqual([{ code: 3 }, { code: 4 }]);
  });

  test('has the same pattern in one byte a character as by code points', async () => {
    const people = fc.array(fc.tuple(word, word, word), { minLength: 30, maxLength: 30, size: 'max' });
    await fc.assert(
      fc.asyncProperty(people, async (drawn) => {
        const { connection, measures } = await recordsOf([...drawn, ['Шаши', 'Иешё', 'Аша']]);
        expect(measures.strings.every((one) => one === byByte)).toBe(true);
        const pairs =
          'select a.rid as l, b.rid as r from match_records as a join match_records as b on a.rid < b.rid';
        const patternsBy = (by: typeof measures) =>
          rows(connection, `select l, r, pattern from (${patternSql(pairs, features, by)}) order by l, r`);
        const plain = {
          ...measures,
          records: measures.isWritten
            ? '(from match_records join match_written using (rid))'
            : 'match_records',
          strings: features.map(() => byCodePoint),
        };
        expect(await patternsBy(measures)).toEqual(await patternsBy(plain));
      }),
      { numRuns: 8 },
    );
  });

  test('says nothing by names in two scripts of which neither is read as the other', async () => {
    const { connection, measures } = await recordsOf([
      ['дмитрий', 'петров', 'Омск'],
      ['omar', 'hassan', 'Омск'],
      ['عمر', 'حسن', 'Омск'],
      ['太郎', '山田', 'Омск'],
      ['tai man', 'chan', 'Омск'],
      ['wei', 'wang', 'Омск'],
      ['олег', 'сидоров', 'Омск'],
    ]);
    const given = features.findIndex(({ name }) => name === 'given_name');
    const pairs =
      'select a.rid as l, b.rid as r from match_records as a join match_records as b on a.rid < b.rid';
    const compared = await rows(
      connection,
      `select l, r from (${patternSql(pairs, features, measures)}) where ${codeSql('pattern', given)} > 0 order by l, r`,
    );
    // one script each, and pinyin with characters
    expect(compared).toEqual([
      { l: 0, r: 6 },
      { l: 1, r: 4 },
      { l: 1, r: 5 },
      { l: 3, r: 5 },
      { l: 4, r: 5 },
    ]);
  });

  test('is measured by code points where there are more characters than ASCII has', async () => {
    const han = Array.from({ length: 150 }, (_, i) => String.fromCodePoint(0x4e00 + 7 * i));
    const { connection, measures } = await recordsOf(han.map((one) => [one, 'wang', 'Ñuñoa']));
    const by = new Map(features.map(({ name }, f) => [name, measures.strings[f]]));
    // names may be exchanged, so both are measured alike
    expect([by.get('given_name'), by.get('city')]).toEqual([byCodePoint, byByte]);
    const [compared] = await rows(
      connection,
      `select bool_and(c.given_name = r.given_name) as named, bool_and(strlen(c.city) = 5) as written
       from ${measures.records} as c join match_records as r using (rid)`,
    );
    expect(compared).toEqual({ named: true, written: true });
  });
});

test('a Chinese given name alone is that of the other, and its family name is not known', async () => {
  const connection = await engine.connect();
  await createStringMacros(connection);
  const spoken = fields.map((field) => (field.kind === 'city' ? field : { ...field, spoken: true as const }));
  const all = featuresOf(spoken);
  await connection.run(`create or replace temp table match_records as
    select * from (values
      (0, '佳兰', '王', 'jialan', 'wang', ''),
      (1, '兰', '佳', 'lan', 'jia', ''),
      (2, '轩', '赵', 'xuan', 'zhao', ''),
      (3, null, '轩', null, 'xuan', ''),
      (4, '兰', '王', 'lan', 'wang', '')
    ) as t (rid, given_name, family_name, given_name_sound, family_name_sound, city)`);
  const [given, family] = ['given_name', 'family_name'].map((name) =>
    codeSql(
      'pattern',
      all.findIndex((feature) => feature.name === name),
    ),
  );
  const compared = await rows(
    connection,
    `select l, r, ${given} as given, ${family} as family
     from (${patternSql('select * from (values (0, 1), (1, 0), (2, 3), (0, 4)) as p (l, r)', all, await measuresOf(connection, all))}) order by l, r`,
  );
  const [similar, equal] = [2n, 5n];
  expect(compared).toEqual([
    { l: 0, r: 1, given: equal, family: 0n },
    { l: 0, r: 4, given: similar, family: equal },
    { l: 1, r: 0, given: equal, family: 0n },
    { l: 2, r: 3, given: equal, family: 0n },
  ]);
});
