import { filterBar, segmented } from '../components/filters.ts';
import { html } from '../components/html.ts';
import { definePage } from '../components/page.ts';
import { live, urlState } from '../components/urlState.ts';
import { type RetentionData } from '../loaders/retention.ts';
import { type Measure } from './retention/curves.ts';
import { curves } from './retention/curvesFigure.ts';
import { gaps } from './retention/gaps.ts';
import { heat } from './retention/heat.ts';
import { words } from './retention/words.ts';

export const view = definePage(words, (data: RetentionData, context) => {
  const { t, terms } = context;
  const state = urlState(
    { measure: 'customers', cohorts: '24' },
    { measure: ['customers', 'orders', 'revenue'], cohorts: ['12', '24', 'all'] },
  );
  const chosen = () => {
    const count = state.get('cohorts') === 'all' ? data.cohorts.length : Number(state.get('cohorts'));
    return data.cohorts.slice(-count);
  };
  const measure = () => state.get('measure') as Measure;
  return [
    filterBar(
      context,
      [
        segmented(
          t.measure,
          [
            { value: 'customers', label: terms.customers },
            { value: 'orders', label: terms.orders },
            { value: 'revenue', label: terms.revenue },
          ],
          state,
          'measure',
        ),
        segmented(
          terms.period,
          [
            { value: '12', label: terms.last12 },
            { value: '24', label: terms.last24 },
            { value: 'all', label: terms.allTime },
          ],
          state,
          'cohorts',
        ),
      ],
      t.applies,
    ),
    live(state, () => heat(chosen(), measure(), context)),
    html`<div class="cols c55">${live(state, () => curves(chosen(), measure(), context))}${gaps(data, context)}</div>`,
  ];
});
