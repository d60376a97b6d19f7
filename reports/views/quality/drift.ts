import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import type { DriftRow } from '../../loaders/quality.ts';
import type { QualityContext } from './context.ts';

/** Fields and types of events that no contract knows. */
export function drift(rows: readonly DriftRow[], context: QualityContext): HTMLElement {
  const { t, format } = context;
  const fields = rows.filter(({ field }) => field !== '').length;
  const types = new Set(rows.filter(({ field }) => field === '').map(({ type }) => type)).size;
  const mono = (text: string) => html`<span class="mono">${text}</span>`;
  return figure(context, {
    name: 'drift',
    title: rows.length === 0 ? t.noDrift : t.drifted(format.count(fields), format.count(types)),
    sentence: t.driftSentence,
    empty: t.noDriftYet,
    isTable: true,
    body: () => '',
    columns: [
      { label: t.eventType, value: (row) => row.type, show: (row) => mono(row.type) },
      {
        label: t.unknownField,
        value: (row) => row.field || t.wholeEvent,
        show: (row) => (row.field ? mono(row.field) : t.wholeEvent),
      },
      { label: t.name, value: (row) => row.source },
      {
        label: t.withField,
        value: (row) => row.events,
        show: (row) => format.count(row.events),
        numeric: true,
      },
      {
        label: t.share,
        value: (row) => row.events / row.examined,
        show: (row) => (row.field ? format.percent(row.events / row.examined) : '–'),
        numeric: true,
      },
      {
        label: t.lastSeen,
        value: (row) => row.lastEvent,
        show: (row) => (row.lastEvent === null ? '–' : format.date(row.lastEvent.slice(0, 10))),
      },
    ],
    rows,
  });
}
