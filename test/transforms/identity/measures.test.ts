import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byByte, byCodePoint, createStringMacros } from '../../../transforms/identity/codePoints.ts';
import { measuresOf } from '../../../transforms/identity/measures.ts';
import type { MatchField } from '../../../transforms/identity/normalise.ts';
import { featuresOf, patternSql } from '../../../transforms/identity/patterns.ts';
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
        const plain = { records: 'match_records', strings: features.map(() => byCodePoint) };
        expect(await patternsBy(measures)).toEqual(await patternsBy(plain));
      }),
      { numRuns: 8 },
    );
  });

  test('is measured by code points where there are more characters than ASCII has', async () => {
    const han = Array.from({ length: 150 }, (_, i) => String.fromCodePoint(0x4e00 + 7 * i));
    const { measures } = await recordsOf(han.map((one) => [one, 'wang', 'Ñuñoa']));
    const by = new Map(features.map(({ name }, f) => [name, measures.strings[f]]));
    // names may be exchanged, so both are measured alike
    expect([by.get('given_name'), by.get('city')]).toEqual([byCodePoint, byByte]);
    expect(measures.records).not.toContain('given_name');
    expect(measures.records).toContain('city');
  });
});
