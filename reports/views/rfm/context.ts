import { type PageContext } from '../../components/page.ts';
import { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;

export const tiers = ['gold', 'silver', 'regular', 'new', 'prospect', 'none'] as const;

export const tierColors: Readonly<Record<string, string>> = {
  gold: 'var(--c5)',
  silver: 'var(--c4)',
  regular: 'var(--c0)',
  new: 'var(--c6)',
  prospect: 'var(--c3)',
  none: 'var(--line-strong)',
};
