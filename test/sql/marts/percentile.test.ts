import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantile } from '../../../models/quantile.ts';
import { openEngine, rows } from '../../../warehouse/index.ts';

test('percentile_cont is the type-7 quantile', async () => {
  const engine = await openEngine();
  const connection = await engine.connect();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 }),
      async (values) => {
        const [found] = await rows<Record<'a' | 'b' | 'c' | 'd', number>>(
          connection,
          `select ${['a', 'b', 'c', 'd'].map((name, k) => `percentile_cont(0.${2 * (k + 1)}) within group (order by x) as ${name}`).join(', ')}
         from (values ${values.map((x) => `(${x})`).join(', ')}) as numbers (x)`,
        );
        const sorted = values.toSorted((a, b) => a - b);
        const cuts = [found?.a, found?.b, found?.c, found?.d];
        for (const [k, cut] of cuts.entries()) expect(cut).toBeCloseTo(quantile(sorted, k + 1, 5), 9);
      },
    ),
    { numRuns: 50 },
  );
  engine.close();
});
