import { expect, it } from 'vitest';
import { reviewReason } from '../../cli/commands/identity/reviewReason.ts';
import { reviewReasons } from '../../transforms/identity/reviewReasons.ts';

it('every reason to review a pair has words on the terminal', () => {
  const said = reviewReasons.map((reason) => reviewReason({ reason, shared_kinds: null }));
  for (const sentence of said) expect(sentence).not.toMatch(/_/);
  expect(reviewReason({ reason: 'shared_given_names', shared_kinds: 'email,phone' })).toBe(
    'they share email and phone, under two given names',
  );
  expect(reviewReason({ reason: 'shared_refuted', shared_kinds: 'reference' })).toBe(
    'they share a reference, the rest speaks against it',
  );
});
