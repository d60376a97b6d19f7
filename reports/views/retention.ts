import { bars } from '../components/bars.ts';
import { colorAt, figure, legend } from '../components/figure.ts';
import { filterBar, segmented } from '../components/filters.ts';
import { heatMap } from '../components/heatMap.ts';
import { html } from '../components/html.ts';
import { lineChart } from '../components/lineChart.ts';
import { definePage, type PageContext } from '../components/page.ts';
import { live, urlState } from '../components/urlState.ts';
import { type Cohort, type CohortCell, gapEnds, type RetentionData } from '../loaders/retention.ts';
import { averageCurve, type Measure, measured } from './retention/curves.ts';
import { words } from './retention/words.ts';

type Context = PageContext<(typeof words)['en']>;

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

/** The value of a cell as people read it: a share of the cohort, or orders or money per customer of the cohort. */
function written({ format }: Context, measure: Measure, value: number): string {
  if (measure === 'customers') return format.percent(value);
  return measure === 'orders' ? value.toFixed(2) : format.money(value);
}

function heat(cohorts: readonly Cohort[], measure: Measure, context: Context): HTMLElement {
  const { t, terms, format, run } = context;
  const ages = Math.min(24, Math.max(0, ...cohorts.flatMap(({ cells }) => cells.map(({ age }) => age))));
  const values = cohorts.flatMap((cohort) =>
    cohort.cells.filter(({ age }) => age > 0 && age <= ages).map((cell) => measured(cohort, cell, measure)),
  );
  const sorted = [...values].sort((a, b) => a - b);
  const strongest = sorted[Math.floor(sorted.length * 0.98)] || 1;
  const average = averageCurve(cohorts, measure, run.asOf);
  const third = average[3];
  const cell = (cohort: Cohort, found: CohortCell | undefined) => {
    if (!found) return null;
    const value = measured(cohort, found, measure);
    return {
      strength: value / strongest,
      text:
        measure === 'customers'
          ? String(Math.round(value * 100))
          : measure === 'orders'
            ? value.toFixed(2)
            : format.compactCount(value),
      tip: [
        t.cellOf(format.month(cohort.month), String(found.age)),
        `${terms.customers}: ${format.count(found.customers)} / ${format.count(cohort.size)}`,
        `${terms.orders}: ${format.count(found.orders)}`,
        `${terms.revenue}: ${format.money(found.revenue)}`,
      ],
    };
  };
  return figure(context, {
    name: 'cohorts',
    title: third !== undefined ? t.thirdMonth[measure](written(context, measure, third)) : t.cohorts,
    sentence: t.cohortSentence[measure],
    columns: [
      { label: t.cohort, value: (row) => row.cohort.month, show: (row) => format.month(row.cohort.month) },
      {
        label: t.size,
        value: (row) => row.cohort.size,
        show: (row) => format.count(row.cohort.size),
        numeric: true,
      },
      { label: t.age, value: (row) => row.cell.age, numeric: true },
      {
        label: terms.customers,
        value: (row) => row.cell.customers,
        show: (row) => format.count(row.cell.customers),
        numeric: true,
      },
      {
        label: terms.orders,
        value: (row) => row.cell.orders,
        show: (row) => format.count(row.cell.orders),
        numeric: true,
      },
      {
        label: terms.revenue,
        value: (row) => row.cell.revenue,
        show: (row) => format.money(row.cell.revenue),
        numeric: true,
      },
    ],
    rows: cohorts.flatMap((cohort) => cohort.cells.map((each) => ({ cohort, cell: each }))),
    body: () =>
      heatMap({
        label: t.cohorts,
        corner: t.cohort,
        dense: true,
        columns: [t.size, ...Array.from({ length: ages + 1 }, (_, age) => String(age))],
        rows: cohorts.map((cohort) => {
          const byAge = new Map(cohort.cells.map((each) => [each.age, each]));
          const size = {
            strength: 0,
            text: format.count(cohort.size),
            tip: [format.month(cohort.month), t.sizeOf(format.count(cohort.size))],
          };
          return {
            label: format.month(cohort.month),
            cells: [size, ...Array.from({ length: ages + 1 }, (_, age) => cell(cohort, byAge.get(age)))],
          };
        }),
      }),
  });
}

function curves(cohorts: readonly Cohort[], measure: Measure, context: Context): HTMLElement {
  const { t, format, run } = context;
  const years = [...new Set(cohorts.map(({ month }) => month.slice(0, 4)))];
  const all = averageCurve(cohorts, measure, run.asOf).slice(0, 25);
  const lines = [
    ...years.map((year, i) => ({
      label: t.cohortsOf(year),
      color: colorAt(i + 1),
      values: averageCurve(
        cohorts.filter(({ month }) => month.startsWith(year)),
        measure,
        run.asOf,
      ).slice(0, 25),
    })),
    { label: t.allCohorts, color: 'var(--c0)', values: all },
  ].map((line) => ({ ...line, values: all.map((_, i) => (i === 0 ? null : (line.values[i] ?? null))) }));
  const rows = all.map((_, age) => ({ age }));
  const drop = all[1] !== undefined && all[6] !== undefined ? all[6] / (all[1] || 1) : undefined;
  return figure(context, {
    name: 'curves',
    title: drop !== undefined ? t.holds(format.percent(drop)) : t.curves,
    sentence: t.curveSentence,
    columns: [
      { label: t.age, value: (row) => row.age, numeric: true },
      ...lines.map((line) => ({
        label: line.label,
        value: (row: { age: number }) => line.values[row.age] ?? null,
        show: (row: { age: number }) => {
          const value = line.values[row.age];
          return value === null || value === undefined ? '' : written(context, measure, value);
        },
        numeric: true,
      })),
    ],
    rows: all.length > 1 ? rows.slice(1) : [],
    empty: t.tooYoung,
    legend: legend(lines),
    body: () =>
      lineChart({
        x: rows.slice(1).map(({ age }) => age),
        lines: lines.map((line) => ({ ...line, values: line.values.slice(1) })),
        formatX: (age) => t.monthsLater(String(age)),
        tickX: String,
        formatY: (value) => written(context, measure, value),
        tickY: (value) =>
          measure === 'customers' ? `${Math.round(value * 100)}%` : written(context, measure, value),
        label: t.curves,
        unitX: t.ageUnit,
      }),
  });
}

function gaps(data: RetentionData, context: Context): HTMLElement {
  const { t, terms, format } = context;
  const all = data.gaps.reduce((sum, { orders }) => sum + orders, 0);
  const name = (bucket: number) => {
    const end = gapEnds[bucket];
    return end === undefined
      ? t.longer(String(gapEnds.at(-1)))
      : t.days(String((gapEnds[bucket - 1] ?? -1) + 1), String(end));
  };
  const rows = Array.from({ length: gapEnds.length + 1 }, (_, bucket) => ({
    bucket,
    orders: data.gaps.find((gap) => gap.bucket === bucket)?.orders ?? 0,
  }));
  return figure(context, {
    name: 'gaps',
    title: data.medianGap !== null ? t.half(format.count(data.medianGap)) : t.gaps,
    sentence: t.gapSentence,
    columns: [
      { label: t.gap, value: (row) => name(row.bucket) },
      {
        label: terms.orders,
        value: (row) => row.orders,
        show: (row) => format.count(row.orders),
        numeric: true,
      },
      {
        label: terms.share,
        value: (row) => row.orders / all,
        show: (row) => format.percent(row.orders / all),
        numeric: true,
      },
    ],
    rows: all > 0 ? rows : [],
    empty: t.noSecond,
    body: () =>
      bars(
        rows.map((row) => ({
          label: name(row.bucket),
          value: row.orders,
          text: format.percent(row.orders / all),
          tip: [name(row.bucket), `${terms.orders}: ${format.count(row.orders)}`],
        })),
      ),
  });
}
