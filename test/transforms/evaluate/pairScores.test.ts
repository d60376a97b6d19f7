import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairScore, partitionScorer } from '../../../transforms/evaluate/pairScores.ts';

const record = fc.record({
  person: fc.constantFrom('ann', 'bob', 'cy', 'di'),
  group: fc.integer({ min: 0, max: 5 }),
  source: fc.constantFrom(0, 1),
});

test.each([
  ['of one file', false],
  ['across two files', true],
])('partitions %s score as their pairs counted one by one', (_, isLink) => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 40 }), (records) => {
      let [hits, found, truth] = [0, 0, 0];
      records.forEach((a, i) => {
        for (const b of records.slice(i + 1)) {
          if (isLink && a.source === b.source) continue;
          if (a.person === b.person) truth++;
          if (a.group === b.group) found++;
          if (a.person === b.person && a.group === b.group) hits++;
        }
      });
      const score = partitionScorer(
        records.map(({ person }) => person),
        isLink ? records.map(({ source }) => source) : undefined,
      );
      const groups = records.map(({ group }) => group);
      expect(score(groups)).toEqual(pairScore(hits, found, truth));
      // nothing is left over from one partition to the next
      expect(score(groups)).toEqual(pairScore(hits, found, truth));
    }),
  );
});
