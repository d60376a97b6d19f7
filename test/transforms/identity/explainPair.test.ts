import { expect, it } from 'vitest';
import { explainPair, explainPairs } from '../../../transforms/identity/explainPair.ts';
import { openEngine } from '../../../warehouse/index.ts';
import { crowdOf } from '../../support/crowd.ts';
import { matched } from '../../support/matched.ts';

it('explains pairs in the order given, values under the record that was named first, and refuses one of a record that is not there', async () => {
  const engine = await openEngine();
  try {
    const crowd = crowdOf(300);
    const { connection, parameters } = await matched(engine, crowd);
    const given = [
      [9, 2],
      [3, 4],
      [2, 9],
    ] as const;
    const asked = (pairs: readonly (readonly [number, number])[]) => pairs.map((records) => ({ records }));
    const explained = await explainPairs(connection, parameters, asked(given));
    const names = explained.map(({ contributions }) => {
      const { left, right } = contributions.find(({ name }) => name === 'family_name') ?? {};
      return [left, right];
    });
    const nameOf = (record: number) => crowd[record]?.family_name ?? null;
    expect(names).toEqual(given.map((pair) => pair.map(nameOf)));
    expect(nameOf(2)).not.toBe(nameOf(9));
    const turned = explained[2]?.contributions.map(({ left, right, ...same }) => ({
      ...same,
      left: right,
      right: left,
    }));
    expect({ ...explained[2], contributions: turned }).toEqual(explained[0]);
    await expect(explainPairs(connection, parameters, asked([[0, 1], [2, -1], ...given]))).rejects.toThrow(
      'no record 2 or -1',
    );
    await expect(explainPair(connection, parameters, 0, 300)).rejects.toThrow(RangeError);
    expect(await explainPairs(connection, parameters, [])).toEqual([]);
  } finally {
    engine.close();
  }
});
