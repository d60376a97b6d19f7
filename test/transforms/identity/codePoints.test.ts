import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStringMacros } from '../../../transforms/identity/codePoints.ts';
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
});
