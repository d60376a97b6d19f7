import type { PageContext } from '../../components/page.ts';
import type { words } from './words.ts';

export type SatisfactionContext = PageContext<(typeof words)['en']>;
