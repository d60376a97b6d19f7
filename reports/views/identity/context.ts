import { type PageContext } from '../../components/page.ts';
import { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;

export const nameOf = ({ t }: Context, field: string): string => t.names[field] ?? field;
export const levelOf = ({ t }: Context, level: string): string => t.levels[level] ?? level;

/** A weight with its sign and one digit. */
export const bits = ({ format }: Context, weight: number): string => {
  const shown = Math.round(weight * 10) / 10 || 0;
  return `${shown > 0 ? '+' : ''}${format.tenths(shown)}`;
};
