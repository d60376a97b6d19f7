import { type PageContext } from '../../components/page.ts';
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

/** Why a pair is listed, in words: `they share email and phone, under two given names`, or what a table has. */
export function reasonOf({ t }: Context, reason: string): string {
  const [, what, but] = /^they share (.+), (.+)$/.exec(reason) ?? [];
  if (what === undefined || but === undefined) return t.reasons[reason] ?? reason;
  return t.theyShare(
    t.sharedBut[but] ?? but,
    what.split(' and ').map((kind) => t.shared[kind] ?? kind),
  );
}
