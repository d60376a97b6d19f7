import { bars } from '../../components/bars.ts';
import { figure } from '../../components/figure.ts';
import type { IdentityData, Joined } from '../../loaders/identity.ts';
import type { Context } from './context.ts';

/** What joined the records, and how large customers are. */
export function joined(data: IdentityData, context: Context): HTMLElement {
  const { t, format } = context;
  const name = ({ rule }: Joined) => t.rules[rule] ?? rule;
  const fit = data.fit;
  const isKnown = fit && fit.precision !== null && fit.recall !== null;
  return figure(context, {
    name: 'joined',
    title:
      data.records > 0 ? t.joinedTitle(format.count(data.records), format.count(data.customers)) : t.joined,
    sentence: isKnown
      ? t.sentences(
          t.joinedSentence,
          t.fitSentence(format.percent(fit.precision), format.percent(fit.recall)),
        )
      : t.joinedSentence,
    columns: [
      { label: t.rule, value: name },
      {
        label: t.records,
        value: (row) => row.records,
        show: (row) => format.count(row.records),
        numeric: true,
      },
    ],
    rows: data.joined,
    body: () =>
      bars(
        data.joined.map((row) => ({
          label: name(row),
          value: row.records,
          text: format.count(row.records),
          tip: [name(row), t.said(t.records, format.count(row.records))],
        })),
      ),
  });
}

export function sizes(data: IdentityData, context: Context): HTMLElement {
  const { t, format } = context;
  const largest = data.sizes.at(-1)?.size ?? 0;
  const label = (size: number) =>
    size === 1
      ? t.one
      : size === largest && size >= 6
        ? t.andMore(format.count(size))
        : t.several(format.count(size));
  const several = data.sizes
    .filter(({ size }) => size > 1)
    .reduce((sum, { customers }) => sum + customers, 0);
  return figure(context, {
    name: 'sizes',
    title: data.customers > 0 ? t.sizesTitle(format.percent(several / data.customers)) : t.sizes,
    sentence: t.sizesSentence,
    columns: [
      { label: t.size, value: (row) => row.size, show: (row) => label(row.size), numeric: true },
      {
        label: t.customers,
        value: (row) => row.customers,
        show: (row) => format.count(row.customers),
        numeric: true,
      },
    ],
    rows: data.sizes,
    body: () =>
      bars(
        data.sizes.map((row) => ({
          label: label(row.size),
          value: row.customers,
          text: format.count(row.customers),
          tip: [label(row.size), t.said(t.customers, format.count(row.customers))],
        })),
      ),
  });
}
