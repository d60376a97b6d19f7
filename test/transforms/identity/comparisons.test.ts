import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byByte, byCodePoint, createStringMacros } from '../../../transforms/identity/codePoints.ts';
import { comparisons, spokenName } from '../../../transforms/identity/comparisons.ts';
import { type FieldKind, fieldKinds } from '../../../transforms/identity/fields.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

/** Few different characters, so that values are often alike. */
const alphabets: Readonly<Partial<Record<FieldKind, string>>> = {
  birth_date: '0129',
  phone: '0123',
  national_id: '012x',
  postcode: '0123',
  email: 'ab.@',
};
const textOf = (kind: FieldKind) =>
  kind === 'name_suffix'
    ? fc.constantFrom('jr', 'sr', 'ii', 'iii')
    : fc
        .array(fc.constantFrom(...(alphabets[kind] ?? 'abü王')), { minLength: 1, maxLength: 9 })
        .map((characters) => characters.join(''));

test.each(fieldKinds)('whichever of two records comes first, a %s compares alike', async (kind) => {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await createStringMacros(connection);
    const pairs = fc.sample(fc.tuple(textOf(kind), textOf(kind)), { numRuns: 5_000, seed: 1 });
    await connection.run(
      `create table pairs as select unnest(from_json($1, '["varchar"]')) as a, unnest(from_json($2, '["varchar"]')) as b`,
      [JSON.stringify(pairs.map(([a]) => a)), JSON.stringify(pairs.map(([, b]) => b))],
    );
    const asked = kind === 'given_name' ? [comparisons[kind], spokenName] : [comparisons[kind]];
    for (const { sql } of asked)
      for (const measures of [byByte, byCodePoint]) {
        const level = (a: string, b: string) =>
          sql(a, b, measures, { alike: 'length(a) = length(b)', acrossScripts: 'false' });
        expect(
          await rows(
            connection,
            `select a, b, ${level('a', 'b')} as level, ${level('b', 'a')} as turned from pairs where level <> turned limit 3`,
          ),
        ).toEqual([]);
      }
  } finally {
    engine.close();
  }
});

test('a Chinese given name with one character missing is similar; another character, letters, and one character alone, are not', async () => {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    await createStringMacros(connection);
    const level = spokenName.sql('a', 'b', byCodePoint, { alike: 'a = b', acrossScripts: 'false' });
    const levels = await rows(
      connection,
      `select a, b, ${level} as level from (values ('萱', '娟萱'), ('娟萱', '娟'), ('建国', '建军'), ('清晨', '夕晨'), ('娟萱', '伟'), ('娟萱', '伟强'), ('娟', '萱'), ('al', 'an'), ('娟萱', '娟萱')) as t(a, b)`,
    );
    expect(levels.map(({ level }) => level)).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 4]);
  } finally {
    engine.close();
  }
});
