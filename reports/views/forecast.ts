import { card } from '../components/card.ts';
import { filterBar, segmented, select } from '../components/filters.ts';
import { html } from '../components/html.ts';
import { definePage } from '../components/page.ts';
import { nameOf } from '../components/terms.ts';
import { live, urlState } from '../components/urlState.ts';
import type { ForecastData, ForecastMetric, PeriodKind } from '../loaders/forecast.ts';
import { accuracy } from './forecast/accuracy.ts';
import { ahead } from './forecast/ahead.ts';
import { past } from './forecast/past.ts';
import { words } from './forecast/words.ts';

export const view = definePage(words, (data: ForecastData, context) => {
  const { t, terms, language } = context;
  const parts = [...new Set(data.series.map(({ dimension, value }) => `${dimension}:${value}`))];
  if (parts.length === 0) return [card(terms.nothing, '', html`<p class="insight">${t.noOrders}</p>`)];
  const state = urlState(
    { metric: 'net_revenue', by: 'day', series: 'all:all' },
    { metric: ['net_revenue', 'orders'], by: ['day', 'week'], series: parts },
  );
  const metric = () => state.get('metric') as ForecastMetric;
  const kind = () => state.get('by') as PeriodKind;
  const chosen = (by: PeriodKind) =>
    data.series.find(
      (one) =>
        one.metric === metric() && one.kind === by && `${one.dimension}:${one.value}` === state.get('series'),
    );
  const nameOfPart = (part: string) => {
    const at = part.indexOf(':');
    const [dimension, value] = [part.slice(0, at), part.slice(at + 1)];
    return dimension === 'all'
      ? t.whole
      : `${nameOf(dimension, language)}: ${nameOf(value, language, dimension)}`;
  };
  return [
    filterBar(
      context,
      [
        segmented(
          t.metric,
          [
            { value: 'net_revenue', label: terms.revenue },
            { value: 'orders', label: terms.orders },
          ],
          state,
          'metric',
        ),
        segmented(
          t.step,
          [
            { value: 'day', label: t.day },
            { value: 'week', label: t.week },
          ],
          state,
          'by',
        ),
        select(t.series, () => parts.map((value) => ({ value, label: nameOfPart(value) })), state, 'series'),
      ],
      t.applies,
    ),
    live(state, () => ahead(chosen(kind()), chosen(kind() === 'day' ? 'week' : 'day'), context)),
    live(state, () => past(data.past, metric(), kind(), context)),
    live(state, () => accuracy(data.series, metric(), kind(), context)),
  ];
});
