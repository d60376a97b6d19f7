import { bars } from '../../components/bars.ts';
import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import type { IdentityData } from '../../loaders/identity.ts';
import { type Context, nameOf } from './context.ts';

interface Field {
  readonly field: string;
  readonly before: number;
  readonly after: number;
  readonly conflicts: number;
  readonly steward: number;
  readonly filled: number;
}

/** How much of each field was known before records were joined, and is after. */
export function fields(data: IdentityData, context: Context): HTMLElement {
  const { t, format } = context;
  const rows = [...new Set(data.fields.map(({ field }) => field))]
    .map((field): Field & { readonly records: number } => {
      const own = data.fields.filter((row) => row.field === field);
      const sum = (value: (row: (typeof own)[number]) => number, of = own) =>
        of.reduce((total, row) => total + value(row), 0);
      const records = sum((row) => row.records);
      const from = (source: string) =>
        sum(
          (row) => row.customersGiven,
          own.filter((row) => row.source === source),
        );
      return {
        field,
        records,
        before: records > 0 ? sum((row) => row.recordsValid) / records : 0,
        after: data.customers > 0 ? sum((row) => row.customersGiven) / data.customers : 0,
        conflicts: sum((row) => row.customersInConflict),
        steward: from('steward'),
        filled: from('configuration'),
      };
    })
    .filter(({ records }) => records > 0)
    .sort((a, b) => b.after - a.after);
  const gained = [...rows].sort((a, b) => b.after - b.before - (a.after - a.before))[0];
  return figure(context, {
    name: 'fields',
    title: gained
      ? t.fieldsTitle(
          nameOf(context, gained.field),
          format.percent(gained.before),
          format.percent(gained.after),
        )
      : t.fields,
    sentence: t.fieldsSentence,
    columns: [
      { label: t.field, value: (row) => nameOf(context, row.field) },
      {
        label: t.before,
        value: (row) => row.before,
        show: (row) => format.percent(row.before),
        numeric: true,
      },
      { label: t.after, value: (row) => row.after, show: (row) => format.percent(row.after), numeric: true },
      {
        label: t.conflicts,
        value: (row) => row.conflicts,
        show: (row) => format.count(row.conflicts),
        numeric: true,
      },
      {
        label: t.bySteward,
        value: (row) => row.steward,
        show: (row) => format.count(row.steward),
        numeric: true,
      },
      { label: t.filled, value: (row) => row.filled, show: (row) => format.count(row.filled), numeric: true },
    ],
    rows,
    body: () =>
      bars(
        rows.map((row) => ({
          label: nameOf(context, row.field),
          note: `${t.before} ${format.percent(row.before)}`,
          value: row.after,
          text: format.percent(row.after),
          extra: html`<span class="x">${row.conflicts > 0 ? `${t.conflicts} ${format.count(row.conflicts)}` : ''}</span>`,
          tip: [
            nameOf(context, row.field),
            t.said(t.before, format.percent(row.before)),
            t.said(t.after, format.percent(row.after)),
            t.said(t.conflicts, format.count(row.conflicts)),
          ],
        })),
      ),
  });
}
