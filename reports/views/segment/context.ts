import { html } from '../../components/html.ts';
import type { PageContext } from '../../components/page.ts';
import type { Segment } from '../../loaders/segments.ts';
import type { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;

type Named = Pick<Segment, 'segment' | 'en' | 'zh'>;

/** Which segment a number is, in words; 0 is no order before. */
export const nameIn =
  (all: readonly Named[], { language, t }: Context) =>
  (segment: number): string => {
    const found = all.find((one) => one.segment === segment);
    return found ? (language === 'en' ? found.en : found.zh) : t.noOrder;
  };

/** A segment's name that leads to its page. */
export const linkTo = (segment: number, name: string): HTMLElement =>
  html`<a href=${`segment-${segment}.html`}>${name}</a>`;
