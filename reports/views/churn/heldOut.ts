import { figure, legend } from '../../components/figure.ts';
import { lineChart } from '../../components/lineChart.ts';
import type { ChurnData } from '../../loaders/churn.ts';
import type { Context } from './context.ts';

/** Chances against what came, by tenth of the customers. */
export function reliability({ reliability: rows, heldOut, fit }: ChurnData, context: Context): HTMLElement {
  const { t, terms, format } = context;
  const error = fit?.error ?? null;
  const lines = [
    { label: t.happened, color: 'var(--c0)', values: rows.map(({ churned }) => churned) },
    {
      label: t.perfect,
      color: 'var(--c1)',
      values: rows.map(({ probability }) => probability),
      dashed: true,
    },
  ];
  const share = (x: number) => format.percent(x);
  return figure(context, {
    name: 'reliability',
    title:
      rows.length > 0 && error !== null
        ? t.reliabilityTitle(format.points(error).replace(/^\+/, ''))
        : t.reliability,
    sentence: heldOut ? t.reliabilitySentence(format.date(heldOut)) : t.noHeldOut,
    empty: t.noHeldOut,
    columns: [
      { label: t.part, value: (row) => row.part, numeric: true },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: t.predicted,
        value: (row) => row.probability,
        show: (row) => share(row.probability),
        numeric: true,
      },
      { label: t.happened, value: (row) => row.churned, show: (row) => share(row.churned), numeric: true },
    ],
    rows,
    legend: legend(lines),
    body: () =>
      lineChart({
        x: rows.map(({ probability }) => probability * 100),
        lines,
        formatX: (x) => `${t.predicted} ${share(Number(x) / 100)}`,
        tickX: (x) => `${Math.round(Number(x))}%`,
        formatY: share,
        label: t.reliability,
        unitX: t.predicted,
      }),
  });
}

/** Which share of those who left is found among the highest chances. */
export function gains({ gains: rows }: ChurnData, context: Context): HTMLElement {
  const { t, format } = context;
  const fifth = rows.find(({ share }) => Math.abs(share - 0.2) < 1e-9);
  const lines = [
    { label: t.caught, color: 'var(--c0)', values: rows.map(({ caught }) => caught), area: true },
    { label: t.byChance, color: 'var(--c1)', values: rows.map(({ share }) => share), dashed: true },
  ];
  return figure(context, {
    name: 'gains',
    title: fifth ? t.gainsTitle(format.percent(fifth.caught), format.percent(fifth.share)) : t.gains,
    sentence: t.gainsSentence,
    empty: t.noHeldOut,
    columns: [
      {
        label: t.addressed,
        value: (row) => row.share,
        show: (row) => format.percent(row.share),
        numeric: true,
      },
      {
        label: t.caught,
        value: (row) => row.caught,
        show: (row) => format.percent(row.caught),
        numeric: true,
      },
    ],
    rows,
    legend: legend(lines),
    body: () =>
      lineChart({
        x: rows.map(({ share }) => share * 100),
        lines,
        formatX: (x) => `${t.addressed} ${format.percent(Number(x) / 100)}`,
        tickX: (x) => `${x}%`,
        formatY: format.percent,
        label: t.gains,
        unitX: t.addressed,
      }),
  });
}
