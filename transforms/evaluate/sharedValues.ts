import type { OversizedBlock } from '../identity/candidates.ts';
import { type FieldKind, identifierKinds } from '../identity/fields.ts';

const mostNamed = 10;

/**
 * Sentences on values that too many records share: each identifier, since that is mostly a mistake, and dates that a
 * form put; of names and places, which many share, and their parts, how many.
 */
export function sharedValues(
  shared: readonly OversizedBlock[],
  fields: readonly { readonly name: string; readonly kind: FieldKind }[],
): readonly string[] {
  const told = new Set(
    fields.flatMap(({ name, kind }) => (identifierKinds.has(kind) || kind === 'birth_date' ? [name] : [])),
  );
  const others = shared.filter(({ rule }) => !told.has(rule));
  const rules = [...new Set(others.map(({ rule }) => rule))];
  return [
    ...shared
      .filter(({ rule }) => told.has(rule))
      .slice(0, mostNamed)
      .map(
        ({ rule, value, records }) =>
          `${records} records share ${rule} "${value}": it tells nobody apart, and not all of them are compared by it`,
      ),
    ...(others.length > 0
      ? [
          `${others.length} other values are too common to compare all who share them by these alone (${rules.slice(0, mostNamed).join(', ')}${rules.length > mostNamed ? ', …' : ''})`,
        ]
      : []),
  ];
}
