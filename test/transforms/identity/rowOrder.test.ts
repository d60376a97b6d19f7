import { expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/index.ts';
import { openEngine } from '../../../warehouse/index.ts';
import { crowdOf } from '../../support/crowd.ts';
import { matched, type PersonRow } from '../../support/matched.ts';

const random = seededRandom(7);
/** Fisher and Yates. */
function shuffled<T>(list: readonly T[]): readonly T[] {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
}

/** The people of a table, each by the places that its rows had before they were shuffled, and what was fitted. */
async function peopleOf(list: readonly (PersonRow & { readonly at: number })[]) {
  const engine = await openEngine();
  try {
    const rows = list.map(({ at, ...row }) => row);
    const { clusters, parameters } = await matched(engine, rows, { isFinal: true });
    const byPerson = new Map<number, number[]>();
    list.forEach(({ at }, row) => {
      const first = clusters.get(row) ?? row;
      byPerson.set(first, [...(byPerson.get(first) ?? []), at]);
    });
    const people = [...byPerson.values()].map((places) => places.sort((a, b) => a - b));
    return { people: people.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)), parameters };
  } finally {
    engine.close();
  }
}

test('the order of rows, some of them equal, changes neither what is fitted nor who is one person', async () => {
  const crowd = crowdOf(1700).map(({ who, ...row }): PersonRow => row);
  const list = [...crowd, ...crowd.slice(0, 60)].map((row, at) => ({ ...row, at }));
  const once = await peopleOf(list);
  // of a block that is too large the first rows are compared, and those are others then
  expect(once.parameters.blocking).toMatchObject({ isWhole: false, stopped: [] });
  const again = await peopleOf(shuffled(list));
  expect(again.parameters).toEqual(once.parameters);
  expect(again.people).toEqual(once.people);
});
