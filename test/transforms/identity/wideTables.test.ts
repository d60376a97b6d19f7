import { expect, it } from 'vitest';
import { seededRandom } from '../../../models/numeric/index.ts';
import { openEngine } from '../../../warehouse/index.ts';
import { crowdOf } from '../../support/crowd.ts';
import { matched, type PersonRow } from '../../support/matched.ts';

const crowd = crowdOf(1800);

const random = seededRandom(9);
/** For each record, values of as many columns that say nothing of it. */
const noise = (columns: number): readonly PersonRow[] =>
  crowd.map(() =>
    Object.fromEntries(
      Array.from({ length: columns }, (_, k) => [`attr${k}`, `v${Math.floor(random() * (3 + (k % 9)))}`]),
    ),
  );

async function match(list: readonly PersonRow[]) {
  const engine = await openEngine();
  try {
    const { f1, leftOut, parameters } = await matched(engine, list, { isFinal: true });
    return { f1, leftOut, rules: parameters.blocking.rules.map(({ keys }) => keys.join(' + ')) };
  } finally {
    engine.close();
  }
}

it('finds people by what tells them apart, be there sixty other columns before it or behind', async () => {
  const sixty = noise(60);
  const before = await match(crowd.map((row, i) => ({ ...sixty[i], ...row })));
  const behind = await match(crowd.map((row, i) => ({ ...row, ...sixty[i] })));
  expect(before).toEqual(behind);
  expect(before.f1).toBeGreaterThan(0.98);
  expect(before.leftOut.length).toBeGreaterThan(40);
  for (const rule of before.rules) for (const name of before.leftOut) expect(rule).not.toContain(name);
});
