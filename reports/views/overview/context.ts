import { type PageContext } from '../../components/page.ts';
import { words } from './words.ts';

export type OverviewContext = PageContext<(typeof words)['en']>;
