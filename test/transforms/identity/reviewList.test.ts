import { describe, expect, it } from 'vitest';
import {
  type FoundReviews,
  type KnownPairs,
  keyOf,
  type Review,
  reviewList,
} from '../../../transforms/identity/reviewList.ts';
import type { ReviewReason } from '../../../transforms/identity/reviewReasons.ts';

const review = (reason: ReviewReason, left = 1, right = 2): Review => ({
  left,
  right,
  reason,
  weight: 1,
  kinds: [],
});

const listed = (found: Partial<FoundReviews>, known: Partial<KnownPairs> = {}) =>
  reviewList(
    { alike: [], unsure: [], refuted: [], doubted: [], contradicting: [], ...found },
    { decided: new Set(), joined: new Set(), linked: new Set(), ...known },
  );
const reasons = (...of: Parameters<typeof listed>) => listed(...of).map(({ reason }) => reason);
const thePair = new Set([keyOf({ left: 1, right: 2 })]);

describe('the list of pairs to review', () => {
  it('has each pair once: for a contradiction, what it shares, what refutes its likeness, doubt of it, and likeness', () => {
    const inOrder = {
      contradicting: [review('decisions_contradict')],
      doubted: [review('shared_refuted')],
      refuted: [review('apart_in_spite')],
      unsure: [review('uncertain_pair')],
      alike: [review('born_one_day')],
    } as const;
    const origins = Object.entries(inOrder);
    origins.forEach(([, [first]], i) => {
      expect(listed(Object.fromEntries(origins.slice(i)))).toEqual([first]);
      expect(listed(Object.fromEntries(origins.slice(i).reverse()))).toEqual([first]);
    });
  });

  it('is in the order of the records', () => {
    const found = { alike: [review('born_apart', 9, 11)], doubted: [review('shared_refuted', 9, 10)] };
    const unsure = [review('uncertain_pair', 10, 11), review('uncertain_pair', 2, 30)];
    expect(listed({ ...found, unsure }).map(keyOf)).toEqual(['2 30', '9 10', '9 11', '10 11']);
  });

  it('lacks what was decided, unless the decision contradicts another', () => {
    const known = { decided: thePair };
    expect(reasons({ doubted: [review('shared_refuted')], alike: [review('born_apart')] }, known)).toEqual(
      [],
    );
    expect(reasons({ contradicting: [review('decisions_contradict')] }, known)).toEqual([
      'decisions_contradict',
    ]);
  });

  it.each([
    ['apart_in_spite', 'they are one customer', { joined: thePair }, {}],
    ['held_by_little', 'they are two', {}, { joined: thePair }],
    ['uncertain_pair', 'an identifier joins them', { linked: thePair }, { joined: thePair }],
  ] as const)('has no pair for %s where %s, and has it else', (reason, _, settled, open) => {
    expect(reasons({ unsure: [review(reason)] }, settled)).toEqual([]);
    expect(reasons({ unsure: [review(reason)] }, open)).toEqual([reason]);
  });

  it('names a pair for what it was found for before where the later reason is settled', () => {
    const found = { alike: [review('born_one_day')], unsure: [review('uncertain_pair')] };
    expect(reasons(found, { linked: thePair })).toEqual(['born_one_day']);
  });
});
