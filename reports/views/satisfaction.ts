import { filterBar, segmented } from '../components/filters.ts';
import { html } from '../components/html.ts';
import { definePage } from '../components/page.ts';
import { live, urlState } from '../components/urlState.ts';
import type { SatisfactionData } from '../loaders/satisfaction.ts';
import { feeling } from './satisfaction/feeling.ts';
import { themeSums } from './satisfaction/themes.ts';
import { themesFigure } from './satisfaction/themesFigure.ts';
import { words } from './satisfaction/words.ts';

export const view = definePage(words, (data: SatisfactionData, context) => {
  const { t } = context;
  const state = urlState({ months: '12' }, { months: ['3', '12'] });
  const sums = () => themeSums(data, Number(state.get('months')));
  return [
    feeling(data, context),
    filterBar(
      context,
      segmented(
        t.months,
        [
          { value: '3', label: t.last3 },
          { value: '12', label: t.last12 },
        ],
        state,
        'months',
      ),
      t.applies,
    ),
    html`<div class="cols c55">${live(state, () => themesFigure(sums(), data, 'dissatisfied', context))}${live(
      state,
      () => themesFigure(sums(), data, 'satisfied', context),
    )}</div>`,
  ];
});
