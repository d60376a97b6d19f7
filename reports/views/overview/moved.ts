import { bars } from '../../components/bars.ts';
import { delta } from '../../components/delta.ts';
import { figure } from '../../components/figure.ts';
import { html } from '../../components/html.ts';
import { metricValue } from '../../components/metrics.ts';
import { isUnknown, nameOf } from '../../components/terms.ts';
import type { OverviewData } from '../../loaders/overview.ts';
import { type OverviewContext } from './context.ts';
import { type Contribution, contributions, intervalOf, type Moment, metricAt } from './figures.ts';
import { type Tested, testParts } from './significance.ts';

export function moved(
  data: OverviewData,
  context: OverviewContext,
  moment: Moment,
  split: string,
  names: Readonly<Record<string, string>>,
  choice: HTMLElement | string,
): HTMLElement {
  const { t, format, language } = context;
  const parts = contributions(data, moment, split);
  const tests = testParts(
    data,
    moment,
    split,
    parts.map(({ value }) => value),
  );
  const rows = parts.map((row, i) => ({ ...row, test: tests[i] as Tested }));
  const name = (value: string) => (value === '…' ? t.rest : nameOf(value, language, split));
  return figure(context, {
    name: 'moved',
    title: movedTitle(rows, { t, format }, { name, dimension: names[split] ?? split }),
    sentence: t.why(names[split] ?? split),
    empty: t.first(format.compactMoney(metricAt(data, 'net_revenue', moment) ?? 0)),
    columns: [
      { label: names[split] ?? split, value: (row) => name(row.value) },
      { label: t.was, value: (row) => row.was, show: (row) => format.money(row.was), numeric: true },
      { label: t.is, value: (row) => row.is, show: (row) => format.money(row.is), numeric: true },
      { label: t.change, value: (row) => row.change, show: (row) => format.money(row.change), numeric: true },
      { label: t.reading, value: (row) => row.test.verdict, show: (row) => t.verdicts[row.test.verdict] },
    ],
    rows,
    legend: choice,
    body: () =>
      bars(
        rows.slice(0, 7).map((row) => ({
          label: name(row.value),
          value: row.change,
          text: `${row.change > 0 ? '+' : ''}${format.compactMoney(row.change)}`,
          color: row.test.verdict === 'noise' ? 'var(--muted)' : row.change >= 0 ? 'var(--c2)' : 'var(--c1)',
          tip: [
            name(row.value),
            `${t.was}: ${format.money(row.was)}`,
            `${t.is}: ${format.money(row.is)}`,
            t.verdicts[row.test.verdict],
            ...intervalOf(row.test, format.change, t),
          ],
          extra:
            row.was > 0
              ? delta(format.change(row.is / row.was - 1), row.change, 'good', row.test.verdict === 'noise')
              : html`<span></span>`,
        })),
      ),
  });
}

/**
 * Which part moved revenue most beyond chance; what is not known is no part, and is said beside the greatest
 * known one.
 */
export function movedTitle(
  rows: readonly (Pick<Contribution, 'value' | 'change'> & { readonly test: Pick<Tested, 'verdict'> })[],
  { t, format }: Pick<OverviewContext, 't' | 'format'>,
  { name, dimension }: { readonly name: (value: string) => string; readonly dimension: string },
): string {
  const beyond = rows.filter(({ test, change }) => test.verdict !== 'noise' && change !== 0);
  const known = beyond.find(({ value }) => !isUnknown(value));
  if (known) {
    const said = metricValue(format, 'net_revenue', known.change);
    return (known === beyond[0] ? t.movedMost : t.movedMostKnown)(name(known.value), said);
  }
  if (beyond.length > 0) return t.movedUnknown(dimension);
  return rows.some(({ change }) => change !== 0) ? t.onlyChance : t.nothingMoved;
}
