import { filterBar, segmented, select } from '../components/filters.ts';
import { html } from '../components/html.ts';
import { definePage } from '../components/page.ts';
import { live, urlState } from '../components/urlState.ts';
import type { QualityData } from '../loaders/quality.ts';
import { bySource } from './quality/bySource.ts';
import { drift } from './quality/drift.ts';
import { overTime } from './quality/overTime.ts';
import { rules } from './quality/rules.ts';
import { checks, stages } from './quality/tables.ts';
import { words } from './quality/words.ts';

export const view = definePage(words, (data: QualityData, context) => {
  const { t, terms } = context;
  const weeks = [...new Set(data.rules.map(({ week }) => week))].sort();
  const sources = [...new Set(data.rules.map(({ source }) => source))].sort();
  const state = urlState(
    { range: '13', source: 'all' },
    { range: ['4', '13', '52'], source: ['all', ...sources] },
  );
  const chosen = () => {
    const shown = new Set(weeks.slice(-Number(state.get('range'))));
    return data.rules.filter(
      (row) => shown.has(row.week) && (state.get('source') === 'all' || row.source === state.get('source')),
    );
  };
  return [
    filterBar(
      context,
      [
        segmented(
          terms.period,
          ['4', '13', '52'].map((value) => ({ value, label: t.weeks(value) })),
          state,
          'range',
        ),
        select(
          t.source,
          () => [{ value: 'all', label: terms.all }, ...sources.map((value) => ({ value, label: value }))],
          state,
          'source',
        ),
      ],
      t.applies,
    ),
    html`<div class="cols c55">${live(state, () => bySource(chosen(), context))}${live(state, () => overTime(chosen(), context))}</div>`,
    live(state, () => rules(chosen(), context)),
    stages(data, context),
    drift(data.drift, context),
    checks(data, context),
  ];
});
