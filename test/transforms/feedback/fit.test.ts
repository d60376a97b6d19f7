import { expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/index.ts';
import type { Comments } from '../../../transforms/feedback/comments.ts';
import { fitFeedback } from '../../../transforms/feedback/fit.ts';

const words =
  'coffee beans delivery fast slow good bad price staff late early taste fresh box order grinder paper mug'.split(
    ' ',
  );

/** Comments of random words, each of another person, satisfied by `isSatisfied`. */
function comments(
  count: number,
  seed: number,
  isSatisfied: (text: string, chance: number) => boolean,
): Comments {
  const random = seededRandom(seed);
  const text = Array.from({ length: count }, () =>
    Array.from(
      { length: 3 + Math.floor(random() * 8) },
      () => words[Math.floor(random() * words.length)],
    ).join(' '),
  );
  return {
    text,
    isSatisfied: text.map((one) => (isSatisfied(one, random()) ? 1 : 0)),
    kind: text.map(() => 'survey'),
    customerId: text.map((_, i) => `c${i}`),
  } as unknown as Comments;
}

test('words that say nothing of satisfaction are not learned from', () => {
  const chosen = Array.from(
    { length: 24 },
    (_, seed) =>
      fitFeedback(
        comments(150, seed + 1, (_text, chance) => chance < 0.5),
        30,
      ).chosen,
  );
  expect(chosen.filter((one) => one === 'learned').length).toBeLessThanOrEqual(1);
});

test('words that do are, and the share alone tells nobody from anybody', () => {
  const { chosen, figures } = fitFeedback(
    comments(400, 1, (text, chance) => chance < (text.includes('slow') || text.includes('late') ? 0.1 : 0.9)),
    30,
  );
  expect(chosen).toBe('learned');
  expect(figures.share).toMatchObject({ auc: 0.5, calibrationSlope: null });
});
