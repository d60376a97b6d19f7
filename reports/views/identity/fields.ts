import { bars } from '../../components/bars.ts';
import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import type { Column } from '../../components/table.ts';
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
  const rows = fieldsOf(data);
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
    columns: columns(context),
    rows,
    body: () => bars(rows.map((row) => bar(row, context))),
  });
}

/** The fields of which anything was given, those first that most customers have. */
function fieldsOf({ fields, customers }: IdentityData): readonly Field[] {
  return [...new Set(fields.map(({ field }) => field))]
    .map((field): Field & { readonly records: number } => {
      const own = fields.filter((row) => row.field === field);
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
        after: customers > 0 ? sum((row) => row.customersGiven) / customers : 0,
        conflicts: sum((row) => row.customersInConflict),
        steward: from('steward'),
        filled: from('configuration'),
      };
    })
    .filter(({ records }) => records > 0)
    .sort((a, b) => b.after - a.after);
}

function columns(context: Context): readonly Column<Field>[] {
  const { t, format } = context;
  const number = (label: string, value: (row: Field) => number, show: (value: number) => string) => ({
    label,
    value,
    show: (row: Field) => show(value(row)),
    numeric: true as const,
  });
  return [
    { label: t.field, value: (row) => nameOf(context, row.field) },
    number(t.before, (row) => row.before, format.percent),
    number(t.after, (row) => row.after, format.percent),
    number(t.conflicts, (row) => row.conflicts, format.count),
    number(t.bySteward, (row) => row.steward, format.count),
    number(t.filled, (row) => row.filled, format.count),
  ];
}

function bar(row: Field, context: Context) {
  const { t, format } = context;
  const name = nameOf(context, row.field);
  return {
    label: name,
    note: `${t.before} ${format.percent(row.before)}`,
    value: row.after,
    text: format.percent(row.after),
    extra: html`<span class="x">${row.conflicts > 0 ? `${t.conflicts} ${format.count(row.conflicts)}` : ''}</span>`,
    tip: [
      name,
      t.said(t.before, format.percent(row.before)),
      t.said(t.after, format.percent(row.after)),
      t.said(t.conflicts, format.count(row.conflicts)),
    ],
  };
}
