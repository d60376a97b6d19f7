import { type Field, maskedKinds } from './fields.ts';

/**
 * A column read as a field: of numbers of which a part may be out of sight, for what is told in full or for
 * what is left.
 */
export interface Reading extends Field {
  readonly isMasked?: true;
}

/**
 * The fields, and what is left to see of masked numbers (186****9177): of several people it may be the same,
 * so that it is no number of theirs, but a field of its own that says something and identifies nobody.
 */
export const withMasked = (fields: readonly Field[]): readonly Reading[] => [
  ...fields,
  ...fields.flatMap(({ name, kind, column }) =>
    maskedKinds.has(kind)
      ? [{ name: `${name}_masked`, kind: 'other' as const, column, isMasked: true as const }]
      : [],
  ),
];
