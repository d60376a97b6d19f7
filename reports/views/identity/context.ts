import { type PageContext } from '../../components/page.ts';
import type { Review } from '../../loaders/identity.ts';
import { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;

export const nameOf = ({ t }: Context, field: string): string => t.names[field] ?? field;
export const levelOf = ({ t }: Context, level: string): string => t.levels[level] ?? level;

/** A field with how far two records agree on it, where that is told. */
export const agreementOf = (context: Context, field: string, level: string): string =>
  level === '' ? nameOf(context, field) : context.t.said(nameOf(context, field), levelOf(context, level));

/** A weight with its sign and one digit. */
export const bits = ({ format }: Context, weight: number): string => {
  const shown = Math.round(weight * 10) / 10 || 0;
  return `${shown > 0 ? '+' : ''}${format.tenths(shown)}`;
};

/** Why a pair is listed, in words: `they share an e-mail address and a phone, under two given names`. */
export function reasonOf(
  { t }: Context,
  { reason, sharedKinds }: Pick<Review, 'reason' | 'sharedKinds'>,
): string {
  const why = t.reasons[reason] ?? reason;
  if (sharedKinds === null) return why;
  return t.theyShare(
    why,
    sharedKinds.split(',').map((kind) => t.shared[kind] ?? kind),
  );
}
