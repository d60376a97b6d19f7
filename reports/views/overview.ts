import { card } from '../components/card.ts';
import { filterBar, segmented, select } from '../components/filters.ts';
import { html } from '../components/html.ts';
import { type Kpi, kpi } from '../components/kpi.ts';
import { definePage } from '../components/page.ts';
import { nameOf } from '../components/terms.ts';
import { live, urlState } from '../components/urlState.ts';
import type { Kind, OverviewData } from '../loaders/overview.ts';
import { alerts } from './overview/alerts.ts';
import { cards, type Moment, periodName } from './overview/figures.ts';
import { insight } from './overview/insight.ts';
import { moved } from './overview/moved.ts';
import { trend } from './overview/trend.ts';
import { words } from './overview/words.ts';

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

export const view = definePage(words, (data: OverviewData, context) => {
  const { t } = context;
  const names = { channel: t.byChannel, country: t.byCountry, category: t.byCategory, store: t.byStore };
  const dimensions = (['channel', 'country', 'category', 'store'] as const).filter(
    (name) => data.parts.month[name],
  );
  const channels = Object.keys(data.metrics.net_revenue ?? {}).filter((name) => name !== 'all');
  const state = urlState(
    {
      by: data.running.month && !data.running.week ? 'week' : 'month',
      at: '',
      channel: 'all',
      split: dimensions[0] ?? 'channel',
    },
    { by: ['week', 'month'], channel: ['all', ...channels], split: dimensions },
  );
  const kind = (): Kind => (state.get('by') === 'week' ? 'week' : 'month');
  const moment = (): Moment => {
    const periods = data.periods[kind()];
    const place = periods.indexOf(state.get('at'));
    return { kind: kind(), place: place < 0 ? periods.length - 1 : place, channel: state.get('channel') };
  };
  if (data.periods.month.length === 0)
    return [card(t.trend, '', html`<p class="insight">${t.noOrders}</p>`), alerts(data, context)];

  const bar = filterBar(
    context,
    [
      segmented(
        t.step,
        [
          { value: 'month', label: t.month },
          { value: 'week', label: t.week },
        ],
        state,
        'by',
      ),
      select(
        t.period,
        () =>
          data.periods[kind()]
            .map((start, i, list) => ({
              value: i === list.length - 1 ? '' : start,
              label: periodName(data, context, kind(), start),
            }))
            .reverse(),
        state,
        'at',
      ),
      select(
        context.terms.channel,
        () => [
          { value: 'all', label: t.allChannels },
          ...channels.map((value) => ({ value, label: nameOf(value, context.language) })),
        ],
        state,
        'channel',
      ),
    ],
    t.applies,
  );
  const split =
    dimensions.length > 1
      ? segmented(
          t.dimension,
          dimensions.map((value) => ({ value, label: capital(names[value]) })),
          state,
          'split',
        )
      : '';
  return [
    live(state, () => insight(data, context, moment())),
    bar,
    live(state, () => cards(data, context, moment()).map((each: Kpi) => kpi(context, each)), 'kpis'),
    html`<div class="cols c85">${live(state, () => trend(data, context, moment()))}${live(state, () =>
      moved(data, context, moment(), state.get('split'), names, split),
    )}</div>`,
    alerts(data, context),
  ];
});
