import { colorAt } from '../../components/figure.ts';
import type { PageContext } from '../../components/page.ts';
import type { Segment } from '../../loaders/segments.ts';
import type { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;

export interface NamedSegment extends Segment {
  readonly name: string;
  readonly color: string;
}

/** Segments by revenue; a segment keeps its colour as long as it keeps its label. */
export const named = (segments: readonly Segment[], { language }: Context): readonly NamedSegment[] =>
  segments
    .map((segment) => ({
      ...segment,
      name: language === 'en' ? segment.en : segment.zh,
      color: colorAt(segment.segment - 1),
    }))
    .sort((a, b) => b.revenue - a.revenue || a.segment - b.segment);

/** A feature's name, and its values in its own unit. */
export function featureOf(feature: string, { t, format }: Context) {
  const isMoney = ['monetary', 'average_order_value', 'net_revenue_12m'].includes(feature);
  return {
    label: t.features[feature] ?? feature,
    show: (value: number | null) =>
      value === null ? '–' : isMoney ? format.compactMoney(value) : format.number(value),
  };
}
