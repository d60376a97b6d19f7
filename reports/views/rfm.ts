import { filterBar, select } from '../components/filters.ts';
import { html } from '../components/html.ts';
import { definePage } from '../components/page.ts';
import { nameOf } from '../components/terms.ts';
import { live, urlState } from '../components/urlState.ts';
import type { RfmData } from '../loaders/rfm.ts';
import { tiers } from './rfm/context.ts';
import { grid } from './rfm/grid.ts';
import { movement } from './rfm/movement.ts';
import { segments } from './rfm/segments.ts';
import { tierTable } from './rfm/tierTable.ts';
import { words } from './rfm/words.ts';

export const view = definePage(words, (data: RfmData, context) => {
  const { t, terms, language, format } = context;
  const moments = [...new Set(data.moves.map(({ after }) => after))].sort().reverse();
  const present = tiers.filter((tier) => data.groups.some((group) => group.tier === tier));
  const state = urlState(
    { tier: 'all', month: moments[0] ?? '' },
    { tier: ['all', ...present], month: moments },
  );
  const groups = () =>
    data.groups.filter(({ tier }) => state.get('tier') === 'all' || tier === state.get('tier'));
  return [
    filterBar(
      context,
      [
        select(
          t.tier,
          () => [
            { value: 'all', label: terms.all },
            ...present.map((value) => ({ value, label: nameOf(value, language) })),
          ],
          state,
          'tier',
        ),
        select(
          t.moment,
          () => moments.map((value) => ({ value, label: format.date(value) })),
          state,
          'month',
        ),
      ],
      t.applies,
    ),
    html`<div class="cols c55">${live(state, () => grid(groups(), context))}${live(state, () => segments(groups(), context))}</div>`,
    live(state, () => movement(data, context, state.get('month'))),
    tierTable(data, context),
  ];
});
