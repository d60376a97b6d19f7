import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areUnlike,
  characterParts,
  characterSql,
  createStringMacros,
} from '../../../transforms/identity/codePoints.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

/** The same word in ASCII letters, one for each code point. */
const script = ['王', '小', '明', '晓', 'a', 'b', 'é', '𠮷'];
const inLetters = (word: string) => [...word].map((one) => 'abcdefgh'[script.indexOf(one)]).join('');

const word = fc.string({
  unit: fc.constantFrom(...script),
  minLength: 1,
  maxLength: 6,
});

describe('distances of strings in SQL', () => {
  it('count code points and not bytes, in any script', async () => {
    const engine = await openEngine();
    const connection = await engine.connect();
    await createStringMacros(connection);
    const pairs = fc.array(fc.tuple(word, word), { minLength: 400, maxLength: 400, size: 'max' });
    await fc.assert(
      fc.asyncProperty(pairs, async (drawn) => {
        const measured = (measures: string, spell: (one: string) => string) =>
          rows(
            connection,
            `select ${measures} from (values ${drawn.map((pair) => `(${pair.map((one) => `'${spell(one)}'`)})`)}) as t(a, b)`,
          );
        const found = await measured(
          'cp_one_edit(a, b) as one, cp_two_edits(a, b) as two, cp_jaro_winkler(a, b) as alike',
          (one) => one,
        );
        const expected = await measured(
          'damerau_levenshtein(a, b) = 1 as one, damerau_levenshtein(a, b) <= 2 as two, jaro_winkler_similarity(a, b) as alike',
          inLetters,
        );
        expect(found).toEqual(expected);
      }),
      { numRuns: 5 },
    );
    engine.close();
  });

  it('give one wrong Chinese character of three the similarity of one wrong letter of three', async () => {
    const engine = await openEngine();
    const connection = await engine.connect();
    await createStringMacros(connection);
    const [row] = await rows(
      connection,
      "select cp_jaro_winkler('王小明', '王晓明') as han, cp_jaro_winkler('abc', 'axc') as latin",
    );
    expect(row?.han).toBe(row?.latin);
    engine.close();
  });

  it('find no two alike of which their characters tell that they are not', async () => {
    const engine = await openEngine();
    const connection = await engine.connect();
    await createStringMacros(connection);
    // of 200 characters some share a bit
    const city = fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x4e00 + 200 }).map((code) => String.fromCodePoint(code)),
      minLength: 1,
      maxLength: 60,
    });
    const near = fc
      .tuple(city, city, fc.nat(60))
      .map(([a, b, kept]): [string, string] => [a, [...a].slice(0, kept).join('') + b.slice(0, 3)]);
    const pairs = fc.array(fc.oneof(fc.tuple(city, city), near, fc.tuple(word, word)), {
      minLength: 400,
      maxLength: 400,
      size: 'max',
    });
    let unlike = 0;
    await fc.assert(
      fc.asyncProperty(pairs, async (drawn) => {
        const told = (side: string) =>
          characterParts.map((part) => `${characterSql(side)[part]} as ${side}_${part}`).join(', ');
        const found = await rows<{ unlike: boolean; alike: number }>(
          connection,
          `select ${areUnlike(
            (part) => `a_${part}`,
            (part) => `b_${part}`,
          )} as unlike, case when a = b then 1 else cp_jaro_winkler(left(a, 47), left(b, 47)) end as alike
           from (select a, b, ${told('a')}, ${told('b')} from (values ${drawn.map(([a, b]) => `('${a}', '${b}')`)}) as t(a, b))`,
        );
        unlike += found.filter((one) => one.unlike).length;
        expect(found.filter((one) => one.unlike && one.alike >= 0.7)).toEqual([]);
      }),
      { numRuns: 5 },
    );
    expect(unlike).toBeGreaterThan(400);
    engine.close();
  });
});
