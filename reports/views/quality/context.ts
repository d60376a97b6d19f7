import { type PageContext } from '../../components/page.ts';
import { words } from './words.ts';

export type QualityContext = PageContext<(typeof words)['en']>;

export const dimensions = ['completeness', 'validity', 'uniqueness', 'timeliness', 'consistency'] as const;
