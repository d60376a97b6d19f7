import { figure } from '../../components/figure.ts';
import { isUnknown, nameOf } from '../../components/terms.ts';
import type { LifetimeData } from '../../loaders/lifetime.ts';
import type { Context } from './context.ts';
import { differenceText } from './differenceText.ts';

/** No group where all that is known of them is that they are unknown. */
export const worthComparing = <T extends { readonly group: string }>(rows: readonly T[]): readonly T[] =>
  rows.every(({ group }) => isUnknown(group)) ? [] : rows;

/** Value by acquisition channel or by year of the first order; a difference that may be chance is called so. */
export function groups(
  kind: 'channel' | 'cohort',
  { totals, channels, cohorts }: Pick<LifetimeData, 'totals' | 'channels' | 'cohorts'>,
  context: Context,
): HTMLElement {
  const { t, terms, format, language } = context;
  const all = kind === 'channel' ? channels : cohorts;
  const rows = worthComparing(all);
  const name = (group: string) => (kind === 'cohort' ? group : nameOf(group, language));
  const sorted = kind === 'cohort' ? [...rows] : rows.toSorted((a, b) => b.mean - a.mean);
  const best = rows
    .filter(({ verdict, group }) => verdict === 'up' && !isUnknown(group))
    .toSorted((a, b) => b.mean - a.mean)[0];
  return figure(context, {
    name: kind === 'channel' ? 'channels' : 'cohorts',
    title: best
      ? t.best[kind](name(best.group), format.money(best.mean), format.money(best.difference ?? 0))
      : rows.length > 1
        ? t.noDifference[kind]
        : t.groups[kind],
    sentence: t.groupSentence[kind],
    ...(totals ? { empty: all.length > 0 ? t.noGroup[kind] : t.noneKnown } : {}),
    isTable: true,
    body: () => '',
    columns: [
      { label: t.groupName[kind], value: (row) => name(row.group) },
      {
        label: terms.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
      {
        label: t.alive,
        value: (row) => row.alive,
        show: (row) => (row.alive === null ? '–' : format.percent(row.alive)),
        numeric: true,
      },
      {
        label: t.orders12m,
        value: (row) => row.orders12m,
        show: (row) => row.orders12m.toFixed(2),
        numeric: true,
      },
      { label: t.mean, value: (row) => row.mean, show: (row) => format.money(row.mean), numeric: true },
      { label: t.median, value: (row) => row.median, show: (row) => format.money(row.median), numeric: true },
      {
        label: t.sum,
        value: (row) => row.total,
        show: (row) => format.compactMoney(row.total),
        numeric: true,
      },
      {
        label: t.difference,
        value: (row) => row.difference,
        show: (row) => differenceText(row, format),
        numeric: true,
      },
      { label: t.verdict, value: (row) => row.verdict, show: (row) => t.verdicts[row.verdict] },
    ],
    rows: sorted,
  });
}
