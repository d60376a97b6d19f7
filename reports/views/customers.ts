import { filterBar, segmented, select } from '../components/filters.ts';
import { html } from '../components/html.ts';
import { definePage } from '../components/page.ts';
import { nameOf } from '../components/terms.ts';
import { live, urlState } from '../components/urlState.ts';
import type { CustomersData } from '../loaders/customers.ts';
import { acquisition } from './customers/acquisition.ts';
import { concentration } from './customers/concentration.ts';
import { drivers } from './customers/drivers.ts';
import { lifecycle } from './customers/lifecycle.ts';
import { movements } from './customers/movements.ts';
import { regions } from './customers/regions.ts';
import { tiles } from './customers/tiles.ts';
import { words } from './customers/words.ts';

const monthsBack = (range: string) => (range === '12' ? 12 : range === '24' ? 24 : Infinity);

export const view = definePage(words, (data: CustomersData, context) => {
  const { t, terms, language } = context;
  const channels = [...new Set(data.acquisition.map(({ channel }) => channel))];
  const hasProvinces = data.provinces.some(({ place }) => place !== 'unknown');
  const state = urlState(
    {
      range: '24',
      channel: 'all',
      place: data.countries.length > 1 || !hasProvinces ? 'country' : 'province',
    },
    { range: ['12', '24', 'all'], channel: ['all', ...channels], place: ['country', 'province'] },
  );
  const range = () => monthsBack(state.get('range'));
  const places = hasProvinces
    ? segmented(
        t.place,
        [
          { value: 'country', label: t.country },
          { value: 'province', label: t.province },
        ],
        state,
        'place',
      )
    : '';
  return [
    filterBar(
      context,
      [
        segmented(
          terms.period,
          [
            { value: '12', label: terms.last12 },
            { value: '24', label: terms.last24 },
            { value: 'all', label: terms.allTime },
          ],
          state,
          'range',
        ),
        select(
          terms.channel,
          () => [
            { value: 'all', label: terms.all },
            ...channels.map((value) => ({ value, label: nameOf(value, language) })),
          ],
          state,
          'channel',
        ),
      ],
      t.applies,
    ),
    tiles(data, context),
    live(state, () => lifecycle(data, context, range()), 'live'),
    html`<div class="cols c55">${live(state, () => movements(data, context, range()))}${live(state, () => acquisition(data, context, range(), state.get('channel')))}</div>`,
    html`<div class="cols c55">${live(state, () =>
      regions(data, context, state.get('place'), places),
    )}${concentration(data, context)}</div>`,
    html`<div class="cols c55">${drivers('satisfaction', data, context)}${drivers('value', data, context)}</div>`,
  ];
});
