import type { PageContext } from '../../components/page.ts';
import type { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;

export const candidateName = ({ t }: Context, candidate: string): string =>
  t.candidates[candidate] ?? candidate;
