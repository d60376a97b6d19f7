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
    await fc.assert(
      fc.asyncProperty(word, word, async (a, b) => {
        const measure = (edits: string, oneEdit: string, alike: string, x: string, y: string) =>
          rows(
            connection,
            `select ${edits}(a, b) as edits, ${oneEdit}(a, b) as one, ${alike}(a, b) as alike from (select $1 as a, $2 as b)`,
            [x, y],
          );
        const [found] = await measure('cp_edits', 'cp_one_edit', 'cp_jaro_winkler', a, b);
        const [expected] = await measure(
          'damerau_levenshtein',
          'cp_plain_one_edit',
          'jaro_winkler_similarity',
          inLetters(a),
          inLetters(b),
        );
        expect(found).toEqual(expected);
        expect(found?.one).toBe(Number(found?.edits) === 1);
      }),
      { numRuns: 150 },
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
