import { filterBar, select } from '../components/filters.ts';
import { html } from '../components/html.ts';
import { definePage } from '../components/page.ts';
import { live, urlState } from '../components/urlState.ts';
import type { SegmentsData } from '../loaders/segments.ts';
import { named } from './segments/context.ts';
import { history } from './segments/history.ts';
import { movement } from './segments/movement.ts';
import { parts } from './segments/parts.ts';
import { profiles } from './segments/profiles.ts';
import { sizes } from './segments/sizes.ts';
import { snake } from './segments/snake.ts';
import { trials } from './segments/trials.ts';
import { words } from './segments/words.ts';

export const view = definePage(words, (data: SegmentsData, context) => {
  const { t, format } = context;
  const segments = named(data.segments, context);
  const ends = [...new Set(data.moves.map(({ after }) => after))].sort().reverse();
  const state = urlState(
    { segment: String(segments[0]?.segment ?? ''), quarter: ends[0] ?? '' },
    { segment: segments.map(({ segment }) => String(segment)), quarter: ends },
  );
  const chosen = () => segments.find(({ segment }) => String(segment) === state.get('segment'));
  return [
    filterBar(
      context,
      [
        select(
          t.segment,
          () => segments.map(({ segment, name }) => ({ value: String(segment), label: name })),
          state,
          'segment',
        ),
        select(t.moment, () => ends.map((value) => ({ value, label: format.date(value) })), state, 'quarter'),
      ],
      t.applies,
    ),
    html`<div class="cols c55">${sizes(segments, context)}${snake(segments, data.traits, context)}</div>`,
    profiles(segments, data.traits, context),
    html`<div class="cols c55">${live(state, () => movement(segments, data.moves, context, state.get('quarter')))}${history(segments, data.moves, context)}</div>`,
    html`<div class="cols c55">${live(state, () => parts('product', chosen(), data.parts, context))}${live(state, () => parts('category', chosen(), data.parts, context))}</div>`,
    html`<div class="cols c55">${live(state, () => parts('channel', chosen(), data.parts, context))}${trials(data, context)}</div>`,
  ];
});
