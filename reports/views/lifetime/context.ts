import { type PageContext } from '../../components/page.ts';
import { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;
