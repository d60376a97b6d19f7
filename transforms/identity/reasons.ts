/** What the matcher says of its own fit. */
export const identityReasons = {
  tooFew:
    '{records} records with a name or a birth date are too few to learn from (at least {least}); only equal identifiers join records.',
  fitted:
    'By its own probabilities {precision} of the pairs that it joins are right, and it joins {recall} of those that are.',
} as const;
