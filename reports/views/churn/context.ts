import type { PageContext } from '../../components/page.ts';
import type { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;

export const reasonName = ({ t }: Context, code: string): string => t.reasonNames[code] ?? code;
