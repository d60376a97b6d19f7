import { afterEach, describe, expect, it } from 'vitest';
import { createStringMacros } from '../../../transforms/identity/codePoints.ts';
import { ComparedGroups, type ComparedPairs } from '../../../transforms/identity/comparedGroups.ts';
import { featuresOf } from '../../../transforms/identity/features.ts';
import { type Engine, openEngine } from '../../../warehouse/index.ts';

let engine: Engine | undefined;
afterEach(() => engine?.close());

const features = featuresOf([
  { name: 'given_name', kind: 'given_name' },
  { name: 'family_name', kind: 'family_name' },
]);

/** What pairs show, by their patterns. */
const shown = ({ patterns }: ComparedGroups, { numbers, ...pairs }: ComparedPairs) => {
  const all = patterns.from(0);
  return { ...pairs, patterns: Array.from(numbers, (number) => all[number]) };
};

describe('groups that were compared', () => {
  it('are known when some of their records are compared once more, and nobody else is', async () => {
    engine = await openEngine();
    const connection = await engine.connect();
    await createStringMacros(connection);
    await connection.run(`create temp table match_records as from (values
      (0, 'ann', 'lee'), (1, 'lee', 'ann'), (2, 'anne', 'lee'), (3, 'bob', 'lee'), (4, 'lee', 'bobby'))
      as t(rid, given_name, family_name)`);
    const compared = new ComparedGroups();
    await compared.compare(connection, [{ records: [0, 1, 2, 4] }], features);
    const groups = [{ records: [0, 1, 4] }, { records: [1, 2, 3] }, { records: [1, 2] }];
    const again = await compared.compare(connection, groups, features);
    const alone = new ComparedGroups();
    expect(shown(compared, again)).toEqual(shown(alone, await alone.compare(connection, groups, features)));
    expect(new Set(again.numbers).size).toBeGreaterThan(3);
    // what was kept is what was seen: of a group that was not whole before, nothing
    await connection.run(`update match_records set given_name = 'zoe', family_name = 'zander'`);
    const third = await compared.compare(connection, groups, features);
    expect(third.numbers.slice(0, 6)).toEqual(again.numbers.slice(0, 6));
    expect(third.numbers.slice(6, 12)).not.toEqual(again.numbers.slice(6, 12));
  });

  it('are read right though their records are numbered far beyond those that the comparison was planned for', async () => {
    engine = await openEngine();
    const connection = await engine.connect();
    await createStringMacros(connection);
    const count = 200_000;
    await connection.run(`create temp table match_records as
      select range::int as rid, ['ann', 'bob', 'cy'][1 + range % 3] as given_name, ['lee', 'law'][1 + range // 3 % 2] as family_name
      from range(${count})`);
    const groups = [0, 70_000, count - 40].map((first) => [
      { records: Array.from({ length: 40 }, (_, i) => first + i) },
    ]);
    const apart: unknown[] = [];
    for (const some of groups) {
      const alone = new ComparedGroups();
      apart.push(shown(alone, await alone.compare(connection, some, features)));
    }
    const compared = new ComparedGroups();
    for (const [i, some] of groups.entries())
      expect(shown(compared, await compared.compare(connection, some, features))).toEqual(apart[i]);
  });
});
